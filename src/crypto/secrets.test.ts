import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemRandom } from '../base/bytes.ts';
import { createKeyRing } from './keyring.ts';
import { openMessage, sealMessage } from './secrets.ts';

test('a message opens in its own context, unaltered, and no two share a key', () => {
  const ring = createKeyRing(0, systemRandom);
  const first = sealMessage('why not', 'account/1', ring, systemRandom);
  const second = sealMessage('why not', 'account/1', ring, systemRandom);
  assert.notEqual(first, second);
  assert.equal(openMessage(first, 'account/1', ring), 'why not');
  assert.equal(openMessage(first, 'account/2', ring), undefined);
  const last = first.endsWith('A') ? 'B' : 'A';
  assert.equal(openMessage(first.slice(0, -1) + last, 'account/1', ring), undefined);
  assert.equal(openMessage('m1.1.AAAA', 'account/1', ring), undefined);
  assert.equal(openMessage(first.replace('m1.1', 'm1.9'), 'account/1', ring), undefined);
});
