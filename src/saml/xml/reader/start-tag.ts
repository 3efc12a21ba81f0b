import type { NamespaceDeclaration, XmlAttribute } from '../nodes.ts';
import { quote } from '../quote.ts';
import type { Finder } from './finder.ts';
import type { GrowingAttribute } from './growing.ts';
import type { XmlLimits } from './limits.ts';
import { endOfName, type Names, type QualifiedName } from './names.ts';
import { expandReferences } from './references.ts';
import { refuse } from './refusal.ts';
import type { Scope } from './scope.ts';
import { skipSpace } from './space.ts';

/** What the readers of one document share. */
export interface Shared {
  readonly text: string;
  readonly names: Names;
  readonly scope: Scope;
  readonly limits: XmlLimits;
  readonly lessThan: Finder;
  readonly ampersand: Finder;
  readonly newline: Finder;
  readonly tab: Finder;
}

/** From so many attributes on, repeated names are found with a set instead of by comparing all. */
const MANY = 12;

/**
 * The value between the quotation marks at `open` and `close`, normalised as of type CDATA: white
 * space becomes spaces unless it is written as references.
 */
function attributeValue(shared: Shared, open: number, close: number): string {
  const start = open + 1;
  if (shared.lessThan.from(start) < close) refuse('not-well-formed', open, '`<` in an attribute');
  const written = shared.text.slice(start, close);
  const spaced = shared.newline.from(start) < close || shared.tab.from(start) < close;
  const value = spaced ? written.replace(/[\t\n]/g, ' ') : written;
  return shared.ampersand.from(start) < close ? expandReferences(value, start) : value;
}

function namespaceOf({ scope }: Shared, prefix: string, offset: number): string {
  const namespace = scope.namespaceOf(prefix);
  if (namespace === undefined) {
    refuse('unbound-prefix', offset, `the prefix ${quote(prefix)} is not bound to a namespace`);
  }
  return namespace;
}

function resolveAttributes(shared: Shared, attributes: GrowingAttribute[], offset: number): void {
  for (const attribute of attributes) {
    const { prefix } = attribute;
    if (prefix !== '') attribute.namespace = namespaceOf(shared, prefix, offset);
  }
  if (attributes.length > MANY) refuseRepeatedOfMany(attributes, offset);
  else refuseRepeatedOfFew(attributes, offset);
}

function refuseRepeatedOfFew(attributes: readonly GrowingAttribute[], offset: number): void {
  for (let later = 1; later < attributes.length; later++) {
    const { localName = '', namespace } = attributes[later] ?? {};
    for (let earlier = 0; earlier < later; earlier++) {
      const other = attributes[earlier];
      const same = other?.localName === localName && other.namespace === namespace;
      if (same) refuseRepeated(localName, offset);
    }
  }
}

function refuseRepeatedOfMany(attributes: readonly GrowingAttribute[], offset: number): void {
  const seen = new Set<string>();
  for (const { localName, namespace } of attributes) {
    if (seen.size === seen.add(`${localName} ${namespace}`).size) refuseRepeated(localName, offset);
  }
}

function refuseRepeated(localName: string, offset: number): never {
  return refuse('duplicate-attribute', offset, `the attribute ${quote(localName)} stands twice`);
}

const NONE: readonly never[] = Object.freeze([]);

/** Reads start tags; what it holds is the tag that it read last. */
export class StartTagReader {
  readonly #shared: Shared;
  name: QualifiedName = { raw: '', prefix: '', localName: '' };
  namespace = '';
  attributes: readonly XmlAttribute[] = NONE;
  declarations: readonly NamespaceDeclaration[] = NONE;
  /** True for an empty-element tag. */
  empty = false;
  #attributes: GrowingAttribute[] = [];
  #declarations: NamespaceDeclaration[] = [];

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  /**
   * Reads the start tag or empty-element tag whose `<` is at `start`: its prefixes are resolved,
   * and its declarations are in scope. Answers the index behind it.
   */
  read(start: number): number {
    const { text, names } = this.#shared;
    const nameEnd = endOfName(text, start + 1);
    this.name = names.read(text, start + 1, nameEnd);
    let index = nameEnd;
    for (;;) {
      const next = skipSpace(text, index);
      const code = text.charCodeAt(next);
      this.empty = code === 0x2f && text.charCodeAt(next + 1) === 0x3e;
      if (code === 0x3e || this.empty) {
        this.#finish(start);
        return next + (this.empty ? 2 : 1);
      }
      if (next === text.length) refuse('not-well-formed', start, 'a tag does not end');
      if (next === index) refuse('not-well-formed', next, 'no space between attributes');
      index = this.#attribute(next);
    }
  }

  /** Hands over what was collected; most tags have collected nothing and cost no array. */
  #finish(start: number): void {
    this.attributes = NONE;
    this.declarations = NONE;
    if (this.#attributes.length > 0) {
      resolveAttributes(this.#shared, this.#attributes, start);
      this.attributes = this.#attributes;
      this.#attributes = [];
    }
    if (this.#declarations.length > 0) {
      this.declarations = this.#declarations;
      this.#declarations = [];
    }
    this.namespace = namespaceOf(this.#shared, this.name.prefix, start);
  }

  /** Reads one attribute that begins at `start`; answers the index behind it. */
  #attribute(start: number): number {
    const { text, names, limits } = this.#shared;
    const nameEnd = endOfName(text, start);
    const name = names.read(text, start, nameEnd);
    const equals = skipSpace(text, nameEnd);
    if (text[equals] !== '=') refuse('not-well-formed', equals, 'an attribute without a value');
    const open = skipSpace(text, equals + 1);
    const mark = text[open];
    if (mark !== '"' && mark !== "'") {
      refuse('not-well-formed', open, 'an attribute value without quotation marks');
    }
    const close = text.indexOf(mark, open + 1);
    if (close < 0) refuse('not-well-formed', open, 'an attribute value does not end');
    if (this.#attributes.length + this.#declarations.length >= limits.attributes) {
      refuse('too-many-attributes', start, `more than ${limits.attributes} attributes`);
    }
    this.#add(name, attributeValue(this.#shared, open, close), start);
    return close + 1;
  }

  #add({ raw, prefix, localName }: QualifiedName, value: string, offset: number): void {
    if (prefix === 'xmlns') this.#declare(localName, value, offset);
    else if (raw === 'xmlns') this.#declare('', value, offset);
    else this.#attributes.push({ prefix, localName, namespace: '', value });
  }

  #declare(prefix: string, namespace: string, offset: number): void {
    if (this.#declarations.some((other) => other.prefix === prefix)) {
      refuse('duplicate-attribute', offset, `the prefix ${quote(prefix)} is declared twice`);
    }
    const { scope, limits } = this.#shared;
    if (namespace.length > limits.name) {
      refuse('too-long-name', offset, `a namespace is longer than ${limits.name} characters`);
    }
    scope.declare(prefix, namespace, offset);
    this.#declarations.push({ prefix, namespace });
  }
}
