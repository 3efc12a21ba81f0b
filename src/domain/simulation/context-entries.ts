import { isComparable } from '../../policy/index.ts';
import { invalidInput } from '../iam/errors.ts';

/** A condition key that the caller of a simulation gives, as the request has it. */
export interface ContextEntry {
  readonly ContextKeyName?: string | undefined;
  readonly ContextKeyValues?: readonly string[] | undefined;
  readonly ContextKeyType?: string | undefined;
}

const COMPARISONS = {
  string: 'string',
  numeric: 'numeric',
  boolean: 'bool',
  ip: 'ip-address',
  binary: 'binary',
  date: 'date',
} as const;

/**
 * The condition keys of a request by their lower-cased names. Throws InvalidInput for a key without
 * name or given twice, for several values of a type that is no list, and for values that are not of
 * their type.
 */
export function readContextEntries(
  entries: readonly ContextEntry[] = [],
): Map<string, readonly string[]> {
  const keys = new Map<string, readonly string[]>();
  for (const entry of entries) {
    const {
      ContextKeyName: name,
      ContextKeyValues: values = [],
      ContextKeyType: type = 'string',
    } = entry;
    if (name === undefined) throw invalidInput('Invalid Context Entry: it has no ContextKeyName.');
    const key = name.toLowerCase();
    if (keys.has(key)) throw invalidInput(`Invalid Context Entry: ${name} is given twice.`);
    const isList = type.endsWith('List');
    if (!isList && values.length > 1) {
      throw invalidInput(`Invalid Context Entry: ${name} of type ${type} has more than one value.`);
    }
    const single = (isList ? type.slice(0, -'List'.length) : type) as keyof typeof COMPARISONS;
    const wrong = values.find((value) => !isComparable(COMPARISONS[single], value));
    if (wrong !== undefined) {
      throw invalidInput(
        `Invalid Context Entry: ${wrong} is no value of type ${type} for ${name}.`,
      );
    }
    keys.set(key, values);
  }
  return keys;
}
