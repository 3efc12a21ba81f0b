import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { test } from 'node:test';
import { expandKey } from './aead.ts';

const hex = (text: string) => Buffer.from(text, 'hex');

test('a key is expanded as RFC 5869 says (A.1, the first 32 bytes)', () => {
  const key = createSecretKey(
    hex('077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5'),
  );
  const info = 'f0f1f2f3f4f5f6f7f8f9';
  assert.equal(
    expandKey(key, hex(info), '').export().toString('hex'),
    '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf',
  );
});

test('purposes and salts each make another key', () => {
  const key = createSecretKey(Buffer.alloc(32, 7));
  const made = [
    expandKey(key, Buffer.alloc(32, 1), 'one'),
    expandKey(key, Buffer.alloc(32, 1), 'two'),
    expandKey(key, Buffer.alloc(32, 2), 'one'),
  ].map((each) => each.export().toString('hex'));
  assert.equal(new Set(made).size, 3);
});
