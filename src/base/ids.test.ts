import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  accessKeyId,
  accountOfAccessKeyId,
  randomAccountId,
  samlId,
  uniqueId,
  uuid,
} from './ids.ts';

test('an access key id tells its account, with zeros in front and with nines throughout', () => {
  for (const account of ['000000000000', '000000000001', '111122223333', '999999999999']) {
    for (const prefix of ['AKIA', 'ASIA'] as const) {
      const id = accessKeyId(prefix, account);
      assert.match(id, /^A[KS]IA[A-Z2-7]{16}$/);
      assert.equal(accountOfAccessKeyId(id), account);
    }
  }
});

test('ids of another making tell nothing', () => {
  for (const id of [
    'AKIAIOSFODNN7EXAMPLE',
    'AKIA',
    'AKIA1111111111111111',
    'AIDACKCEVSQ6C2EXAMPLE',
  ]) {
    assert.equal(accountOfAccessKeyId(id), undefined, id);
  }
  assert.equal(accountOfAccessKeyId(`AKIA${'7'.repeat(16)}`), undefined, 'beyond twelve digits');
});

test('other ids have the form of their kind', () => {
  assert.match(samlId('SAMLSP'), /^SAMLSP[A-Z2-7]{16}$/);
  assert.match(uniqueId('AROA'), /^AROA[A-Z2-7]{17}$/);
  assert.match(uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.match(randomAccountId(), /^[1-9]\d{11}$/);
});
