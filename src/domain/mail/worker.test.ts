import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { OutboxTable, Store } from '../../store/index.ts';
import { openTestStore } from '../iam/test-support.ts';
import { queueMail } from './index.ts';
import { MAIL_TIME, runMail, testOutbox, testWorker } from './testing.ts';

const ACCOUNT = '111122223333';
const { store, close } = await openTestStore();
after(close);
const outbox = testOutbox();

const queue = () =>
  runMail(store, ACCOUNT, MAIL_TIME, (work) =>
    queueMail(work, outbox, {
      kind: 'verification-code',
      details: { code: '123456', validMinutes: 10 },
      account: ACCOUNT,
      to: 'root@example.com',
      language: 'en',
    }),
  );

/** Changes every message as another worker does, right before the next plan is committed. */
function racing(change: Partial<OutboxTable>): Store {
  let before = async (): Promise<void> => {
    before = async () => undefined;
    await runMail(store, ACCOUNT, MAIL_TIME, (work) =>
      work.write(work.read.updateTable('outbox').set(change), 'any'),
    );
  };
  const commit: Store['commit'] = async (plan) => {
    await before();
    await store.commit(plan);
  };
  return Object.create(store, { commit: { value: commit } });
}

describe('a message that another worker took up after it was read', () => {
  const cases: Readonly<Record<string, Partial<OutboxTable>>> = {
    'and has sent': { state: 'sent' },
    'and lets rest': { due_at: MAIL_TIME + 1 },
  };
  for (const [what, change] of Object.entries(cases)) {
    it(`is not sent a second time: ${what}`, async () => {
      await queue();
      const worker = testWorker(racing(change), outbox);
      await worker.run();
      assert.deepEqual(worker.sent, []);
      await runMail(store, ACCOUNT, MAIL_TIME, (work) =>
        work.write(work.read.updateTable('outbox').set({ state: 'waiting' }), 'any'),
      );
      const alone = testWorker(store, outbox);
      alone.now = MAIL_TIME + 1;
      await alone.run();
      assert.equal(alone.sent.length, 1);
    });
  }

  it('is read again where the other has let go of it: each try counts', async () => {
    await queue();
    const worker = testWorker(racing({ tries: 1 }), outbox);
    await worker.run();
    assert.equal(worker.sent.length, 1);
    const { tries } = await store.read
      .selectFrom('outbox')
      .select('tries')
      .where('message_id', '=', worker.sent[0]?.id ?? '')
      .executeTakeFirstOrThrow();
    assert.equal(tries, 2);
  });
});
