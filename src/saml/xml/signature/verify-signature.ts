import type { KeyObject } from 'node:crypto';
import type { XmlElement } from '../nodes.ts';
import type { SignatureProblem } from './problem.ts';
import type { XmlSignature } from './read-signature.ts';

/** A verified signature says which element it covers and which key made it. */
export type SignatureVerdict =
  | {
      readonly ok: true;
      /** The very node whose canonical form was digested; values may be read from it alone. */
      readonly covers: XmlElement;
      /** The one of the given keys that fits. */
      readonly key: KeyObject;
    }
  | { readonly ok: false; readonly problem: SignatureProblem };

/** What verification allows. */
export interface VerifyOptions {
  /** SHA-1 in the signature method or the digest method. */
  readonly allowSha1: boolean;
}

/** Verifies a signature with the given public keys; what the signature says of its key is ignored. */
export function verifySignature(
  _signature: XmlSignature,
  _keys: readonly KeyObject[],
  _options: VerifyOptions,
): SignatureVerdict {
  throw new Error('being written');
}
