import { createDecipheriv } from 'node:crypto';
import type { ContentMethod } from './algorithms.ts';

/** What decrypting gave; `sound` is false where the tag or the padding is wrong. */
export interface Content {
  readonly bytes: Buffer;
  readonly sound: boolean;
}

const GCM_VECTOR = 12;
const GCM_TAG = 16;
const BLOCK = 16;

/** AES-GCM as XML Encryption 1.1 section 5.2.4 puts it together: vector, ciphertext, tag. */
function decryptGcm({ cipher }: ContentMethod, key: Buffer, input: Buffer): Content {
  const decipher = createDecipheriv(cipher as 'aes-128-gcm', key, input.subarray(0, GCM_VECTOR), {
    authTagLength: GCM_TAG,
  });
  decipher.setAuthTag(input.subarray(input.length - GCM_TAG));
  const bytes = decipher.update(input.subarray(GCM_VECTOR, input.length - GCM_TAG));
  try {
    decipher.final();
    return { bytes, sound: true };
  } catch {
    return { bytes: Buffer.alloc(0), sound: false };
  }
}

/**
 * AES-CBC with the padding of XML Encryption section 5.2: the last byte counts the padding, the
 * other bytes of it may be anything. Where it is wrong everything is handed on, so that the same
 * work follows as for right padding.
 */
function decryptCbc({ cipher }: ContentMethod, key: Buffer, input: Buffer): Content {
  const decipher = createDecipheriv(cipher, key, input.subarray(0, BLOCK)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(input.subarray(BLOCK)), decipher.final()]);
  const count = padded[padded.length - 1] ?? 0;
  const sound = count >= 1 && count <= BLOCK;
  return { bytes: padded.subarray(0, padded.length - (sound ? count : 0)), sound };
}

/** Decrypts a content whose length has been checked. */
export function decryptContent(method: ContentMethod, key: Buffer, input: Buffer): Content {
  return method.mode === 'gcm' ? decryptGcm(method, key, input) : decryptCbc(method, key, input);
}
