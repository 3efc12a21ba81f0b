import { constants, hash, type KeyObject, verify } from 'node:crypto';
import { canonicalize } from '../c14n/canonicalize.ts';
import type { XmlElement } from '../nodes.ts';
import {
  digestMethods,
  ecdsaLengths,
  type SignatureMethod,
  signatureMethods,
} from './algorithms.ts';
import type { SignatureProblem, SignatureProblemKind } from './problem.ts';
import type { XmlReference, XmlSignature } from './read-signature.ts';

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

/**
 * Verifies a signature with the given public keys: first its value, so that nothing unsigned says
 * what is to be digested, then the digest of the covered element.
 */
export function verifySignature(
  signature: XmlSignature,
  keys: readonly KeyObject[],
  options: VerifyOptions,
): SignatureVerdict {
  if (signature.weak && !options.allowSha1) return refused('weak-algorithm', 'SHA-1 is used');
  const method = signatureMethods.get(signature.signatureMethod);
  const fitting = method ? keys.filter((key) => fits(key, method)) : [];
  if (!method || fitting.length === 0) {
    return refused('no-key', `none of ${keys.length} keys fits the signature method`);
  }
  const octets = Buffer.from(canonicalize(signature.signedInfo, signature.canonicalization));
  const key = fitting.find((each) => isSignedBy(octets, signature.signatureValue, each, method));
  if (!key) return refused('signature-mismatch', `the value fits none of ${fitting.length} keys`);
  const { covers, element, reference } = signature;
  if (!digestOf(covers, reference, element).equals(reference.digestValue)) {
    return refused('digest-mismatch', 'the element is not the one that was signed');
  }
  return { ok: true, covers, key };
}

function refused(kind: SignatureProblemKind, detail: string): SignatureVerdict {
  return { ok: false, problem: { kind, detail } };
}

/** True for a public key of the method's family; a secret key never is one. */
function fits(key: KeyObject, method: SignatureMethod): boolean {
  if (key.type !== 'public') return false;
  if (method.key === 'rsa') return key.asymmetricKeyType === 'rsa';
  return key.asymmetricKeyType === 'ec' && ecdsaLengths.has(curveOf(key));
}

function curveOf(key: KeyObject): string {
  return key.asymmetricKeyDetails?.namedCurve ?? '';
}

function isSignedBy(
  octets: Buffer,
  value: Buffer,
  key: KeyObject,
  method: SignatureMethod,
): boolean {
  if (method.key === 'ec') {
    if (value.length !== ecdsaLengths.get(curveOf(key))) return false;
    return verify(method.hash, octets, { key, dsaEncoding: 'ieee-p1363' }, value);
  }
  if (!method.pss) return verify(method.hash, octets, key, value);
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  const saltLength = constants.RSA_PSS_SALTLEN_DIGEST;
  return verify(method.hash, octets, { key, padding, saltLength }, value);
}

function digestOf(covers: XmlElement, reference: XmlReference, signature: XmlElement): Buffer {
  const node = reference.wholeDocument ? covers.document : covers;
  const octets = canonicalize(node, reference.transform, signature);
  // readSignature knows the method; an unknown one gives no digest that could be equal.
  const method = digestMethods.get(reference.digestMethod);
  return method ? hash(method.hash, octets, 'buffer') : Buffer.alloc(0);
}
