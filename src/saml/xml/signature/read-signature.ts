import type { Canonicalization } from '../c14n/canonicalize.ts';
import type { XmlElement } from '../nodes.ts';
import type { SignatureProblem } from './problem.ts';

/** An enveloped signature whose form is right; nothing is verified yet. */
export interface XmlSignature {
  /** The ds:Signature element. */
  readonly element: XmlElement;
  /** Its parent: the element that its only reference names. */
  readonly covers: XmlElement;
  readonly signedInfo: XmlElement;
  readonly canonicalization: Canonicalization;
  /** Algorithm URIs, as written. */
  readonly signatureMethod: string;
  readonly digestMethod: string;
  /** How the covered element is put into octets. */
  readonly transform: Canonicalization;
  readonly digestValue: Buffer;
  readonly signatureValue: Buffer;
  /** True when the signature or the digest uses SHA-1. */
  readonly weak: boolean;
}

/** A signature, or why its form is not accepted. */
export type SignatureReading =
  | { readonly ok: true; readonly signature: XmlSignature }
  | { readonly ok: false; readonly problem: SignatureProblem };

/** Reads the signature that `signed` carries as its child. */
export function readSignature(_signed: XmlElement): SignatureReading {
  throw new Error('being written');
}
