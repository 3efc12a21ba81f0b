import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { surface } from '../../failures/aws-error.ts';
import type { FailureCode } from '../../failures/catalogue.ts';
import { traceChecks } from '../../failures/check.ts';
import { openTestStore, TEST_TIME, type TestStore } from '../iam/test-support.ts';
import type { Claimed } from './flow-state.ts';
import { laneRules, lanesOf, type SignInTry, waitAfter } from './lanes.ts';
import { ANA, browserOf, failTimes, throttleOver, tryOf } from './testing.ts';
import { type Begun, type SignInThrottle, throttleChecks } from './throttle.ts';

describe('throttling of sign-ins', () => {
  let opened: TestStore;
  let throttle: SignInThrottle;
  const now = TEST_TIME;
  let turn = 0;

  before(async () => {
    opened = await openTestStore();
    throttle = throttleOver(opened.store);
  });
  after(() => opened.close());

  /** A person whom no other test counts. */
  const somebody = (): Claimed => ({ ...ANA, account: `alias-${turn++}`, userName: 'ana' });
  /** An address that no other test counts. */
  const somewhere = (): string => `198.51.100.${turn++}`;
  const begin = async (members: Partial<SignInTry>, time = now) =>
    await throttle.begin(tryOf(members), time);

  function assertWait(begun: Begun, code: FailureCode, seconds: number, message: RegExp) {
    if (begun.outcome !== 'wait') return assert.fail('the try was taken');
    assert.equal(begun.failure.code, code);
    assert.match(begun.failure.message, message);
    assert.equal(begun.seconds, seconds);
    assert.equal(
      surface(begun.failure).message,
      `Too many sign-in attempts. Try again in ${seconds} seconds.`,
    );
  }

  it('SIGN-051: after five failures at an address a person waits, each time twice as long', async () => {
    const tried = { person: somebody(), address: somewhere() };
    let time = await failTimes(throttle, 5, () => tryOf(tried), now);
    assert.equal(time, now, 'five tries are free');
    for (const seconds of [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]) {
      assertWait(
        await begin(tried, time),
        'SIGN-051',
        seconds,
        /from this address failed \d+ times/,
      );
      assertWait(await begin(tried, time + seconds * 1000 - 1), 'SIGN-051', 1, /in 1 seconds$/);
      time += seconds * 1000;
      assert.equal((await begin(tried, time)).outcome, 'counted');
    }
  });

  it('a success clears what the person failed before', async () => {
    const tried = { person: somebody(), address: somewhere() };
    await failTimes(throttle, 4, () => tryOf(tried), now);
    const begun = await begin(tried);
    assert.ok(begun.outcome === 'counted');
    await opened.store.commit({ statements: [...begun.succeeded], changes: [] });
    assert.deepEqual(await throttle.standing(tryOf(tried), now), {
      visitor: { failures: 0, wait: 0 },
      person: { failures: 0, wait: 0 },
      address: { failures: 4, wait: 0 },
      account: { failures: 4, wait: 0 },
    });
  });

  it('SIGN-052: strangers at many addresses make new browsers wait two minutes at most', async () => {
    const person = somebody();
    const time = await failTimes(throttle, 30, () => tryOf({ person, address: somewhere() }), now);
    const begun = await begin({ person, address: somewhere() }, time);
    assertWait(begun, 'SIGN-052', 120, /from all addresses failed 30 times/);
  });

  it('SIGN-052: one stranger cannot close the lane of a person: it opens before theirs does', async () => {
    const person = somebody();
    const stranger = { person, address: somewhere() };
    const time = await failTimes(throttle, 40, () => tryOf(stranger), now);
    assertWait(await begin(stranger, time), 'SIGN-051', 900, /./);
    assertWait(await begin({ person, address: somewhere() }, time), 'SIGN-052', 120, /./);
    const later = time + 120_000;
    assert.equal((await begin({ person, address: somewhere() }, later)).outcome, 'counted');
  });

  it('strangers cannot hold up a person in a browser that they signed in on before', async () => {
    const person = somebody();
    const address = somewhere();
    const time = await failTimes(throttle, 25, () => tryOf({ person, address }), now);
    const own = { person, address, browser: browserOf(person) };
    assert.equal((await begin(own, time)).outcome, 'counted');
    assert.equal((await begin({ ...own, browser: browserOf(ANA) }, time)).outcome, 'wait');
  });

  it('SIGN-050: in a known browser failures count too', async () => {
    const person = somebody();
    const own = { person, address: somewhere(), browser: browserOf(person) };
    await failTimes(throttle, 5, () => tryOf(own), now);
    assertWait(await begin(own), 'SIGN-050', 2, /failed 5 times in a browser that they know/);
    const other = { ...own, browser: browserOf(person) };
    assert.equal((await begin(other)).outcome, 'counted', 'another browser of theirs');
  });

  it('SIGN-053: an address that goes through many names waits', async () => {
    const address = somewhere();
    await failTimes(throttle, 100, () => tryOf({ person: somebody(), address }), now);
    assertWait(
      await begin({ person: somebody(), address }),
      'SIGN-053',
      2,
      /from the address failed 100 times/,
    );
    assert.equal((await begin({ person: somebody(), address: somewhere() })).outcome, 'counted');
  });

  it('SIGN-054: many addresses that go through the names of an account slow it for seconds', async () => {
    const account = `alias-${turn++}`;
    const named = (userName: string) => ({ kind: 'user', account, userName }) as const;
    const time = await failTimes(
      throttle,
      210,
      (at) => tryOf({ person: named(`u${at}`), address: somewhere() }),
      now,
    );
    const begun = await begin({ person: named('ana'), address: somewhere() }, time);
    assertWait(begun, 'SIGN-054', 15, /for people of the account failed 210 times/);
  });

  it('SIGN-055: second factors have a lane for all addresses', async () => {
    const person = somebody();
    const tried = () => tryOf({ person, purpose: 'second-factor', address: somewhere() });
    await failTimes(throttle, 5, tried, now);
    assertWait(
      await throttle.begin(tried(), now),
      'SIGN-055',
      2,
      /second factors of the person failed 5 times/,
    );
    assert.equal((await begin({ person, address: somewhere() })).outcome, 'counted');
  });

  it('what failed is forgotten after a day', async () => {
    const tried = { person: somebody(), address: somewhere() };
    const time = await failTimes(throttle, 8, () => tryOf(tried), now);
    const nextDay = time + 24 * 3_600_000;
    const free = await failTimes(throttle, 5, () => tryOf(tried), nextDay);
    assert.equal(free, nextDay);
    assertWait(await begin(tried, nextDay), 'SIGN-051', 2, /failed 5 times/);
  });

  it('what failed before any wait is forgotten after an hour', async () => {
    const tried = { person: somebody(), address: somewhere() };
    await failTimes(throttle, 4, () => tryOf(tried), now);
    const standing = async (time: number) => (await throttle.standing(tryOf(tried), time)).visitor;
    assert.equal((await standing(now + 3_599_999))?.failures, 4);
    assert.equal((await standing(now + 3_600_000))?.failures, 0);
  });

  it('tries at the same moment are counted each: no more pass than are free', async () => {
    const tried = { person: somebody(), address: somewhere() };
    const begun = await Promise.all(Array.from({ length: 30 }, () => begin(tried)));
    assert.equal(begun.filter(({ outcome }) => outcome === 'counted').length, 5);
    const later = now + 2000;
    const again = await Promise.all(Array.from({ length: 30 }, () => begin(tried, later)));
    assert.equal(again.filter(({ outcome }) => outcome === 'counted').length, 1);
  });

  it('names are the same person without regard to case; purposes are not the same try', async () => {
    const keys = (members: Partial<SignInTry>) => [...lanesOf(tryOf(members)).values()];
    assert.deepEqual(keys({ person: { ...ANA, userName: 'ANA ' } }), keys({}));
    const root = { kind: 'root', email: 'Root@Example.com' } as const;
    assert.deepEqual(
      keys({ person: root }),
      keys({ person: { ...root, email: 'root@example.com' } }),
    );
    assert.notDeepEqual(keys({ purpose: 'recovery' }).slice(0, 2), keys({}).slice(0, 2));
  });

  it('the store holds neither names nor addresses', async () => {
    await begin({ person: { kind: 'root', email: 'secret@example.com' }, address: '203.0.113.9' });
    const rows = await opened.store.read.selectFrom('sign_in_failures').selectAll().execute();
    assert.ok(rows.length > 0);
    assert.doesNotMatch(JSON.stringify(rows), /secret|example|203\.0/);
    for (const { lane_key } of rows) assert.match(lane_key, /^k1\.1\.[\w-]{43}$/);
  });

  it('an operator sets how many tries are free and how long waits become', async () => {
    const strict = throttleOver(opened.store, { tries: 1, longestWait: 3 });
    const tried = () => tryOf({ person: ANA, address: somewhere(), purpose: 'second-factor' });
    await strict.begin(tried(), now);
    assertWait(await strict.begin(tried(), now), 'SIGN-055', 2, /./);
    await strict.begin(tried(), now + 2000);
    assertWait(await strict.begin(tried(), now + 2000), 'SIGN-055', 3, /./);
    const rules = laneRules({ tries: 5, longestWait: 10 });
    assert.deepEqual([rules.person.longest, rules.account.longest], [10, 10]);
    assert.equal(waitAfter(rules.factor, 1_000_000), 10);
  });

  it('an attempt shows every lane with what it counted', () => {
    const traces = traceChecks(throttleChecks, { visitor: { failures: 7, wait: 3 } });
    assert.equal(traces.length, 6);
    const failed = traces.filter(({ outcome }) => outcome === 'failed');
    assert.deepEqual(
      failed.map(({ name, received }) => [name, received]),
      [['visitorMayTry', '7 failures, 3 seconds left']],
    );
  });
});
