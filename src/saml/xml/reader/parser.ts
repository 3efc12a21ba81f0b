import { XML } from '../names.ts';
import type { XmlAttribute, XmlComment, XmlInstruction } from '../nodes.ts';
import { quote } from '../quote.ts';
import { endOfDeclaration } from './declaration.ts';
import { Finder } from './finder.ts';
import type { GrowingDocument, GrowingElement } from './growing.ts';
import type { XmlLimits } from './limits.ts';
import { endOfName, isNCName, Names } from './names.ts';
import { expandReferences } from './references.ts';
import { refuse } from './refusal.ts';
import type { Scope } from './scope.ts';
import { skipSpace } from './space.ts';
import { type Shared, StartTagReader } from './start-tag.ts';

const EXCLAMATION = 0x21;
const SLASH = 0x2f;
const GREATER_THAN = 0x3e;
const QUESTION = 0x3f;

/** True for the attributes that some specification takes for an identifier; see XmlDocument.ids. */
function isIdentifier({ localName }: XmlAttribute): boolean {
  return localName.length === 2 && localName.toLowerCase() === 'id';
}

/** One pass over a text whose characters are known to be XML's and whose line ends are normalised. */
export class Parser {
  readonly #text: string;
  readonly #limits: XmlLimits;
  readonly #shared: Shared;
  readonly #tag: StartTagReader;
  readonly #sectionEnd: Finder;
  readonly #document: GrowingDocument;
  /** The open elements' names with the marks of their scopes, outermost first. */
  readonly #open: { readonly raw: string; readonly mark: number }[] = [];
  #current: GrowingElement | undefined;
  /** Characters that no markup has followed yet. */
  #pending = '';
  #nodes = 0;

  constructor(text: string, limits: XmlLimits, document: GrowingDocument, scope: Scope) {
    this.#text = text;
    this.#limits = limits;
    this.#document = document;
    this.#sectionEnd = new Finder(text, ']]>');
    this.#shared = {
      text,
      names: new Names(limits.name),
      scope,
      limits,
      lessThan: new Finder(text, '<'),
      ampersand: new Finder(text, '&'),
      newline: new Finder(text, '\n'),
      tab: new Finder(text, '\t'),
    };
    this.#tag = new StartTagReader(this.#shared);
  }

  /** Reads everything into the document. Throws an XmlRefusal. */
  parse(): void {
    const text = this.#text;
    let position = endOfDeclaration(text);
    for (;;) {
      const markup = this.#shared.lessThan.from(position);
      if (markup > position) this.#characters(position, markup);
      if (markup === text.length) break;
      position = this.#markup(markup);
    }
    const open = this.#open.at(-1);
    if (open) refuse('not-well-formed', text.length, `the element ${quote(open.raw)} does not end`);
    if (!this.#document.hasRoot) refuse('no-root', text.length, 'the document has no element');
  }

  #markup(start: number): number {
    switch (this.#text.charCodeAt(start + 1)) {
      case SLASH:
        return this.#endTag(start);
      case EXCLAMATION:
        return this.#declarationLike(start);
      case QUESTION:
        return this.#instruction(start);
      default:
        return this.#startTag(start);
    }
  }

  #count(amount: number, offset: number): void {
    this.#nodes += amount;
    if (this.#nodes > this.#limits.nodes) {
      refuse('too-many-nodes', offset, `more than ${this.#limits.nodes} nodes`);
    }
  }

  #characters(start: number, end: number): void {
    const text = this.#text;
    if (!this.#current) {
      const stray = text.slice(start, end).search(/[^ \t\n]/);
      if (stray >= 0) refuse('not-well-formed', start + stray, 'text outside the root element');
      return;
    }
    const section = this.#sectionEnd.from(start);
    if (section < end) refuse('not-well-formed', section, '`]]>` in text');
    const written = text.slice(start, end);
    const hasReference = this.#shared.ampersand.from(start) < end;
    const value = hasReference ? expandReferences(written, start) : written;
    this.#pending = this.#pending === '' ? value : this.#pending + value;
  }

  /** Text that ran up to `offset` becomes a node. */
  #flush(offset: number): void {
    if (this.#pending === '') return;
    this.#count(1, offset);
    this.#current?.children.push({ kind: 'text', value: this.#pending });
    this.#pending = '';
  }

  #append(node: XmlComment | XmlInstruction, offset: number): void {
    this.#flush(offset);
    this.#count(1, offset);
    if (this.#current) this.#current.children.push(node);
    else this.#document.children.push(node);
  }

  #startTag(start: number): number {
    this.#flush(start);
    if (!this.#current && this.#document.hasRoot) {
      refuse('several-roots', start, 'a second element beside the root');
    }
    const { limits, scope } = this.#shared;
    if (this.#open.length >= limits.depth) {
      refuse('too-deep', start, `elements nested deeper than ${limits.depth}`);
    }
    const mark = scope.enter();
    const tag = this.#tag;
    const end = tag.read(start);
    this.#count(1 + tag.attributes.length + tag.declarations.length, start);
    const element = this.#element(start);
    if (tag.empty) scope.leave(mark);
    else {
      this.#open.push({ raw: tag.name.raw, mark });
      this.#current = element;
    }
    return end;
  }

  #element(start: number): GrowingElement {
    const { name, namespace, attributes, declarations } = this.#tag;
    const parent = this.#current;
    const document = this.#document;
    const element: GrowingElement = {
      kind: 'element',
      prefix: name.prefix,
      localName: name.localName,
      namespace,
      attributes,
      declarations: parent ? declarations : document.withInherited(declarations),
      children: [],
      parent,
      document,
    };
    for (const attribute of attributes) {
      if (!isIdentifier(attribute)) continue;
      if (attribute.namespace === XML && !isNCName(attribute.value)) {
        refuse('not-well-formed', start, `xml:id is ${quote(attribute.value)}, which is no name`);
      }
      document.identify(attribute.value, element);
    }
    if (parent) parent.children.push(element);
    else document.setRoot(element);
    return element;
  }

  #endTag(start: number): number {
    this.#flush(start);
    const text = this.#text;
    const open = this.#open.pop();
    const nameEnd = start + 2 + (open?.raw.length ?? 0);
    const end = skipSpace(text, nameEnd);
    const closes = open !== undefined && text.startsWith(open.raw, start + 2);
    if (!closes || text.charCodeAt(end) !== GREATER_THAN) {
      const name = quote(text.slice(start + 2, endOfName(text, start + 2)));
      refuse('not-well-formed', start, `the end tag ${name} closes no open element`);
    }
    this.#shared.scope.leave(open.mark);
    this.#current = this.#current?.parent;
    return end + 1;
  }

  #declarationLike(start: number): number {
    const text = this.#text;
    if (text.startsWith('<!--', start)) return this.#comment(start);
    if (text.startsWith('<![CDATA[', start)) return this.#section(start);
    if (/^<!doctype/i.test(text.slice(start, start + 9))) {
      refuse('doctype', start, 'a document type declaration is not allowed');
    }
    return refuse('not-well-formed', start, 'markup that begins with `<!` and is unknown');
  }

  #comment(start: number): number {
    const end = this.#text.indexOf('--', start + 4);
    if (end < 0) refuse('not-well-formed', start, 'a comment does not end');
    if (this.#text[end + 2] !== '>') refuse('not-well-formed', end, '`--` in a comment');
    this.#append({ kind: 'comment', value: this.#text.slice(start + 4, end) }, start);
    return end + 3;
  }

  #section(start: number): number {
    if (!this.#current) refuse('not-well-formed', start, 'text outside the root element');
    const end = this.#text.indexOf(']]>', start + 9);
    if (end < 0) refuse('not-well-formed', start, 'a CDATA section does not end');
    this.#pending += this.#text.slice(start + 9, end);
    return end + 3;
  }

  #instruction(start: number): number {
    const text = this.#text;
    const nameEnd = endOfName(text, start + 2);
    const target = text.slice(start + 2, nameEnd);
    if (nameEnd - start - 2 > this.#limits.name) {
      refuse('too-long-name', start, `a name is longer than ${this.#limits.name} characters`);
    }
    if (!isNCName(target) || target.toLowerCase() === 'xml') {
      refuse('not-well-formed', start, `${quote(target)} cannot name a processing instruction`);
    }
    const end = text.indexOf('?>', nameEnd);
    if (end < 0) refuse('not-well-formed', start, 'a processing instruction does not end');
    const rest = text.slice(nameEnd, end);
    const value = rest.replace(/^[ \t\n]+/, '');
    if (rest !== '' && value === rest) {
      refuse('not-well-formed', nameEnd, 'no space behind the name of a processing instruction');
    }
    this.#append({ kind: 'instruction', target, value }, start);
    return end + 2;
  }
}
