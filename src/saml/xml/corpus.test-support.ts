/**
 * Generated documents for the oracle tests: whatever XML of the profile can look like, in every
 * spelling that canonical forms level out. The same seed gives the same documents.
 */

/** A small generator of pseudo-random numbers (mulberry32). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, but not including, `limit`. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  /** True once in `times`. */
  once(times: number): boolean {
    return this.below(times) === 0;
  }

  pick<Value>(values: readonly Value[]): Value {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new Error('nothing to pick from');
    return value;
  }
}

const PREFIXES = ['', 'a', 'b', 'c', 'ab', 'Z', 'ns1', 'x-y', 'é', 'ｆ', '𐀀', 'saml'];
const NAMESPACES = [
  'urn:a',
  'urn:b',
  'urn:B',
  'http://example.com/',
  'http://example.com/x?y=1;z=%20#f',
  'urn:oasis:names:tc:SAML:2.0:assertion',
];
const NAMES = ['a', 'b', 'Name', 'x.y', '_', 'é', '이름', '𐀀𐀁', 'ﬀ', 'lang', 'Attribute-Value'];
const PIECES = [
  'text',
  ' ',
  '\n',
  '\r\n',
  '\r',
  '\t',
  '  \n\t ',
  '&lt;',
  '&gt;',
  '>',
  '&amp;',
  '&quot;',
  '&apos;',
  '&#13;',
  '&#xD;',
  '&#x9;',
  '&#10;',
  '&#xA;',
  '&#32;',
  '&#x41;',
  '&#x1F600;',
  '&#128512;',
  '이름',
  '😀',
  'é',
  '\u00a0',
  '\u2028',
  '\u0085',
  '\ufeff',
  'user@example.com',
  ']]',
  '&amp;amp;',
  '&#38;',
  '&#60;',
];

type Scope = ReadonlyMap<string, string>;

/** The element that a signed document of the corpus carries its signature in. */
export const SIGNED = { namespace: 'urn:gatehouse:signed', localName: 'Signed', id: '_signed' };

/** How a document is written. */
export interface CorpusOptions {
  /** A signature, for an element `Signed` that stands somewhere or is the root. */
  readonly signature?: { readonly text: string; readonly root: boolean };
  /** Elements in the document, at most about. */
  readonly size?: number;
}

class Writer {
  readonly #chance: Chance;
  #budget: number;
  /** Until it is written. */
  #signature: string | undefined;
  readonly #signsRoot: boolean;
  #ids = 0;

  constructor(chance: Chance, { signature, size = 12 }: CorpusOptions) {
    this.#chance = chance;
    this.#budget = 1 + chance.below(size);
    this.#signature = signature?.text;
    this.#signsRoot = signature?.root === true;
  }

  document(): string {
    const declaration = this.#chance.pick([
      '',
      '<?xml version="1.0"?>',
      "<?xml version='1.0' encoding='utf-8'?>\n",
      '<?xml version = "1.0" encoding="UTF-8" standalone="yes" ?>\r\n',
    ]);
    const signature = this.#signsRoot ? this.#takeSignature() : undefined;
    const root = this.#element(new Map(), 0, signature);
    return `${declaration}${this.#asides()}${root}${this.#asides()}`;
  }

  #asides(): string {
    let text = '';
    while (this.#chance.once(4)) text += this.#aside() + this.#chance.pick(['', '\n', ' \r\n']);
    return text;
  }

  #aside(): string {
    return this.#chance.pick([
      '<!---->',
      '<!-- a comment & <b> -->',
      '<!--two\r\nlines-->',
      '<?target?>',
      '<?target some  data ?>',
      '<?t  \n a="b" & < > \r x?>',
      '<?é 이름?>',
    ]);
  }

  #space(): string {
    return this.#chance.pick([' ', ' ', '  ', '\n', '\r\n\t', '\t']);
  }

  #pieces(forbidden: string): string {
    let text = '';
    for (let count = this.#chance.below(5); count > 0; count--) {
      const piece = this.#chance.pick(PIECES);
      if (!piece.includes(forbidden)) text += piece;
    }
    return text;
  }

  #element(outer: Scope, depth: number, signature?: string): string {
    this.#budget -= 1;
    const scope = new Map(outer);
    const items = this.#declarations(scope, depth);
    items.push(...this.#attributes(scope));
    let name = this.#chance.pick(NAMES);
    let prefix = this.#chance.pick([...scope.keys(), '', '']);
    if (signature !== undefined) {
      items.push(`xmlns:signed="${SIGNED.namespace}"`, `ID="${SIGNED.id}"`);
      scope.set('signed', SIGNED.namespace);
      [prefix, name] = ['signed', SIGNED.localName];
    }
    const tagName = (prefix === '' ? '' : `${prefix}:`) + name;
    let tag = `<${tagName}`;
    while (items.length > 0) {
      tag += this.#space() + items.splice(this.#chance.below(items.length), 1).join('');
    }
    if (this.#chance.once(6)) tag += this.#space();
    const content = this.#content(scope, depth, signature);
    if (content === '' && this.#chance.once(2)) return `${tag}/>`;
    return `${tag}>${content}</${tagName}${this.#chance.once(8) ? this.#space() : ''}>`;
  }

  #declarations(scope: Map<string, string>, depth: number): string[] {
    const declared = new Map<string, string>();
    const count = depth === 0 ? 1 + this.#chance.below(5) : this.#chance.below(3);
    for (let index = 0; index < count; index++) {
      const prefix = this.#chance.pick(PREFIXES);
      const takeBack = prefix === '' && this.#chance.once(3);
      declared.set(prefix, takeBack ? '' : this.#chance.pick(NAMESPACES));
    }
    const items = [...declared].map(([prefix, namespace]) => {
      scope.set(prefix, namespace);
      return `xmlns${prefix === '' ? '' : `:${prefix}`}${this.#quoted(namespace)}`;
    });
    if (this.#chance.once(30)) items.push('xmlns:xml="http://www.w3.org/XML/1998/namespace"');
    return items;
  }

  #quoted(value: string): string {
    const equals = this.#chance.pick(['=', '=', '=', ' = ', '\n=']);
    return `${equals}"${value}"`;
  }

  #attributes(scope: Scope): string[] {
    const seen = new Set<string>();
    const items: string[] = [];
    for (let count = this.#chance.below(5); count > 0; count--) {
      const special = this.#chance.once(4);
      const prefix = special ? 'xml' : this.#chance.pick(['', ...scope.keys()]);
      const name = special
        ? this.#chance.pick(['lang', 'space', 'base', 'id'])
        : this.#chance.pick(NAMES);
      const expanded = `${prefix === '' ? '' : (scope.get(prefix) ?? prefix)} ${name}`;
      if (seen.has(expanded)) continue;
      seen.add(expanded);
      const mark = this.#chance.pick(['"', "'"]);
      const value = special ? this.#specialValue(name, mark) : this.#value(mark);
      items.push(`${prefix === '' ? '' : `${prefix}:`}${name}=${mark}${value}${mark}`);
    }
    return items;
  }

  #specialValue(name: string, mark: string): string {
    if (name === 'space') return 'preserve';
    if (name !== 'id') return this.#value(mark);
    this.#ids += 1;
    return `id-${this.#ids}`;
  }

  #value(mark: string): string {
    return this.#pieces(mark).replaceAll(mark, '');
  }

  #content(scope: Scope, depth: number, signature = ''): string {
    const parts = [signature];
    for (let count = this.#chance.below(6); count > 0; count--) {
      const kind = this.#chance.below(10);
      if (kind < 4) parts.push(this.#pieces(']]'));
      else if (kind === 4) parts.push(this.#section());
      else if (kind === 5) parts.push(this.#aside());
      else if (this.#budget > 0 && depth < 12) parts.push(this.#element(scope, depth + 1));
      if (this.#chance.once(4)) parts.unshift(parts.pop() ?? '');
      if (this.#chance.once(3)) parts.push(this.#signedElement(scope, depth));
    }
    if (depth === 0) parts.push(this.#signedElement(scope, depth));
    return parts.join('');
  }

  #signedElement(scope: Scope, depth: number): string {
    const signature = this.#takeSignature();
    return signature === undefined ? '' : this.#element(scope, depth + 1, signature);
  }

  #takeSignature(): string | undefined {
    const signature = this.#signature;
    this.#signature = undefined;
    return signature;
  }

  #section(): string {
    return this.#chance.pick([
      '<![CDATA[]]>',
      '<![CDATA[<b>&amp;</b>]]>',
      '<![CDATA[a\r\nb]]]]><![CDATA[>]]>',
      '<![CDATA[\r이름😀]]>',
    ]);
  }
}

/** One document of the profile. */
export function corpusDocument(chance: Chance, options: CorpusOptions = {}): string {
  return new Writer(chance, options).document();
}

/** A spelling of a document that may break anything: a piece is put in, left out or repeated. */
export function damaged(chance: Chance, text: string): string {
  const at = chance.below(text.length + 1);
  const end = Math.min(text.length, at + chance.below(6));
  const piece = chance.pick([
    ...PIECES,
    '<',
    '>',
    '/',
    '"',
    "'",
    '&',
    '=',
    ':',
    'x',
    '\0',
    '\ud800',
  ]);
  switch (chance.below(4)) {
    case 0:
      return text.slice(0, at) + piece + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(end);
    case 2:
      return text.slice(0, end) + text.slice(at);
    default:
      return text.slice(0, at) + piece + text.slice(end);
  }
}
