import { constants, hash, type KeyObject, privateDecrypt } from 'node:crypto';
import type { OaepHash } from './algorithms.ts';

/** MGF1 (RFC 8017 appendix B.2.1). */
function mgf1(seed: Buffer, length: number, hashName: OaepHash): Buffer {
  const blocks: Buffer[] = [];
  for (let made = 0, counter = 0; made < length; counter++) {
    const suffix = Buffer.alloc(4);
    suffix.writeUInt32BE(counter);
    const block = hash(hashName, Buffer.concat([seed, suffix]), 'buffer');
    blocks.push(block);
    made += block.length;
  }
  return Buffer.concat(blocks).subarray(0, length);
}

function xor(left: Buffer, right: Buffer): Buffer {
  return Buffer.from(left.map((byte, index) => byte ^ (right[index] ?? 0)));
}

/** 1 when two bytes are equal, otherwise 0, without a branch. */
function equal(left: number, right: number): number {
  return (((left ^ right) - 1) >>> 31) & 1;
}

/**
 * Undoes EME-OAEP (RFC 8017 section 7.1.2 step 3) where the message is known to have `messageBytes`.
 * Every byte is looked at whatever the others are, so that time does not tell where it failed.
 */
export function decodeOaep(
  encoded: Buffer,
  options: { digest: OaepHash; mask: OaepHash; label: Buffer },
  messageBytes: number,
): Buffer | undefined {
  const labelHash = hash(options.digest, options.label, 'buffer');
  const size = labelHash.length;
  const start = encoded.length - messageBytes;
  if (start < 2 * size + 2) return undefined;
  const maskedBlock = encoded.subarray(1 + size);
  const seed = xor(encoded.subarray(1, 1 + size), mgf1(maskedBlock, size, options.mask));
  const block = xor(maskedBlock, mgf1(seed, maskedBlock.length, options.mask));
  let wrong = encoded[0] ?? 1;
  for (let index = 0; index < block.length - messageBytes; index++) {
    const separator = index === block.length - messageBytes - 1 ? 1 : 0;
    const expected = index < size ? (labelHash[index] ?? 0) : separator;
    wrong |= 1 - equal(block[index] ?? 0, expected);
  }
  return wrong === 0 ? block.subarray(block.length - messageBytes) : undefined;
}

/**
 * Decrypts `ciphertext` by RSAES-OAEP; undefined for everything that fails. OpenSSL does it alone
 * where it can through Node, which has one hash for the digest and the mask.
 */
export function decryptOaep(
  key: KeyObject,
  ciphertext: Buffer,
  options: { digest: OaepHash; mask: OaepHash; label: Buffer },
  messageBytes: number,
): Buffer | undefined {
  try {
    if (options.digest === options.mask) {
      const padding = constants.RSA_PKCS1_OAEP_PADDING;
      const { digest: oaepHash, label: oaepLabel } = options;
      const message = privateDecrypt({ key, padding, oaepHash, oaepLabel }, ciphertext);
      return message.length === messageBytes ? message : undefined;
    }
    const encoded = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, ciphertext);
    return decodeOaep(encoded, options, messageBytes);
  } catch {
    return undefined;
  }
}
