import { type RandomBytes, systemRandom } from './bytes.ts';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** IAM unique id prefixes (aws-facts B2). */
export type UniqueIdPrefix = 'AIDA' | 'AROA' | 'AGPA' | 'AIPA' | 'ANPA' | 'ANVA';

function base32(bytes: Buffer, characters: number): string {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5 && text.length < characters) {
      bits -= 5;
      text += BASE32[(value >> bits) & 31];
    }
  }
  return text;
}

/** A new unique id such as `AIDA` + 17 characters: 85 random bits, never handed out twice. */
export function uniqueId(prefix: UniqueIdPrefix, random: RandomBytes = systemRandom): string {
  return prefix + base32(random(11), 17);
}

/**
 * A new id of an MFA device, 26 characters with 128 random bits: the end of a passkey's serial number
 * (aws-facts H6).
 */
export function mfaDeviceId(random: RandomBytes = systemRandom): string {
  return base32(random(17), 26);
}

/**
 * A new id of a SAML provider (`SAMLSP…`, its SAMLProviderUUID) or of one of its private keys
 * (`SAMLPK…`): 22 characters, 80 of their bits random.
 */
export function samlId(prefix: 'SAMLSP' | 'SAMLPK', random: RandomBytes = systemRandom): string {
  return prefix + base32(random(10), 16);
}

/**
 * A new access key id: the prefix, then 16 base-32 characters whose first 41 bits are a one and the
 * account, so that the account of a key is known without a look-up, as with AWS's own keys.
 */
export function accessKeyId(
  prefix: 'AKIA' | 'ASIA',
  account: string,
  random: RandomBytes = systemRandom,
): string {
  const bytes = random(10);
  const head = (1n << 47n) | (BigInt(account) << 7n) | BigInt((bytes[5] ?? 0) & 0x7f);
  bytes.writeUIntBE(Number(head), 0, 6);
  return prefix + base32(bytes, 16);
}

/** The highest of the 48 bits that carry the account. */
const FIRST_BIT = 2 ** 47;

/** The account that `accessKeyId` wrote into a key id; undefined for ids of another making. */
export function accountOfAccessKeyId(id: string): string | undefined {
  if (!/^A[KS]IA[A-Z2-7]{16}$/.test(id)) return undefined;
  // The first ten characters are 50 bits, which a number holds exactly; the last two are not used.
  let bits = 0;
  for (let place = 4; place < 14; place += 1) bits = bits * 32 + BASE32.indexOf(id.charAt(place));
  const head = Math.floor(bits / 4);
  if (head < FIRST_BIT) return undefined;
  const account = Math.floor((head - FIRST_BIT) / 128);
  return account < 1_000_000_000_000 ? String(account).padStart(12, '0') : undefined;
}

/** A random account id: twelve digits, the first never zero. */
export function randomAccountId(random: RandomBytes = systemRandom): string {
  const value = random(8).readBigUInt64BE() % 900_000_000_000n;
  return (value + 100_000_000_000n).toString();
}

/** A version 4 UUID, as request ids and event ids have it. */
export function uuid(random: RandomBytes = systemRandom): string {
  const bytes = random(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
