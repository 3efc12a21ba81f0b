/**
 * The tree that the reader makes. Nobody changes it afterwards, so a node that a signature was
 * found to cover stays what was signed.
 */

/** A document: exactly one root, with the comments and instructions that stand beside it. */
export interface XmlDocument {
  readonly kind: 'document';
  /** The root and what stands before and behind it, in the order of the text. */
  readonly children: readonly (XmlElement | XmlComment | XmlInstruction)[];
  readonly root: XmlElement;
  /** True when the bytes began with a UTF-8 byte order mark (only where the caller allows one). */
  readonly byteOrderMark: boolean;
  /**
   * The element of each identifier: of every attribute whose local name is `ID`, `Id`, `id` or
   * `iD`, in whatever namespace. The first element wins; see `duplicateIds`.
   */
  readonly ids: ReadonlyMap<string, XmlElement>;
  /** Identifiers that stand at more than one place. */
  readonly duplicateIds: ReadonlySet<string>;
}

/** An element with its expanded name; an empty namespace means none. */
export interface XmlElement {
  readonly kind: 'element';
  /** Without the colon; empty when the name has no prefix. */
  readonly prefix: string;
  readonly localName: string;
  readonly namespace: string;
  /** In the order of the text, namespace declarations apart. */
  readonly attributes: readonly XmlAttribute[];
  /** What this start tag declares, in the order of the text. */
  readonly declarations: readonly NamespaceDeclaration[];
  readonly children: readonly XmlNode[];
  /** Undefined for the root of a document. */
  readonly parent: XmlElement | undefined;
  readonly document: XmlDocument;
}

/** An attribute with its value after references and line ends. No prefix means no namespace. */
export interface XmlAttribute {
  readonly prefix: string;
  readonly localName: string;
  readonly namespace: string;
  readonly value: string;
}

/** `xmlns="…"` (empty prefix) or `xmlns:prefix="…"`; an empty namespace takes the default back. */
export interface NamespaceDeclaration {
  readonly prefix: string;
  readonly namespace: string;
}

/** Characters between two pieces of markup: references and CDATA sections are read into them. */
export interface XmlText {
  readonly kind: 'text';
  readonly value: string;
}

/** A comment. Canonical forms leave it out unless they are "with comments". */
export interface XmlComment {
  readonly kind: 'comment';
  readonly value: string;
}

/** A processing instruction. */
export interface XmlInstruction {
  readonly kind: 'instruction';
  readonly target: string;
  readonly value: string;
}

/** What an element may contain. */
export type XmlNode = XmlElement | XmlText | XmlComment | XmlInstruction;
