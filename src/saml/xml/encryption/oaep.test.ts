import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OaepHash } from './algorithms.ts';
import { decodeOaep } from './oaep.ts';
import { encodeOaep } from './testing.ts';

/** Made by `openssl pkeyutl -encrypt` with a 1024-bit key, which was then undone without padding. */
const vectors: readonly { encoded: string; digest: OaepHash; mask: OaepHash; label: string }[] = [
  {
    encoded:
      'AHh+BKekE6BBoT+PD9kIEIr+yxbsvFYf2/VjdzpvxSOhT4FKzXk+Us3YyDPpSwdougLDAod5ApIgOcZzitOmKy9JJH7Fk8z/5NbmhE0j3b9v5eC/6upEa33YHictcK37Pt1MltMRfwJZW0Hl2p9TdLW52RDUP1guaTP8pAN0ccc=',
    digest: 'sha256',
    mask: 'sha1',
    label: '',
  },
  {
    encoded:
      'ALs3J4Gorlo4EdRXk/QTGQElmciypjcu30kbWjrWjj1DhIx4ZoyUAFQLvEoHDWmIaf79gqXq+dnmIpf2OpK41W7ZicFYg9kvi/IQg8OqFL4O8xz9c0h958TZsHQA7EYJVSDsi9lbNxs0t08gCwu/Vn9iYrd/djWJfHde4ZbcCUc=',
    digest: 'sha1',
    mask: 'sha256',
    label: 'label',
  },
];

for (const { encoded, digest, mask, label } of vectors) {
  test(`what OpenSSL encodes with ${digest} and MGF1 of ${mask} is decoded`, () => {
    const options = { digest, mask, label: Buffer.from(label) };
    const decoded = decodeOaep(Buffer.from(encoded, 'base64'), options, 16);
    assert.equal(decoded?.toString(), '0123456789abcdef');
  });
}

test('anything wrong in the encoding gives nothing', () => {
  const options = { digest: 'sha256', mask: 'sha1', label: Buffer.from('l') } as const;
  const message = Buffer.from('0123456789abcdef');
  const good = encodeOaep(message, options, 128);
  assert.deepEqual(decodeOaep(good, options, 16), message);
  for (let index = 0; index < good.length; index++) {
    const changed = Buffer.from(good);
    changed[index] = (changed[index] ?? 0) ^ 1;
    const decoded = decodeOaep(changed, options, 16);
    // The mask of the last bytes is that of the message, which has no check of its own.
    if (index >= good.length - 16 && decoded) assert.notDeepEqual(decoded, message);
    else assert.equal(decoded, undefined, String(index));
  }
  assert.equal(decodeOaep(good, { ...options, label: Buffer.from('m') }, 16), undefined);
  assert.equal(decodeOaep(good, { ...options, mask: 'sha256' }, 16), undefined);
  assert.equal(decodeOaep(good, options, 24), undefined);
  assert.equal(decodeOaep(good, options, 8), undefined);
  assert.equal(decodeOaep(good.subarray(0, 40), options, 16), undefined);
});
