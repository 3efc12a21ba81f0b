/**
 * A JSON value read strictly: members in a Map, so that no name is special; numbers as written.
 */
export type JsonValue =
  | null
  | boolean
  | string
  | JsonNumber
  | readonly JsonValue[]
  | ReadonlyMap<string, JsonValue>;

/** A number keeps its digits: policies compare it as text that is read again. */
export interface JsonNumber {
  readonly number: string;
}

/** What a text may cost; the number of values is bounded by the number of characters. */
export interface JsonLimits {
  readonly maxCharacters: number;
  /** Levels of arrays and objects inside each other. */
  readonly maxDepth: number;
}

class NotJson extends Error {
  /** The member name that is there a second time. */
  repeatedName: string | undefined;
}

/** Why a text is not one strict JSON value. */
export interface JsonFault {
  /** How many characters were read before the text went wrong. */
  readonly at: number;
  /** Set when the text would be JSON but for a member name that is there twice. */
  readonly repeatedName: string | undefined;
}

/**
 * Reads a JSON text strictly: a repeated member name, half of a surrogate pair, more characters or
 * levels than the limits allow, or anything after the value make it invalid. Returns undefined for
 * an invalid text.
 */
export function readJson(text: string, limits: JsonLimits): JsonValue | undefined {
  if (text.length > limits.maxCharacters || !text.isWellFormed()) return undefined;
  const reader = new Reader(text, limits.maxDepth);
  try {
    return reader.whole();
  } catch (error) {
    if (error instanceof NotJson) return undefined;
    throw error;
  }
}

/** Where `readJson` stops reading a text; undefined for a text that it reads. */
export function findJsonFault(text: string, limits: JsonLimits): JsonFault | undefined {
  if (text.length > limits.maxCharacters) {
    return { at: limits.maxCharacters, repeatedName: undefined };
  }
  if (!text.isWellFormed()) return { at: text.search(/\p{Cs}/u), repeatedName: undefined };
  const reader = new Reader(text, limits.maxDepth);
  try {
    reader.whole();
    return undefined;
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    return { at: Math.min(reader.at, text.length), repeatedName: error.repeatedName };
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORDS: readonly (readonly [string, JsonValue])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

/** Works on character codes: tokens are read on every call that they come with. */
class Reader {
  readonly #text: string;
  readonly #maxDepth: number;
  #at = 0;

  constructor(text: string, maxDepth: number) {
    this.#text = text;
    this.#maxDepth = maxDepth;
  }

  /** How many characters were read. */
  get at(): number {
    return this.#at;
  }

  whole(): JsonValue {
    const value = this.#value(0);
    this.#space();
    if (this.#at < this.#text.length) throw new NotJson();
    return value;
  }

  #value(depth: number): JsonValue {
    if (depth > this.#maxDepth) throw new NotJson();
    this.#space();
    const next = this.#text.charCodeAt(this.#at);
    if (next === QUOTE) return this.#string();
    if (next === OPEN_OBJECT) return this.#object(depth);
    if (next === OPEN_ARRAY) return this.#array(depth);
    for (const [word, value] of WORDS) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return value;
      }
    }
    return this.#number();
  }

  #object(depth: number): ReadonlyMap<string, JsonValue> {
    const members = new Map<string, JsonValue>();
    this.#at += 1;
    if (this.#taken(CLOSE_OBJECT)) return members;
    do {
      this.#space();
      const name = this.#string();
      if (members.has(name)) throw repeated(name);
      if (!this.#taken(COLON)) throw new NotJson();
      members.set(name, this.#value(depth + 1));
    } while (this.#taken(COMMA));
    if (!this.#taken(CLOSE_OBJECT)) throw new NotJson();
    return members;
  }

  #array(depth: number): readonly JsonValue[] {
    const items: JsonValue[] = [];
    this.#at += 1;
    if (this.#taken(CLOSE_ARRAY)) return items;
    do items.push(this.#value(depth + 1));
    while (this.#taken(COMMA));
    if (!this.#taken(CLOSE_ARRAY)) throw new NotJson();
    return items;
  }

  #string(): string {
    const text = this.#text;
    const start = this.#at;
    if (text.charCodeAt(start) !== QUOTE) throw new NotJson();
    let end = start + 1;
    let isEscaped = false;
    for (let code = text.charCodeAt(end); code !== QUOTE; code = text.charCodeAt(end)) {
      // A control character, or NaN at the end of the text.
      if (!(code >= 0x20)) throw new NotJson();
      isEscaped ||= code === BACKSLASH;
      end += code === BACKSLASH ? 2 : 1;
    }
    this.#at = end + 1;
    return isEscaped ? unescaped(text.slice(start, end + 1)) : text.slice(start + 1, end);
  }

  #number(): JsonNumber {
    NUMBER.lastIndex = this.#at;
    const found = NUMBER.exec(this.#text);
    if (!found) throw new NotJson();
    this.#at = NUMBER.lastIndex;
    return { number: found[0] };
  }

  #taken(code: number): boolean {
    this.#space();
    if (this.#text.charCodeAt(this.#at) !== code) return false;
    this.#at += 1;
    return true;
  }

  #space(): void {
    while (isSpace(this.#text.charCodeAt(this.#at))) this.#at += 1;
  }
}

function repeated(name: string): NotJson {
  const fault = new NotJson();
  fault.repeatedName = name;
  return fault;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** A string with escapes; `quoted` stands between its quotes. */
function unescaped(quoted: string): string {
  let text: string;
  try {
    text = JSON.parse(quoted);
  } catch {
    throw new NotJson();
  }
  if (!text.isWellFormed()) throw new NotJson();
  return text;
}
