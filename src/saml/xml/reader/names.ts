import { quote } from '../quote.ts';
import { refuse } from './refusal.ts';

/** A qualified name taken apart at its colon. */
export interface QualifiedName {
  readonly raw: string;
  readonly prefix: string;
  readonly localName: string;
}

/** NameStartChar and NameChar of XML 1.0 (fifth edition) without the colon. */
const START =
  'A-Z_a-z\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D' +
  '\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const NCNAME = new RegExp(`^[${START}][${START}\\-.0-9\\xB7\\u0300-\\u036F\\u203F\\u2040]*$`, 'u');
/** The same without anything but ASCII, which is much faster to try. */
const ASCII_NCNAME = /^[A-Z_a-z][A-Z_a-z\-.0-9]*$/;

/** True for a name without a colon. */
export function isNCName(text: string): boolean {
  return ASCII_NCNAME.test(text) || NCNAME.test(text);
}

/** 1 for each ASCII character that ends a name, white space and delimiters of markup. */
const ENDS_NAME = new Uint8Array(128);
for (const character of '\t\n />=<&"\'?!;') ENDS_NAME[character.charCodeAt(0)] = 1;

/** The index behind the run of characters that a name at `start` would be made of. */
export function endOfName(text: string, start: number): number {
  let index = start;
  for (; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 128 && ENDS_NAME[code] === 1) break;
  }
  return index;
}

/** The qualified names of one document: each is checked and taken apart once. */
export class Names {
  readonly #known = new Map<string, QualifiedName>();
  readonly #longest: number;

  constructor(longest: number) {
    this.#longest = longest;
  }

  /** The name that stands in `text` from `start` to `end`. */
  read(text: string, start: number, end: number): QualifiedName {
    if (end - start > this.#longest) {
      refuse('too-long-name', start, `a name is longer than ${this.#longest} characters`);
    }
    const raw = text.slice(start, end);
    return this.#known.get(raw) ?? this.#learn(raw, start);
  }

  #learn(raw: string, offset: number): QualifiedName {
    const colon = raw.indexOf(':');
    const prefix = colon < 0 ? '' : raw.slice(0, colon);
    const localName = raw.slice(colon + 1);
    if ((colon >= 0 && !isNCName(prefix)) || !isNCName(localName)) {
      refuse('not-well-formed', offset, `${quote(raw)} is no name`);
    }
    const name = { raw, prefix, localName };
    this.#known.set(raw, name);
    return name;
  }
}
