/**
 * Why a text is not read:
 * - `encoding`: UTF-16 or UTF-32 by its first bytes, or a declaration that names another encoding
 *   than UTF-8; `not-utf-8`: bytes that are no UTF-8; `byte-order-mark`: one where none is allowed.
 * - `doctype`: a document type declaration; `entity`: a reference to anything but amp, lt, gt, apos
 *   and quot; `version`: another XML than 1.0.
 * - `character`: a character that XML does not have, written or referred to.
 * - `unbound-prefix`, `duplicate-attribute` (also by expanded name), `namespace`: a declaration
 *   that Namespaces in XML forbids; `namespace-uri`: a namespace that is no absolute URI or holds
 *   an ampersand, so that it has no canonical form or several.
 * - `no-root`, `several-roots`, and `not-well-formed` for the rest of the grammar.
 * - `too-…`: a limit.
 */
export type XmlProblemKind =
  | 'encoding'
  | 'not-utf-8'
  | 'byte-order-mark'
  | 'doctype'
  | 'entity'
  | 'version'
  | 'character'
  | 'unbound-prefix'
  | 'duplicate-attribute'
  | 'namespace'
  | 'namespace-uri'
  | 'no-root'
  | 'several-roots'
  | 'not-well-formed'
  | 'too-many-bytes'
  | 'too-deep'
  | 'too-many-nodes'
  | 'too-many-attributes'
  | 'too-many-namespaces'
  | 'too-long-name';

/** Where and why reading stopped. */
export interface XmlProblem {
  readonly kind: XmlProblemKind;
  /** Counted from one; columns are UTF-16 code units. Zero when bytes are no text. */
  readonly line: number;
  readonly column: number;
  /** A short English text; what it quotes of the document is cut and printable. */
  readonly detail: string;
}
