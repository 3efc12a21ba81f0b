import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { GuardFailed } from '../../store/index.ts';
import { openTestStore, TEST_TIME, type TestAccount, type TestStore } from '../iam/test-support.ts';
import type { Work } from '../work.ts';
import type { FlowState } from './flow-state.ts';
import {
  beginFlow,
  endFlow,
  FLOW_LIFETIME,
  type Flow,
  findFlow,
  MOST_FLOWS_OF_SOURCE,
  newFlow,
  saveFlow,
} from './flows.ts';

const STATE: FlowState = {
  claimed: { kind: 'root', email: 'owner@example.test' },
  destination: '/console/home',
  remember: false,
  securityCheck: 'none',
};
const OWNER = { browser: 'b'.repeat(43), source: '192.0.2.1' };

describe('flows', () => {
  let tested: TestStore;
  let account: TestAccount;
  before(async () => {
    tested = await openTestStore();
    account = await tested.account();
  });
  after(() => tested.close());

  const begin = async (owner = OWNER, now = TEST_TIME) =>
    await account.run(
      async (work) => {
        const flow = newFlow(work, STATE);
        await beginFlow(work, owner, flow, STATE);
        return flow;
      },
      { now },
    );
  const find = async ({ flowId }: Flow, browser = OWNER.browser, now = TEST_TIME) =>
    await account.run((work) => findFlow(work, flowId, browser), { now });

  it('are found in the browser that began them, for fifteen minutes', async () => {
    const flow = await begin();
    assert.deepEqual((await find(flow))?.state, STATE);
    assert.equal(await find(flow, 'c'.repeat(43)), undefined);
    assert.ok(await find(flow, OWNER.browser, TEST_TIME + FLOW_LIFETIME - 1));
    assert.equal(await find(flow, OWNER.browser, TEST_TIME + FLOW_LIFETIME), undefined);
  });

  it('keep no secret of the browser', async () => {
    await begin();
    const rows = await tested.store.read.selectFrom('sign_in_flows').selectAll().execute();
    assert.ok(!JSON.stringify(rows).includes(OWNER.browser));
    assert.ok(!JSON.stringify(rows).includes(OWNER.source));
  });

  it('move on once: of two forms that were decided from one state, the second fails its guard', async () => {
    const begun = await find(await begin());
    assert.ok(begun);
    const moved: FlowState = { ...STATE, securityCheck: 'due' };
    const save = (work: Work) => saveFlow(work, begun, moved);
    await account.run(save);
    assert.deepEqual((await find(begun))?.state, moved);
    await assert.rejects(account.run(save), GuardFailed);
    await assert.rejects(
      account.run((work) => endFlow(work, begun)),
      GuardFailed,
    );
    const now = await find(begun);
    assert.ok(now);
    await account.run((work) => endFlow(work, now));
    assert.equal(await find(begun), undefined);
  });

  it('do not move on once their time is over', async () => {
    const begun = await find(await begin());
    assert.ok(begun);
    const save = (now: number) => account.run((work) => saveFlow(work, begun, STATE), { now });
    await assert.rejects(save(begun.expiresAt), GuardFailed);
    await save(begun.expiresAt - 1);
  });

  it('of one address push out its own oldest, and no others', async () => {
    const other = await begin({ ...OWNER, source: '192.0.2.2' }, TEST_TIME - 5);
    const source = '198.51.100.1';
    const first = await begin({ ...OWNER, source }, TEST_TIME - 1);
    const second = await begin({ ...OWNER, source });
    for (let count = 1; count < MOST_FLOWS_OF_SOURCE; count += 1) {
      await begin({ ...OWNER, source }, TEST_TIME + count);
    }
    assert.equal(await find(first), undefined);
    assert.ok(await find(second));
    assert.ok(await find(other));
  });
});
