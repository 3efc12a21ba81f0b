/** What a condition operator compares, without its prefix, suffix and negation. */
export type Comparison =
  | 'string'
  | 'string-ignoring-case'
  | 'string-like'
  | 'numeric'
  | 'date'
  | 'bool'
  | 'binary'
  | 'ip-address'
  | 'arn'
  | 'null';

/** How the two sides of a numeric or date comparison must stand to each other. */
export type Order = 'equal' | 'less' | 'less-or-equal' | 'greater' | 'greater-or-equal';

export interface Operator {
  readonly comparison: Comparison;
  readonly order: Order;
  /** NotEquals, NotLike, NotIpAddress: true when the comparison holds for no value. */
  readonly negated: boolean;
  readonly set: 'none' | 'all' | 'any';
  readonly ifExists: boolean;
}

type Base = Pick<Operator, 'comparison' | 'order' | 'negated'>;

function base(comparison: Comparison, negated = false, order: Order = 'equal'): Base {
  return { comparison, order, negated };
}

function ordered(comparison: 'numeric' | 'date', name: string): [string, Base][] {
  return [
    [`${name}Equals`, base(comparison)],
    [`${name}NotEquals`, base(comparison, true)],
    [`${name}LessThan`, base(comparison, false, 'less')],
    [`${name}LessThanEquals`, base(comparison, false, 'less-or-equal')],
    [`${name}GreaterThan`, base(comparison, false, 'greater')],
    [`${name}GreaterThanEquals`, base(comparison, false, 'greater-or-equal')],
  ];
}

/** Every condition operator by its bare name (aws-facts J3). */
export const baseOperators: ReadonlyMap<string, Base> = new Map<string, Base>([
  ['StringEquals', base('string')],
  ['StringNotEquals', base('string', true)],
  ['StringEqualsIgnoreCase', base('string-ignoring-case')],
  ['StringNotEqualsIgnoreCase', base('string-ignoring-case', true)],
  ['StringLike', base('string-like')],
  ['StringNotLike', base('string-like', true)],
  ...ordered('numeric', 'Numeric'),
  ...ordered('date', 'Date'),
  ['Bool', base('bool')],
  ['BinaryEquals', base('binary')],
  ['IpAddress', base('ip-address')],
  ['NotIpAddress', base('ip-address', true)],
  ['ArnEquals', base('arn')],
  ['ArnLike', base('arn')],
  ['ArnNotEquals', base('arn', true)],
  ['ArnNotLike', base('arn', true)],
  ['Null', base('null')],
]);

const PARTS = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/;

/**
 * Reads an operator as a policy writes it, such as `ForAnyValue:StringLikeIfExists`; undefined for
 * an unknown name, and for Null with a prefix or suffix, which AWS does not define.
 */
export function parseOperator(text: string): Operator | undefined {
  const parts = PARTS.exec(text);
  const found = parts && baseOperators.get(parts[2] ?? '');
  if (!found) return undefined;
  const set = parts[1] === 'ForAllValues' ? 'all' : parts[1] === 'ForAnyValue' ? 'any' : 'none';
  const ifExists = parts[3] !== undefined;
  if (found.comparison === 'null' && (ifExists || set !== 'none')) return undefined;
  return { ...found, set, ifExists };
}
