import { createHmac } from 'node:crypto';
import type { RandomBytes } from '../base/bytes.ts';
import { accessKeyId as newAccessKeyId } from '../base/ids.ts';
import { decrypt, encrypt, expandKey, SINGLE_USE_NONCE, TAG_SIZE } from './aead.ts';
import { decodeClaims, encodeClaims, type PackedClaims, packPolicies } from './claims-codec.ts';
import { type KeyRing, openingKey, type RingKey } from './keyring.ts';
import type { SessionClaims } from './session-claims.ts';

/** The size in bytes that a sealed token may have; its text is a third longer. */
export const sealedLimit = 6_144;
/** The bytes that session policies and tags may take once packed; PackedPolicySize is in % of it. */
export const packedLimit = 2_048;

/** New temporary credentials, or how far policies and tags are over the limit. */
export type SealedSession =
  | {
      readonly kind: 'sealed';
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken: string;
      readonly packedPolicySize: number;
    }
  /** `packedPolicySize` above 100: policies and tags are too large; else the token as a whole is. */
  | { readonly kind: 'too-large'; readonly packedPolicySize: number };

/** What a session token holds, and the secret access key that belongs to it. */
export interface OpenedSession {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly claims: SessionClaims;
}

/** Three bytes that make the text begin with `FwoG`, like AWS's own; then version and key id. */
const MAGIC = Buffer.from('FwoG', 'base64');
const VERSION = 2;
const HEADER_SIZE = 8;
const SALT_SIZE = 32;
const MAX_TEXT = Math.ceil(sealedLimit / 3) * 4;

function header(key: RingKey): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER_SIZE);
  MAGIC.copy(bytes);
  bytes[3] = VERSION;
  bytes.writeUInt32BE(key.id, 4);
  return bytes;
}

/** Version, key id and access key id: a token opens for its own key only. */
function associated(head: Buffer, accessKeyId: string): Buffer {
  return Buffer.concat([head, Buffer.from(accessKeyId)]);
}

/** 30 bytes of HMAC are 40 characters of base64, the form of AWS's secret access keys. */
function secretAccessKey(key: RingKey, accessKeyId: string, token: string): string {
  const mac = createHmac('sha256', key.secretDerivation).update(`${accessKeyId}\n${token}`);
  return mac.digest('base64').slice(0, 40);
}

function percentage(packedBytes: number): number {
  return Math.ceil((packedBytes * 100) / packedLimit);
}

/** PackedPolicySize: session policies and tags in percent of what a token holds; over 100 is refused. */
export function packedPolicySize(claims: PackedClaims): number {
  return percentage(packPolicies(claims).bytes.length);
}

/**
 * Makes temporary credentials: a new access key id, a token that is the authenticated encryption of
 * the claims under a key of its own (expanded from the ring's active key and a random salt), and the
 * secret access key, which is derived from both with another key of the ring, so that the token
 * alone signs nothing.
 */
export function sealToken(
  claims: SessionClaims,
  ring: KeyRing,
  random: RandomBytes,
): SealedSession {
  const policies = packPolicies(claims);
  const size = percentage(policies.bytes.length);
  const plaintext = encodeClaims(claims, policies);
  const total = HEADER_SIZE + SALT_SIZE + plaintext.length + TAG_SIZE;
  if (size > 100 || total > sealedLimit) return { kind: 'too-large', packedPolicySize: size };
  const accessKeyId = newAccessKeyId('ASIA', claims.account, random);
  const head = header(ring.active);
  const salt = random(SALT_SIZE);
  const key = expandKey(ring.active.sealing, salt, 'session token');
  const sealed = encrypt(key, SINGLE_USE_NONCE, plaintext, associated(head, accessKeyId));
  const sessionToken = Buffer.concat([head, salt, sealed]).toString('base64');
  return {
    kind: 'sealed',
    accessKeyId,
    secretAccessKey: secretAccessKey(ring.active, accessKeyId, sessionToken),
    sessionToken,
    packedPolicySize: size,
  };
}

/**
 * Opens a session token for the access key id it came with. Undefined when it was altered, belongs
 * to another access key, is of another installation, or its ring key is retired. Says nothing of
 * expiry or of whether the issuer still exists.
 */
export function openToken(
  token: string,
  accessKeyId: string,
  ring: KeyRing,
): OpenedSession | undefined {
  if (token.length > MAX_TEXT) return undefined;
  const bytes = Buffer.from(token, 'base64');
  if (bytes.length < HEADER_SIZE + SALT_SIZE || bytes[3] !== VERSION) return undefined;
  // One text for one token: base64 has other spellings of the same bytes.
  if (bytes.toString('base64') !== token) return undefined;
  const ringKey = openingKey(ring, bytes.readUInt32BE(4));
  if (!ringKey) return undefined;
  const head = bytes.subarray(0, HEADER_SIZE);
  const salt = bytes.subarray(HEADER_SIZE, HEADER_SIZE + SALT_SIZE);
  const sealed = bytes.subarray(HEADER_SIZE + SALT_SIZE);
  const key = expandKey(ringKey.sealing, salt, 'session token');
  const plaintext = decrypt(key, SINGLE_USE_NONCE, sealed, associated(head, accessKeyId));
  const claims = plaintext && decodeClaims(plaintext);
  if (!claims) return undefined;
  return { accessKeyId, secretAccessKey: secretAccessKey(ringKey, accessKeyId, token), claims };
}
