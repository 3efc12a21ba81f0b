import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { openTestStore, TEST_TIME } from '../../iam/test-support.ts';
import { createInstance } from '../instances.ts';
import { CLAIM, claim, findDue, releaseClaims } from './provisioning-claims.ts';
import { createJob, type JobRow, keepJob, settleJob } from './provisioning-jobs.ts';

const { store, account: newAccount, close } = await openTestStore();
after(close);

/** A request that is due, and how it is read again. */
async function request() {
  const owner = await newAccount();
  const instance = await owner.run((work) =>
    createInstance(work, { kind: 'organization', region: 'eu-west-1', name: null }),
  );
  const { request_id: id } = await owner.run((work) =>
    createJob(work, instance, {
      kind: 'provision',
      permission_set_id: 'ps-1234567890abcdef',
      target_account: '111111111111',
      principal_type: null,
      principal_id: null,
    }),
  );
  const read = async (now = TEST_TIME): Promise<JobRow | undefined> =>
    (await findDue({ store, clock: () => now }, 100)).find((job) => job.request_id === id);
  const dueAt = async (): Promise<number> => {
    const row = await store.read
      .selectFrom('provisioning_jobs')
      .select('due_at')
      .where('request_id', '=', id)
      .executeTakeFirstOrThrow();
    return Number(row.due_at);
  };
  const due = await read();
  assert.ok(due);
  return { owner, due, read, dueAt };
}

/** The request as whoever takes it up has it: one more try, and its own for a while. */
const taken = (due: JobRow, now = TEST_TIME): JobRow => ({
  ...due,
  tries: due.tries + 1,
  due_at: now + CLAIM,
});
const take = (due: JobRow, now = TEST_TIME) => claim(store, due, taken(due, now));

describe('claims on requests', () => {
  it('are had by one of those that are as fast', async () => {
    const { due } = await request();
    assert.deepEqual([await take(due), await take(due)], [true, false]);
  });

  it('are not had by who read the request before its last try, though it is due as it was then', async () => {
    const { due, dueAt } = await request();
    await take(due);
    await releaseClaims({ store, clock: () => due.due_at });
    assert.equal(await dueAt(), due.due_at);
    assert.equal(await take(due), false);
    assert.equal(await take({ ...due, tries: due.tries + 1 }), true);
  });

  it('are not had by who read the request before its claim was renewed', async () => {
    const { owner, due, read } = await request();
    const job = taken(due);
    await take(due);
    const late = await read(job.due_at);
    assert.ok(late);
    await owner.run((work) => keepJob(work, job, job.due_at + CLAIM));
    assert.equal(await take(late, job.due_at), false);
  });

  it('are not had on what has ended', async () => {
    const { owner, due } = await request();
    await owner.run((work) => settleJob(work, due, null));
    assert.equal(await take(due), false);
  });

  it('of a process that is gone end at once; what is due or has ended stays as it is', async () => {
    const [held, waiting, ended] = [await request(), await request(), await request()];
    await take(held.due);
    await take(ended.due);
    await ended.owner.run((work) => settleJob(work, taken(ended.due), null));
    const now = TEST_TIME + 1;
    await releaseClaims({ store, clock: () => now });
    assert.deepEqual(
      [await held.dueAt(), await waiting.dueAt(), await ended.dueAt()],
      [now, waiting.due.due_at, TEST_TIME + CLAIM],
    );
  });
});
