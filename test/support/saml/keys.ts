/** Signing keys of test identity providers, made once a process and kind. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type CertificateOptions, selfSigned } from './certificates.ts';

const RSA_BITS = { 'rsa-512': 512, 'rsa-1024': 1024, 'rsa-2048': 2048, 'rsa-4096': 4096 } as const;
const CURVES = { p256: 'P-256', p384: 'P-384', p521: 'P-521' } as const;

/** Kinds of keys that sign; `rsa-512` is too short for every use. */
export type KeyKind = keyof typeof RSA_BITS | keyof typeof CURVES;

/** A key pair with its certificate. */
export interface SigningPair {
  readonly kind: KeyKind;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** DER. */
  readonly certificate: Buffer;
}

const made = new Map<string, SigningPair>();

/** The key pair of this kind and name; several names make several keys. */
export function signingPair(kind: KeyKind = 'rsa-2048', name = 'idp'): SigningPair {
  const id = `${kind} ${name}`;
  const known = made.get(id);
  if (known) return known;
  const { privateKey, publicKey } = isRsa(kind)
    ? generateKeyPairSync('rsa', { modulusLength: RSA_BITS[kind] })
    : generateKeyPairSync('ec', { namedCurve: CURVES[kind] });
  const certificate = selfSigned(privateKey, publicKey, { commonName: `${name}.example.test` });
  const pair: SigningPair = { kind, privateKey, publicKey, certificate };
  made.set(id, pair);
  return pair;
}

/** The same keys under another certificate. */
export function withCertificate(pair: SigningPair, options: CertificateOptions): SigningPair {
  return { ...pair, certificate: selfSigned(pair.privateKey, pair.publicKey, options) };
}

function isRsa(kind: KeyKind): kind is keyof typeof RSA_BITS {
  return kind in RSA_BITS;
}
