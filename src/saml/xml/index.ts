/**
 * saml/xml/: XML as SAML uses it, read once and strictly.
 * Owns: the reader (reader/), canonical forms (c14n/), enveloped XML signatures (signature/) and
 * decryption (encryption/), all over one tree (nodes.ts). Nothing is parsed twice: what a signature
 * covers is named as a node of that tree, and values are read from this node.
 * Does not own: what SAML means by its elements, whose keys are trusted, which texts a refusal gets
 * (saml/). Pure: keys and permissions are parameters; the work is bounded by counted limits.
 */

export { type Canonicalization, canonicalize, EXCLUSIVE } from './c14n/canonicalize.ts';
export { type Decryption, decryptElement } from './encryption/decrypt-element.ts';
export type { DecryptionProblem, DecryptionProblemKind } from './encryption/problem.ts';
export {
  attribute,
  childElement,
  childElements,
  descendantElements,
  markupIn,
  textOf,
} from './navigate.ts';
export type {
  NamespaceDeclaration,
  XmlAttribute,
  XmlComment,
  XmlDocument,
  XmlElement,
  XmlInstruction,
  XmlNode,
  XmlText,
} from './nodes.ts';
export { metadataLimits, responseLimits, type XmlLimits } from './reader/limits.ts';
export type { XmlProblem, XmlProblemKind } from './reader/problem.ts';
export { type ReadOptions, readXml, type XmlReading } from './reader/read.ts';
export type { SignatureProblem, SignatureProblemKind } from './signature/problem.ts';
export {
  readSignature,
  type SignatureReading,
  type XmlReference,
  type XmlSignature,
} from './signature/read-signature.ts';
export {
  type SignatureVerdict,
  type VerifyOptions,
  verifySignature,
} from './signature/verify-signature.ts';
