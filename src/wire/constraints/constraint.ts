import type { AwsError } from '../../failures/aws-error.ts';

/** A string: its length in Unicode scalar values, and what the whole of it has to match. */
export interface TextConstraint {
  readonly kind: 'text';
  readonly min: number;
  readonly max: number;
  /** As AWS prints it. */
  readonly pattern: string | undefined;
  readonly matches: RegExp | undefined;
  readonly values: readonly string[] | undefined;
}

/** A whole number within inclusive bounds. */
export interface IntegerConstraint {
  readonly kind: 'integer';
  readonly min: number;
  readonly max: number;
}

/** The length of a list, and what each of its scalar elements has to satisfy. */
export interface ListConstraint {
  readonly kind: 'list';
  readonly min: number;
  readonly max: number;
  readonly member: TextConstraint | undefined;
}

export type Constraint = TextConstraint | IntegerConstraint | ListConstraint;

/** One thing that a value does not satisfy: which kind of thing, and how AWS prints it. */
export interface Clause {
  readonly kind:
    | 'missing'
    | 'length above'
    | 'length below'
    | 'value above'
    | 'value below'
    | 'pattern'
    | 'enum'
    | 'element';
  readonly text: string;
}

type Members = Readonly<Record<string, Constraint>>;

/**
 * The constraints of one service. The SDK schemas keep no names of simple shapes, so members carry
 * them: `members` for the inputs of all operations, `operations` where one differs, `structures`
 * for what is nested, by the name of the structure. Required members are known from the schema.
 */
export interface ConstraintTable {
  readonly members: Members;
  readonly operations: Readonly<Record<string, Members>>;
  readonly structures: Readonly<Record<string, Members>>;
  /** Required members of inputs whose absence the operations themselves answer, in their own words. */
  readonly answered?: ReadonlySet<string>;
  /** What the service answers to a violation in the place of ValidationError, by the first one's kind. */
  readonly refuse?: (kind: Clause['kind']) => AwsError;
}

interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/**
 * A string constraint. `linear` is an equivalent expression to match with, for patterns that
 * would backtrack at length on hostile input; it is never printed.
 */
export function text(limits: Bounds & { pattern?: string; linear?: string }): TextConstraint {
  const { min = 0, max = Number.POSITIVE_INFINITY, pattern, linear = pattern } = limits;
  const matches = linear === undefined ? undefined : new RegExp(`^(?:${linear})$`, 'u');
  return { kind: 'text', min, max, pattern, matches, values: undefined };
}

/** An enumeration, in the order of the model. */
export function oneOf(...values: readonly string[]): TextConstraint {
  return { ...text({}), values };
}

/** A numeric constraint. */
export function integer(limits: Bounds): IntegerConstraint {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = limits;
  return { kind: 'integer', min, max };
}

/** A list constraint; lists of structures leave `member` out. */
export function list(limits: Bounds & { member?: TextConstraint }): ListConstraint {
  const { min = 0, max = Number.POSITIVE_INFINITY, member } = limits;
  return { kind: 'list', min, max, member };
}
