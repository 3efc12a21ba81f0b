import { compileRange } from '../base/addresses.ts';
import { parseDate } from './dates.ts';
import type { ConditionElement } from './document.ts';
import { type Comparison, type Operator, type Order, parseOperator } from './operators.ts';
import { type ContextLookup, compilePattern, type TextMode, type TextPattern } from './pattern.ts';

/** One condition key with its operator, ready to be asked. */
export interface CompiledCondition {
  readonly element: ConditionElement;
  /** The key's name in lower case, as the context is asked for it. */
  readonly key: string;
  readonly holds: (context: ContextLookup) => boolean;
}

/** Compiles one key of a Condition element; `variables` is true for version 2012-10-17. */
export function compileCondition(element: ConditionElement, variables: boolean): CompiledCondition {
  const key = element.key.toLowerCase();
  const operator = parseOperator(element.operator);
  if (!operator) throw new TypeError(`unknown condition operator: ${element.operator}`);
  if (operator.comparison === 'null') {
    const wanted = new Set(element.values.map((value) => value.toLowerCase()));
    const holds = (context: ContextLookup): boolean =>
      wanted.has((context(key)?.length ?? 0) === 0 ? 'true' : 'false');
    return { element, key, holds };
  }
  const patterns = element.values.map((value) => compileValue(operator, value, variables));
  return { element, key, holds: compileTest(key, operator, patterns) };
}

/**
 * The rules of aws-facts J3. A key without values is absent: then IfExists and ForAllValues hold,
 * ForAnyValue does not, and otherwise only negated operators hold. A policy value that names an
 * unknown variable equals nothing, and a negated operator does not hold because of it (J4).
 */
function compileTest(
  key: string,
  operator: Operator,
  patterns: readonly TextPattern[],
): (context: ContextLookup) => boolean {
  const { negated, set, ifExists } = operator;
  const absent = ifExists || set === 'all' || (negated && set === 'none');
  return (context) => {
    const values = context(key);
    if (values === undefined || values.length === 0) return absent;
    // Without a set operator several values behave as one: equal to any, or different from all.
    const every = set === 'all' || (set === 'none' && negated);
    for (const value of values) {
      const match = matchesAny(patterns, value, context);
      const holds = negated ? match === false : match === true;
      if (holds !== every) return holds;
    }
    return every;
  };
}

function matchesAny(
  patterns: readonly TextPattern[],
  value: string,
  context: ContextLookup,
): boolean | undefined {
  let result: boolean | undefined = false;
  for (const pattern of patterns) {
    const match = pattern(value, context);
    if (match) return true;
    if (match === undefined) result = undefined;
  }
  return result;
}

const TEXT_MODES = {
  string: 'exact',
  'string-ignoring-case': 'ignoring-case',
  'string-like': 'wildcard',
  arn: 'arn',
} as const satisfies Readonly<Record<string, TextMode>>;

/** Variables belong to string and ARN operators; elsewhere `${…}` is a text that fits nothing. */
function compileValue(operator: Operator, text: string, variables: boolean): TextPattern {
  const { comparison } = operator;
  switch (comparison) {
    case 'string':
    case 'string-ignoring-case':
    case 'string-like':
    case 'arn':
      return compilePattern(text, TEXT_MODES[comparison], variables);
    case 'numeric':
      return compileOrdered(parseNumber, operator.order, text);
    case 'date':
      return compileOrdered(parseDate, operator.order, text);
    case 'ip-address':
      return compileRange(text) ?? never;
    case 'binary':
      return same(parseBinary, text);
    default:
      return same(parseBool, text);
  }
}

/** Whether a text is a value that a comparison can be made with; texts are, whatever they say. */
export function isComparable(comparison: Comparison, text: string): boolean {
  switch (comparison) {
    case 'numeric':
      return parseNumber(text) !== undefined;
    case 'date':
      return parseDate(text) !== undefined;
    case 'ip-address':
      return compileRange(text) !== undefined;
    case 'binary':
      return parseBinary(text) !== undefined;
    case 'bool':
    case 'null':
      return parseBool(text) !== undefined;
    default:
      return true;
  }
}

function never(): boolean {
  return false;
}

function same(parse: (text: string) => string | undefined, text: string): TextPattern {
  const wanted = parse(text);
  return wanted === undefined ? never : (value) => parse(value) === wanted;
}

function compileOrdered(
  parse: (text: string) => number | undefined,
  order: Order,
  text: string,
): TextPattern {
  const limit = parse(text);
  if (limit === undefined) return never;
  return (value) => {
    const received = parse(value);
    return received !== undefined && stands(received, order, limit);
  };
}

function stands(left: number, order: Order, right: number): boolean {
  switch (order) {
    case 'equal':
      return left === right;
    case 'less':
      return left < right;
    case 'less-or-equal':
      return left <= right;
    case 'greater':
      return left > right;
    case 'greater-or-equal':
      return left >= right;
  }
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

function parseNumber(text: string): number | undefined {
  return NUMBER.test(text) ? Number(text) : undefined;
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Base64 without regard to padding. */
function parseBinary(text: string): string | undefined {
  return BASE64.test(text) ? Buffer.from(text, 'base64').toString('latin1') : undefined;
}

function parseBool(text: string): string | undefined {
  const lower = text.toLowerCase();
  return lower === 'true' || lower === 'false' ? lower : undefined;
}
