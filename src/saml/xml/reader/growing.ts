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
  readonly attributes: XmlAttribute[];
  readonly declarations: NamespaceDeclaration[];
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
  #root: GrowingElement | undefined;

  constructor(byteOrderMark: boolean) {
    this.byteOrderMark = byteOrderMark;
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
