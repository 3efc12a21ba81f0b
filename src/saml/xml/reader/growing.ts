import type {
  NamespaceDeclaration,
  XmlAttribute,
  XmlComment,
  XmlDocument,
  XmlElement,
  XmlInstruction,
  XmlNode,
} from '../nodes.ts';
import { refuse } from './refusal.ts';

/** An element while the reader still adds to it. */
export interface GrowingElement extends XmlElement {
  readonly children: XmlNode[];
  readonly parent: GrowingElement | undefined;
}

/** An attribute whose prefix is resolved at the end of its start tag. */
export interface GrowingAttribute extends XmlAttribute {
  namespace: string;
}

/** A document while the reader still adds to it. */
export class GrowingDocument implements XmlDocument {
  readonly kind = 'document';
  readonly children: (XmlElement | XmlComment | XmlInstruction)[] = [];
  readonly byteOrderMark: boolean;
  readonly ids = new Map<string, XmlElement>();
  readonly duplicateIds = new Set<string>();
  readonly #inherited: ReadonlyMap<string, string>;
  #root: GrowingElement | undefined;

  /** `inherited` are the namespaces that are in scope from outside, by prefix. */
  constructor(byteOrderMark: boolean, inherited: ReadonlyMap<string, string>) {
    this.byteOrderMark = byteOrderMark;
    this.#inherited = inherited;
  }

  /** The declarations of the root with those that it inherits. */
  withInherited(own: readonly NamespaceDeclaration[]): readonly NamespaceDeclaration[] {
    const declarations = [...own];
    for (const [prefix, namespace] of this.#inherited) {
      const redeclared = own.some((declaration) => declaration.prefix === prefix);
      if (!redeclared) declarations.push({ prefix, namespace });
    }
    return declarations;
  }

  get hasRoot(): boolean {
    return this.#root !== undefined;
  }

  get root(): GrowingElement {
    return this.#root ?? refuse('no-root', -1, 'the document has no element');
  }

  setRoot(element: GrowingElement): void {
    this.#root = element;
    this.children.push(element);
  }

  /** Notes an identifier; of several equal ones the first element stays. */
  identify(id: string, element: XmlElement): void {
    if (this.ids.has(id)) this.duplicateIds.add(id);
    else this.ids.set(id, element);
  }
}
