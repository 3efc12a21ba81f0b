import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { surface } from '../../failures/aws-error.ts';
import { firstFailure, traceChecks } from '../../failures/check.ts';
import type { VerifiedAssertion } from '../../saml/index.ts';
import { UniqueViolation } from '../../store/index.ts';
import { createExpiredRemoval } from '../expired-rows.ts';
import { openTestStore, TEST_TIME, type TestStore } from '../iam/test-support.ts';
import { createReplay, type Replay, useChecks } from './replay.ts';

const ACCOUNT = '111122223333';

function assertionOf(id: string, issuer = 'https://idp.test'): VerifiedAssertion {
  return {
    id,
    issuer,
    issueInstant: TEST_TIME,
    nameId: 'ana',
    nameIdFormat: 'persistent',
    recipient: 'https://gatehouse.test/saml',
    audiences: [],
    roles: [],
    roleSessionName: 'ana',
    tags: new Map(),
    transitiveTagKeys: [],
    attributes: new Map(),
    oneTimeUse: false,
  };
}

describe('replay: assertions that are taken once', () => {
  let tests: TestStore;
  let replay: Replay;
  before(async () => {
    tests = await openTestStore();
    replay = createReplay(tests.store, 'once');
  });
  after(() => tests.close());

  const use = (assertion: VerifiedAssertion) =>
    tests.store.commit({ statements: [replay.use(assertion, ACCOUNT)], changes: [] });

  it('are known from their first use on, by issuer and id', async () => {
    const assertion = assertionOf('_1');
    assert.equal(await replay.wasUsed(assertion), false);
    await use(assertion);
    assert.equal(await replay.wasUsed(assertion), true);
    await assert.rejects(use(assertion), UniqueViolation);
    assert.equal(await replay.wasUsed(assertionOf('_2')), false);
    assert.equal(await replay.wasUsed(assertionOf('_1', 'https://other.test')), false);
    // A line end in a name makes no other assertion of it.
    await use(assertionOf('b', 'a\nb'));
    assert.equal(await replay.wasUsed(assertionOf('b\nb', 'a')), false);
  });

  it('are forgotten once they would be too old anyway, in small transactions', async () => {
    for (let count = 0; count < 3; count += 1) await use(assertionOf(`_old-${count}`));
    const remove = createExpiredRemoval(tests.store, 'saml_uses', 2);
    await remove(TEST_TIME + 14 * 60_000);
    assert.equal(await replay.wasUsed(assertionOf('_old-0')), true);
    await remove(TEST_TIME + 16 * 60_000, AbortSignal.abort());
    assert.equal(await replay.wasUsed(assertionOf('_old-0')), true);
    await remove(TEST_TIME + 16 * 60_000);
    for (let count = 0; count < 3; count += 1) {
      assert.equal(await replay.wasUsed(assertionOf(`_old-${count}`)), false);
    }
    await remove(TEST_TIME + 16 * 60_000);
  });
});

describe('useChecks', () => {
  const assertion = () => assertionOf('_1');

  it('FED-017: refuse what was used before, where each assertion is taken once', () => {
    const failed = firstFailure(useChecks, { assertion, wasUsed: true });
    assert.equal(failed?.code, 'FED-017');
    assert.equal(failed?.message, 'the assertion `_1` was redeemed before');
    const told = surface(failed);
    assert.deepEqual(
      [told.code, told.message],
      ['InvalidIdentityToken', 'The assertion has been redeemed already and is taken only once'],
    );
    assert.equal(firstFailure(useChecks, { assertion, wasUsed: false }), undefined);
    assert.equal(firstFailure(useChecks, { assertion, wasUsed: undefined }), undefined);
  });

  it('are told with the assertion, and skipped without one', () => {
    const shown = (wasUsed: boolean | undefined) =>
      traceChecks(useChecks, { assertion, wasUsed })[0];
    assert.equal(shown(true)?.received, 'assertion _1, used before');
    assert.equal(shown(false)?.expected, 'no use before');
    assert.equal(shown(undefined)?.expected, 'any number of uses');
    const unverified = () => assert.fail('not verified');
    const [skipped] = traceChecks(useChecks, { assertion: unverified, wasUsed: undefined });
    assert.equal(skipped?.outcome, 'skipped');
  });
});
