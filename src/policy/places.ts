/*
 * Where the values of a document stand in its text. Reading and judging documents has no use for
 * places, and this no use for judging: it walks a text that the strict reader has accepted.
 */

/** A value of a JSON text with its place: from its first character to behind its last. */
export interface PlacedValue {
  readonly start: number;
  readonly end: number;
  /** Members of an object, empty for other values. */
  readonly members: ReadonlyMap<string, PlacedValue>;
  /** Items of an array, empty for other values. */
  readonly items: readonly PlacedValue[];
}

/** A step from a value to one inside it: the name of a member, or the number of an item from 0. */
export type PathStep = string | number;

/** Line and column of a character, both counted from 1. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** The places of all values of a text that `readJson` accepts. */
export function placesOf(text: string): PlacedValue {
  return placeAt(text, skipSpace(text, 0));
}

/**
 * The innermost value on a path that the text has. An item is found also where one value stands
 * instead of a list, as policies may write it.
 */
export function placeOf(root: PlacedValue, path: readonly PathStep[]): PlacedValue {
  let place = root;
  for (const step of path) {
    const isAlone = typeof step === 'number' && place.items.length === 0;
    const next = typeof step === 'number' ? place.items[step] : place.members.get(step);
    if (!next && !isAlone) return place;
    if (next) place = next;
  }
  return place;
}

/** Answers line and column of the characters of a text; of its end for an offset behind it. */
export function positionsIn(text: string): (offset: number) => TextPosition {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
    starts.push(end + 1);
  }
  return (offset) => {
    let low = 0;
    for (let high = starts.length; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

const NO_MEMBERS: ReadonlyMap<string, PlacedValue> = new Map();

function placeAt(text: string, start: number): PlacedValue {
  const first = text[start];
  if (first === '{') return placeObject(text, start);
  if (first === '[') return placeArray(text, start);
  const end = first === '"' ? endOfString(text, start) : endOfWord(text, start);
  return { start, end, members: NO_MEMBERS, items: [] };
}

function placeObject(text: string, start: number): PlacedValue {
  const members = new Map<string, PlacedValue>();
  let at = skipSpace(text, start + 1);
  while (at < text.length && text[at] !== '}') {
    const end = endOfString(text, at);
    const name: unknown = JSON.parse(text.slice(at, end));
    const colon = skipSpace(text, end);
    const value = placeAt(text, skipSpace(text, colon + 1));
    members.set(String(name), value);
    at = afterComma(text, value.end);
  }
  return { start, end: at + 1, members, items: [] };
}

function placeArray(text: string, start: number): PlacedValue {
  const items: PlacedValue[] = [];
  let at = skipSpace(text, start + 1);
  while (at < text.length && text[at] !== ']') {
    const item = placeAt(text, at);
    items.push(item);
    at = afterComma(text, item.end);
  }
  return { start, end: at + 1, members: NO_MEMBERS, items };
}

function afterComma(text: string, from: number): number {
  const at = skipSpace(text, from);
  return text[at] === ',' ? skipSpace(text, at + 1) : at;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function endOfWord(text: string, start: number): number {
  let at = start;
  while (at < text.length && !/[\s,\]}]/.test(text.charAt(at))) at += 1;
  return at;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at += 1;
  return at;
}
