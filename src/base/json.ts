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

class NotJson extends Error {}

/**
 * Reads a JSON text strictly: a repeated member name, more characters or levels than the limits
 * allow, or anything after the value make it invalid. Returns undefined for an invalid text.
 */
export function readJson(text: string, limits: JsonLimits): JsonValue | undefined {
  if (text.length > limits.maxCharacters) return undefined;
  const reader = new Reader(text, limits.maxDepth);
  try {
    return reader.whole();
  } catch (error) {
    if (error instanceof NotJson) return undefined;
    throw error;
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORDS: readonly (readonly [string, JsonValue])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

class Reader {
  readonly #text: string;
  readonly #maxDepth: number;
  #at = 0;

  constructor(text: string, maxDepth: number) {
    this.#text = text;
    this.#maxDepth = maxDepth;
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
    const next = this.#text[this.#at];
    if (next === '{') return this.#object(depth);
    if (next === '[') return this.#array(depth);
    if (next === '"') return this.#string();
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
    if (this.#taken('}')) return members;
    do {
      this.#space();
      const name = this.#string();
      if (members.has(name) || !this.#taken(':')) throw new NotJson();
      members.set(name, this.#value(depth + 1));
    } while (this.#taken(','));
    if (!this.#taken('}')) throw new NotJson();
    return members;
  }

  #array(depth: number): readonly JsonValue[] {
    const items: JsonValue[] = [];
    this.#at += 1;
    if (this.#taken(']')) return items;
    do items.push(this.#value(depth + 1));
    while (this.#taken(','));
    if (!this.#taken(']')) throw new NotJson();
    return items;
  }

  #string(): string {
    const start = this.#at;
    if (this.#text[start] !== '"') throw new NotJson();
    let end = start + 1;
    while (this.#text[end] !== '"') {
      if (end >= this.#text.length) throw new NotJson();
      end += this.#text[end] === '\\' ? 2 : 1;
    }
    this.#at = end + 1;
    try {
      return JSON.parse(this.#text.slice(start, end + 1)) as string;
    } catch {
      throw new NotJson();
    }
  }

  #number(): JsonNumber {
    NUMBER.lastIndex = this.#at;
    const found = NUMBER.exec(this.#text);
    if (!found) throw new NotJson();
    this.#at = NUMBER.lastIndex;
    return { number: found[0] };
  }

  #taken(character: string): boolean {
    this.#space();
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #space(): void {
    while (' \t\n\r'.includes(this.#text[this.#at] ?? 'x')) this.#at += 1;
  }
}
