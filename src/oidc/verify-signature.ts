import { constants, verify } from 'node:crypto';
import { type AlgorithmName, algorithmOf, curves } from './algorithms.ts';
import type { VerificationKey } from './key-set.ts';
import type { Token } from './token.ts';

/**
 * Whether the key made the token's signature with the algorithm (RFC 7518 sections 3.3 to 3.5).
 * ECDSA signatures are two numbers of fixed length, never DER; the key must have been chosen for
 * the algorithm (choose-key).
 */
export function verifySignature(
  { signingInput, signature }: Token,
  name: AlgorithmName,
  { key, curve, bits }: VerificationKey,
): boolean {
  const { hash, pss } = algorithmOf(name);
  const length = curve === undefined ? Math.ceil(bits / 8) : 2 * curves[curve];
  if (signature.length !== length) return false;
  const data = Buffer.from(signingInput, 'latin1');
  if (curve !== undefined) {
    return verify(hash, data, { key, dsaEncoding: 'ieee-p1363' }, signature);
  }
  if (!pss) return verify(hash, data, key, signature);
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  return verify(
    hash,
    data,
    { key, padding, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
    signature,
  );
}
