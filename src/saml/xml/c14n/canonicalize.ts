import type { XmlDocument, XmlElement } from '../nodes.ts';

/** How a canonical form is made. */
export interface Canonicalization {
  /** Exclusive XML Canonicalization 1.0, or Canonical XML 1.0. */
  readonly method: 'exclusive' | 'inclusive';
  readonly comments: boolean;
  /** For the exclusive method: prefixes treated inclusively; '' stands for `#default`. */
  readonly inclusivePrefixes: readonly string[];
}

/** Exclusive, without comments: what nearly everybody signs with. */
export const EXCLUSIVE: Canonicalization = {
  method: 'exclusive',
  comments: false,
  inclusivePrefixes: [],
};

/**
 * The canonical form of a whole document, or of an element with all that it contains (its
 * ancestors' namespaces and, inclusively, their xml: attributes count). `omit` is left out: the
 * enveloped signature.
 */
export function canonicalize(
  _node: XmlDocument | XmlElement,
  _canonicalization: Canonicalization = EXCLUSIVE,
  _omit?: XmlElement,
): string {
  throw new Error('being written');
}
