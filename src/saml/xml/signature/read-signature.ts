/**
 * signature/: enveloped XML signatures as SAML 2.0 core section 5.4 restricts them. One SignedInfo
 * with one reference that names the parent of the signature; values are read from the same nodes
 * whose canonical forms are verified and digested. What a signature says of its key is ignored.
 */
import type { Canonicalization } from '../c14n/canonicalize.ts';
import { DSIG } from '../names.ts';
import { attribute, childElements, descendantElements } from '../navigate.ts';
import type { XmlElement } from '../nodes.ts';
import { quote } from '../quote.ts';
import { digestMethods, signatureMethods } from './algorithms.ts';
import type { SignatureProblem } from './problem.ts';
import { refuse, SignatureRefusal } from './refusal.ts';
import {
  algorithmOf,
  bytesOf,
  expectNoParameters,
  expectPart,
  isPart,
  partsOf,
} from './structure.ts';
import { canonicalizationOf, readTransforms } from './transforms.ts';

/** What a reference says of the element that it covers. */
export interface XmlReference {
  /** True for the reference "", which takes in what stands beside the root of the document. */
  readonly wholeDocument: boolean;
  /** The DigestMethod's algorithm, as written. */
  readonly digestMethod: string;
  readonly digestValue: Buffer;
  /** How the covered element is put into octets once the signature is taken out of it. */
  readonly transform: Canonicalization;
}

/** An enveloped signature whose form is right; nothing is verified yet. */
export interface XmlSignature {
  /** The ds:Signature element. */
  readonly element: XmlElement;
  /** Its parent: the element that its only reference names. */
  readonly covers: XmlElement;
  readonly signedInfo: XmlElement;
  readonly canonicalization: Canonicalization;
  /** The SignatureMethod's algorithm, as written. */
  readonly signatureMethod: string;
  readonly signatureValue: Buffer;
  readonly reference: XmlReference;
  /** True when the signature or the digest uses SHA-1. */
  readonly weak: boolean;
}

/** A signature, or why its form is not accepted. */
export type SignatureReading =
  | { readonly ok: true; readonly signature: XmlSignature }
  | { readonly ok: false; readonly problem: SignatureProblem };

/** Reads the signature that `signed` carries as its child. */
export function readSignature(signed: XmlElement): SignatureReading {
  try {
    return { ok: true, signature: read(signed) };
  } catch (error) {
    if (!(error instanceof SignatureRefusal)) throw error;
    return { ok: false, problem: { kind: error.kind, detail: error.message } };
  }
}

function read(signed: XmlElement): XmlSignature {
  const [element, ...others] = childElements(signed, DSIG, 'Signature');
  if (!element) refuse('signature-absent', `${quote(signed.localName)} carries no signature`);
  if (others.length > 0) refuse('several-signatures', 'more than one signature on one element');
  const [duplicate] = signed.document.duplicateIds;
  if (duplicate !== undefined) {
    refuse('duplicate-id', `the identifier ${quote(duplicate)} is used more than once`);
  }
  const [signedInfo, value] = readParts(element);
  const [canonical, method, ...references] = partsOf(signedInfo);
  const canonicalizationMethod = expectPart(canonical, 'CanonicalizationMethod');
  const signatureMethod = expectPart(method, 'SignatureMethod');
  const kind = 'signature-method-not-allowed';
  const { hash } = algorithmOf(signatureMethod, signatureMethods, kind);
  expectNoParameters(signatureMethod, kind);
  const reference = readReference(references, signed);
  return {
    element,
    covers: signed,
    signedInfo,
    canonicalization: canonicalizationOf(canonicalizationMethod, 'canonicalization-not-allowed'),
    signatureMethod: attribute(signatureMethod, 'Algorithm') ?? '',
    signatureValue: readSignatureValue(value),
    reference,
    weak: hash === 'sha1' || digestMethods.get(reference.digestMethod)?.hash === 'sha1',
  };
}

/** SignedInfo and SignatureValue; a KeyInfo may follow and is not looked at. */
function readParts(signature: XmlElement): [XmlElement, XmlElement] {
  if (descendantElements(signature, DSIG, 'SignedInfo').length > 1) {
    refuse('several-signed-info', 'more than one SignedInfo in a signature');
  }
  const [signedInfo, value, ...rest] = partsOf(signature);
  const parts: [XmlElement, XmlElement] = [
    expectPart(signedInfo, 'SignedInfo'),
    expectPart(value, 'SignatureValue'),
  ];
  const behind = isPart(rest[0], 'KeyInfo') ? rest.slice(1) : rest;
  if (isPart(behind[0], 'Object')) refuse('object-not-allowed', 'an Object in a signature');
  if (behind[0]) expectPart(behind[0], 'Object');
  return parts;
}

function readSignatureValue(element: XmlElement): Buffer {
  const bytes = bytesOf(element, 'signature-value-malformed');
  if (bytes.length === 0) refuse('signature-value-empty', 'the signature value is empty');
  return bytes;
}

function readReference(references: readonly XmlElement[], signed: XmlElement): XmlReference {
  const [reference, ...others] = references;
  if (!reference) refuse('reference-absent', 'the signature references nothing');
  for (const element of references) expectPart(element, 'Reference');
  if (others.length > 0) refuse('several-references', `${references.length} references`);
  const wholeDocument = readUri(reference, signed);
  const parts = partsOf(reference);
  const transforms = isPart(parts[0], 'Transforms') ? parts.shift() : undefined;
  const transform = readTransforms(transforms);
  const method = expectPart(parts[0], 'DigestMethod');
  const { bytes } = algorithmOf(method, digestMethods, 'digest-method-not-allowed');
  expectNoParameters(method, 'digest-method-not-allowed');
  const digestValue = bytesOf(expectPart(parts[1], 'DigestValue'), 'digest-value-malformed');
  if (digestValue.length !== bytes) {
    refuse('digest-value-malformed', `${digestValue.length} bytes instead of ${bytes}`);
  }
  if (parts[2]) refuse('signature-malformed', `${quote(parts[2].localName)} in Reference`);
  const digestMethod = attribute(method, 'Algorithm') ?? '';
  return { wholeDocument, digestMethod, digestValue, transform };
}

/**
 * Refuses a URI that does not name `signed`, its own parent: `#` and the value of its ID attribute,
 * or nothing for the root of the document. Identifiers are never looked up, so it does not matter
 * what else bears one. Answers whether the whole document is meant.
 */
function readUri(reference: XmlElement, signed: XmlElement): boolean {
  const uri = attribute(reference, 'URI');
  if (uri === undefined) refuse('reference-not-local', 'the reference has no URI');
  if (uri === '') {
    if (signed.parent) refuse('reference-elsewhere', 'the reference names the whole document');
    return true;
  }
  const id = uri.slice(1);
  // An identifier is a name; parentheses would make it an XPointer.
  if (!uri.startsWith('#') || !/^[\p{L}\p{N}\p{M}_.:\u00B7-]+$/u.test(id)) {
    refuse('reference-not-local', `the reference ${quote(uri)} is not \`#\` and an identifier`);
  }
  if (attribute(signed, 'ID') !== id) {
    refuse('reference-elsewhere', `the reference ${quote(uri)} names another element`);
  }
  return false;
}
