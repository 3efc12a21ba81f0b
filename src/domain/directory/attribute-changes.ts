import {
  ENTERPRISE,
  memberOf,
  pathName,
  readAttribute,
  type Structure,
  unknownAttribute,
} from './attribute-schema.ts';
import { invalid } from './errors.ts';

/** One operation of UpdateUser or UpdateGroup: sets the attribute of a path, or removes it. */
export interface AttributeOperation {
  readonly AttributePath: string;
  /** A document; absent or null removes the attribute. */
  readonly AttributeValue?: unknown;
}

type Attributes = Readonly<Record<string, unknown>>;

/**
 * Attributes after the operations, in their order. Throws ValidationException for a path that there
 * is not, for a value that it cannot hold, and for a part of an attribute of several values.
 */
export function applyOperations<Kept extends object>(
  schema: Structure,
  attributes: Kept,
  operations: readonly AttributeOperation[],
): Kept {
  let changed = attributes as Attributes;
  for (const { AttributePath: path, AttributeValue: value } of operations) {
    changed = setAttribute({ schema, path, value: value ?? undefined }, changed, stepsOf(path));
  }
  return changed as Kept;
}

interface Setting {
  readonly schema: Structure;
  readonly path: string;
  readonly value: unknown;
}

function setAttribute(
  { schema, path, value }: Setting,
  attributes: Attributes,
  [step = '', ...rest]: readonly string[],
): Attributes {
  const found = memberOf(schema, step);
  if (!found) throw unknownAttribute(path);
  const [name, attribute] = found;
  const { [name]: before, ...others } = attributes;
  if (rest.length === 0) {
    if (value === undefined) return others;
    return { ...others, [name]: readAttribute(attribute, value, path) };
  }
  if (attribute.kind === 'list') throw partOfSeveral(pathName(name));
  if (attribute.kind !== 'structure') throw unknownAttribute(path);
  const inside = setAttribute(
    { schema: attribute, path, value },
    (before ?? {}) as Attributes,
    rest,
  );
  return Object.keys(inside).length === 0 ? others : { ...others, [name]: inside };
}

/** `aws:identitystore:enterprise.costCenter` has dots only behind the name of the extension. */
function stepsOf(path: string): readonly string[] {
  if (path === ENTERPRISE) return ['Enterprise'];
  if (path.startsWith(`${ENTERPRISE}.`)) {
    return ['Enterprise', ...path.slice(ENTERPRISE.length + 1).split('.')];
  }
  // The name under which it is kept is not one that requests know.
  return pathName(path.split('.', 1)[0] ?? '') === 'enterprise' ? [''] : path.split('.');
}

function partOfSeveral(name: string): Error {
  return invalid(
    `Unsupported update operation on multi-value attribute ${name}, please provide full replacement of Multi-Value attribute types`,
  );
}
