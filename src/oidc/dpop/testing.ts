/** Proofs of possession for tests: as a client makes them, and with any part of them changed. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** The key of a client. */
export interface ClientKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** A new key of a client; other curves are for what has to be refused. */
export function clientKey(namedCurve = 'P-256'): ClientKey {
  return generateKeyPairSync('ec', { namedCurve });
}

/** What of a proof is other than a client would make it; undefined removes a member. */
export interface ProofChanges {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  /** The key that signs, when it is not the one in the header. */
  readonly signer?: ClientKey;
  readonly encoding?: 'ieee-p1363' | 'der';
}

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

let count = 0;

/** A proof for `POST url` at `now` (milliseconds). */
export function proofFor(
  key: ClientKey,
  url: string,
  now: number,
  { header = {}, claims = {}, signer = key, encoding = 'ieee-p1363' }: ProofChanges = {},
): string {
  count += 1;
  const { kty, crv, x, y } = key.publicKey.export({ format: 'jwk' });
  const head = { typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y }, ...header };
  const iat = Math.floor(now / 1000);
  const body = { jti: `proof-${count}`, htm: 'POST', htu: url, iat, ...claims };
  const input = `${encoded(head)}.${encoded(body)}`;
  const signing = { key: signer.privateKey, dsaEncoding: encoding };
  return `${input}.${sign('sha256', Buffer.from(input), signing).toString('base64url')}`;
}
