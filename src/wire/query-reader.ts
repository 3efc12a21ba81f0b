import type { Parameters } from './parameters.ts';
import {
  MalformedValueError,
  parseBase64,
  parseBoolean,
  parseDateTime,
  parseInteger,
} from './scalars.ts';
import type { Shape, StructureShape } from './shapes.ts';

/** Deeper parameter names than any model has; `A.member.1.B` counts two levels. */
const MAX_DEPTH = 32;
const MAX_INDEX_DIGITS = 9;

/** A list or map while its parameters come in, in whatever order: elements by their index. */
class Gathered {
  readonly elements = new Map<number, unknown>();
}

class GatheredList extends Gathered {}
class GatheredMap extends Gathered {}
type Entry = { key?: string; value?: unknown };
type Holder = Record<string, unknown>;

/**
 * Reads an awsQuery input (Smithy, AWS Query protocol) from decoded parameters. Each parameter
 * name is followed through the shape, so that unknown names cost nothing and make nothing. The
 * first of several values of a scalar counts. List indexes may have gaps; their order counts.
 *
 * @throws MalformedValueError for a value that is not of its type
 */
export function readQueryInput(shape: StructureShape, parameters: Parameters): Holder {
  const input: Holder = {};
  const reading = { gathered: false };
  for (let index = 0; index < parameters.length; index += 2) {
    const name = parameters[index] as string;
    placeMember(shape, input, name, 0, parameters[index + 1] as string, 0, reading);
  }
  if (reading.gathered) settle(shape, input);
  return input;
}

type Reading = { gathered: boolean };

function segmentEnd(name: string, from: number): number {
  const dot = name.indexOf('.', from);
  return dot < 0 ? name.length : dot;
}

function placeMember(
  shape: StructureShape,
  holder: Holder,
  name: string,
  from: number,
  value: string,
  depth: number,
  reading: Reading,
): void {
  if (depth > MAX_DEPTH) throw new MalformedValueError('');
  const end = segmentEnd(name, from);
  const member = shape.memberByName.get(
    from === 0 && end === name.length ? name : name.slice(from, end),
  );
  if (!member) return;
  const placed = place(member.shape, holder[member.name], name, end, value, depth, reading);
  if (placed !== undefined) holder[member.name] = placed;
}

/** What stands at `shape` once the parameter is taken in; undefined when it does not belong here. */
function place(
  shape: Shape,
  present: unknown,
  name: string,
  end: number,
  value: string,
  depth: number,
  reading: Reading,
): unknown {
  const here = end === name.length;
  switch (shape.kind) {
    case 'structure': {
      if (here)
        throw new MalformedValueError('Start of structure or map found where not expected.');
      const holder = (present ?? {}) as Holder;
      placeMember(shape, holder, name, end + 1, value, depth + 1, reading);
      return holder;
    }
    case 'list':
      return placeElement(shape.member, present, name, end, value, depth, reading);
    case 'map':
      return placeEntry(shape.value, present, name, end, value, depth, reading);
    default:
      return here && present === undefined ? parseScalar(shape.kind, value) : present;
  }
}

function placeElement(
  member: Shape,
  present: unknown,
  name: string,
  end: number,
  value: string,
  depth: number,
  reading: Reading,
): unknown {
  if (end === name.length) {
    if (value !== '') throw new MalformedValueError('Unexpected list element termination');
    reading.gathered = true;
    return present ?? new GatheredList();
  }
  const found = elementIndex(name, end + 1, 'member');
  if (!found) return present;
  reading.gathered = true;
  const list = (present ?? new GatheredList()) as GatheredList;
  const placed = place(
    member,
    list.elements.get(found.index),
    name,
    found.end,
    value,
    depth + 1,
    reading,
  );
  if (placed !== undefined) list.elements.set(found.index, placed);
  return list;
}

function placeEntry(
  valueShape: Shape,
  present: unknown,
  name: string,
  end: number,
  value: string,
  depth: number,
  reading: Reading,
): unknown {
  if (end === name.length) {
    if (value !== '')
      throw new MalformedValueError('Start of structure or map found where not expected.');
    reading.gathered = true;
    return present ?? new GatheredMap();
  }
  const found = elementIndex(name, end + 1, 'entry');
  if (!found || found.end === name.length) return present;
  const partEnd = segmentEnd(name, found.end + 1);
  const part = name.slice(found.end + 1, partEnd);
  if (part !== 'key' && part !== 'value') return present;
  reading.gathered = true;
  const map = (present ?? new GatheredMap()) as GatheredMap;
  const entry = (map.elements.get(found.index) ?? {}) as Entry;
  map.elements.set(found.index, entry);
  if (part === 'key') {
    if (partEnd === name.length) entry.key ??= value;
    return map;
  }
  const placed = place(valueShape, entry.value, name, partEnd, value, depth + 1, reading);
  if (placed !== undefined) entry.value = placed;
  return map;
}

/** Reads `member.12` at `from`; undefined when the parameter is not of this list. */
function elementIndex(
  name: string,
  from: number,
  word: 'member' | 'entry',
): { index: number; end: number } | undefined {
  const wordEnd = segmentEnd(name, from);
  if (wordEnd === name.length || wordEnd - from !== word.length || !name.startsWith(word, from)) {
    return undefined;
  }
  const end = segmentEnd(name, wordEnd + 1);
  const digits = name.slice(wordEnd + 1, Math.min(end, wordEnd + 2 + MAX_INDEX_DIGITS));
  if (digits.length > MAX_INDEX_DIGITS || !/^\d+$/.test(digits)) {
    throw new MalformedValueError('Unexpected list element termination');
  }
  return { index: Number(digits), end };
}

function parseScalar(kind: Exclude<Shape['kind'], 'structure' | 'list' | 'map'>, text: string) {
  switch (kind) {
    case 'string':
    case 'document':
      return text;
    case 'number':
      return parseInteger(text);
    case 'boolean':
      return parseBoolean(text);
    case 'timestamp':
      return parseDateTime(text);
    case 'blob':
      return parseBase64(text);
  }
}

/** Turns what was gathered into arrays and maps, in place where it can. */
function settle(shape: Shape, value: unknown): unknown {
  if (value instanceof Gathered) {
    const elements = [...value.elements].sort(([left], [right]) => left - right);
    if (shape.kind === 'list') return elements.map(([, element]) => settle(shape.member, element));
    return shape.kind === 'map' ? settleMap(shape.value, elements) : undefined;
  }
  if (shape.kind === 'structure' && value !== undefined) {
    const holder = value as Holder;
    for (const name of Object.keys(holder)) {
      const member = shape.memberByName.get(name);
      if (member) holder[name] = settle(member.shape, holder[name]);
    }
  }
  return value;
}

function settleMap(valueShape: Shape, elements: [number, unknown][]): Holder {
  const map: Holder = Object.create(null);
  for (const [, element] of elements) {
    const entry = element as Entry;
    if (entry.key === undefined) throw new MalformedValueError('');
    if (!Object.hasOwn(map, entry.key)) map[entry.key] = settle(valueShape, entry.value);
  }
  return map;
}
