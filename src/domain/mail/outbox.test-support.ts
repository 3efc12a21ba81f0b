import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { DeliveryOutcome } from '../../base/mail.ts';
import type { Store } from '../../store/index.ts';
import { findMessage, listMessages, queueMail, queueText } from './index.ts';
import { ACCOUNT_QUOTA, RECIPIENT_QUOTA } from './outbox.ts';
import type { QueuedMail } from './queue.ts';
import { MAIL_TIME, runMail, type TestWorker, testOutbox, testWorker } from './testing.ts';
import { CLAIM } from './worker.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ACCOUNT = '111122223333';

function mail(change: Partial<QueuedMail> = {}): QueuedMail {
  return {
    kind: 'verification-code',
    details: { code: '123456', validMinutes: 10 },
    account: ACCOUNT,
    to: 'root@example.com',
    language: 'en',
    ...change,
  } as QueuedMail;
}

/** The outbox on one kind of store; every test has an empty one. */
export function outboxTests(
  name: string,
  open: () => Promise<{ readonly store: Store; readonly close: () => Promise<void> }>,
): void {
  describe(`the outbox on ${name}`, () => {
    const outbox = testOutbox();
    let store: Store;
    let close: () => Promise<void>;
    let worker: TestWorker;
    before(async () => {
      ({ store, close } = await open());
    });
    after(() => close?.());

    const queue = (change: Partial<QueuedMail> = {}, now = MAIL_TIME) =>
      runMail(store, ACCOUNT, now, (work) => queueMail(work, outbox, mail(change)));
    const list = () => listMessages(store.read, outbox, { limit: 100 });
    const fresh = async () => {
      await runMail(store, ACCOUNT, MAIL_TIME, (work) =>
        work.write(work.read.deleteFrom('outbox'), 'any'),
      );
      worker = testWorker(store, outbox);
      return worker;
    };

    it('a mail is sent once, and its code is not kept afterwards', async () => {
      await fresh();
      const nudges = outbox.nudges();
      await queue();
      assert.equal(outbox.nudges(), nudges + 1);
      const [row] = await store.read.selectFrom('outbox').selectAll().execute();
      assert.ok(row && !JSON.stringify(row).includes('123456'), 'the code lies in the store');
      assert.ok(!JSON.stringify(row).includes('root@example.com'));
      await worker.run();
      await worker.run();
      assert.deepEqual(worker.sent, [
        {
          ...mail(),
          id: row.message_id,
          channel: 'email',
          at: MAIL_TIME,
        },
      ]);
      const [message] = await list();
      assert.deepEqual(message, {
        id: row.message_id,
        account: ACCOUNT,
        channel: 'email',
        kind: 'verification-code',
        to: 'root@example.com',
        state: 'sent',
        tries: 1,
        queuedAt: MAIL_TIME,
        settledAt: MAIL_TIME,
      });
      const [settled] = await store.read.selectFrom('outbox').selectAll().execute();
      assert.doesNotMatch(
        outbox.open(settled?.content ?? '', `outbox/${row.message_id}`) ?? '',
        /1234/,
      );
    });

    it('an address that nobody has makes an equal row, which is never sent and leaves nothing', async () => {
      await fresh();
      await queue({ to: undefined });
      await queue({ to: 'jane@example.com' });
      const rows = await store.read.selectFrom('outbox').selectAll().execute();
      assert.equal(rows.length, 2);
      const [decoy, real] = rows.map(
        ({ wanted, message_id, content, recipient_key, ...rest }) => rest,
      );
      assert.deepEqual(decoy, real);
      await worker.run();
      assert.deepEqual(
        worker.sent.map(({ to }) => to),
        ['jane@example.com'],
      );
      assert.equal((await list()).length, 1);
      const left = await store.read.selectFrom('outbox').select('wanted').execute();
      assert.deepEqual(left, [{ wanted: 1 }]);
    });

    it('nobody is flooded: one kind to one address has a quota an hour, other kinds go on', async () => {
      await fresh();
      for (let i = 0; i < RECIPIENT_QUOTA + 3; i += 1) await queue({ to: 'Root@example.com' });
      await queue({
        kind: 'password-changed',
        details: { sourceAddress: '192.0.2.1' },
      } as QueuedMail);
      await queue({ to: 'other@example.com' });
      await worker.run();
      const counts = worker.sent.filter(({ kind }) => kind === 'verification-code');
      assert.equal(counts.length, RECIPIENT_QUOTA + 1);
      assert.equal(worker.sent.length, RECIPIENT_QUOTA + 2);
      const later = MAIL_TIME + 61 * MINUTE;
      worker.now = later;
      await queue({}, later);
      await worker.run();
      assert.equal(worker.sent.length, RECIPIENT_QUOTA + 3);
    });

    it('an account is not flooded: one kind has a quota an hour, other kinds go on', async () => {
      await fresh();
      for (let i = 0; i < ACCOUNT_QUOTA + 2; i += 1) await queue({ to: `one-${i}@example.com` });
      await queue({
        kind: 'password-changed',
        details: { sourceAddress: '192.0.2.1' },
      } as QueuedMail);
      const rows = store.read.selectFrom('outbox').select('kind').where('wanted', '=', 1);
      const wanted = Map.groupBy(await rows.execute(), ({ kind }) => kind);
      assert.equal(wanted.get('verification-code')?.length, ACCOUNT_QUOTA);
      assert.equal(wanted.get('password-changed')?.length, 1);
    });

    it('what may pass is tried again, each rest longer, up to a day', async () => {
      await fresh();
      worker.answer = { kind: 'later', reason: 'smtp.example: ECONNECTION refused' };
      await queue({
        kind: 'password-changed',
        details: { sourceAddress: '192.0.2.1' },
      } as QueuedMail);
      const rests: number[] = [];
      for (let i = 0; i < 12; i += 1) {
        await worker.run();
        const [message] = await list();
        if (message?.state !== 'waiting') break;
        assert.equal(message.problem, 'smtp.example: ECONNECTION refused');
        rests.push((message.dueAt ?? 0) - worker.now);
        worker.now = message.dueAt ?? 0;
      }
      assert.deepEqual(rests.slice(0, 4), [10_000, 30_000, MINUTE, 5 * MINUTE]);
      assert.ok(Math.max(...rests) <= DAY);
      assert.ok(rests.every((rest, at) => at === 0 || rest >= (rests[at - 1] ?? 0)));
      const [ended] = await list();
      assert.equal(ended?.state, 'failed');
      assert.equal(worker.reported[0]?.code, 'MAIL-005');
      assert.match(
        worker.reported[0]?.message ?? '',
        /^message `[0-9a-f-]{36}` of kind `password-changed` was not sent yet and is tried again: smtp/,
      );
      const last = worker.reported.at(-1);
      assert.equal(last?.code, 'MAIL-004');
      assert.match(last?.message ?? '', /was not sent and is given up: smtp\.example: ECONN/);
    });

    it('what is refused for good is not tried again', async () => {
      await fresh();
      worker.answer = { kind: 'never', reason: '550 no such user' };
      await queue();
      await worker.run();
      worker.now += DAY;
      await worker.run();
      assert.equal(worker.sent.length, 1);
      const [message] = await list();
      assert.equal(message?.state, 'failed');
      assert.equal(message?.problem, '550 no such user');
      assert.deepEqual(
        worker.reported.map(({ code }) => code),
        ['MAIL-004'],
      );
    });

    it('a mail whose code has expired is not sent, one in its last second is', async () => {
      await fresh();
      await queue({ validUntil: MAIL_TIME + 1000 });
      worker.now = MAIL_TIME + 1000;
      await worker.run();
      assert.equal(worker.sent.length, 0);
      const [message] = await list();
      assert.equal(message?.state, 'discarded');
      assert.equal(message?.problem, 'it expired');
      await queue({ validUntil: MAIL_TIME + 2000 });
      worker.now = MAIL_TIME + 1999;
      await worker.run();
      assert.equal(worker.sent.length, 1);
    });

    it('MAIL-006: a content that does not open is told and stops nothing', async () => {
      await fresh();
      await queue();
      await runMail(store, ACCOUNT, MAIL_TIME, (work) =>
        work.write(work.read.updateTable('outbox').set({ content: 'm1.1.altered' })),
      );
      await queue({ to: 'other@example.com' });
      await worker.run();
      assert.deepEqual(
        worker.sent.map(({ to }) => to),
        ['other@example.com'],
      );
      assert.deepEqual(
        worker.reported.map(({ code }) => code),
        ['MAIL-006'],
      );
      assert.match(
        worker.reported[0]?.message ?? '',
        /^the sealed content of message `[^`]+` does not open$/,
      );
    });

    it('two workers at once send each mail once', async () => {
      await fresh();
      const second = testWorker(store, outbox);
      for (let i = 0; i < 24; i += 1) await queue({ to: `user${i}@example.com` });
      await Promise.all([worker.run(), second.run()]);
      const sent = [...worker.sent, ...second.sent].map(({ to }) => to);
      assert.equal(sent.length, 24);
      assert.equal(new Set(sent).size, 24);
    });

    it('a worker that dies with a mail leaves a claim, after which another sends it', async () => {
      await fresh();
      await queue();
      let dying: (outcome: DeliveryOutcome) => void = () => {};
      worker.answer = () => new Promise((resolve) => (dying = resolve));
      const dead = worker.run();
      while (worker.sent.length === 0) await new Promise(setImmediate);
      const second = testWorker(store, outbox);
      second.now = MAIL_TIME + CLAIM - 1;
      await second.run();
      assert.equal(second.sent.length, 0, 'the claim still holds');
      second.now = MAIL_TIME + CLAIM;
      await second.run();
      assert.equal(second.sent.length, 1);
      assert.equal(second.sent[0]?.id, worker.sent[0]?.id);
      dying({ kind: 'never', reason: 'too late to be counted' });
      await dead;
      const [message] = await list();
      assert.equal(message?.state, 'sent');
      assert.equal(message?.tries, 2);
    });

    it('addresses that could carry headers are never sent to', async () => {
      await fresh();
      const hostile = [
        'a@example.com\r\nBcc: b@example.com',
        'a@example.com\nX: y',
        'a@example.com, b@example.com',
        '"a b"@example.com',
        'a@b@example.com',
        'a@exa mple.com',
        '<a@example.com>',
        'a',
      ];
      for (const to of hostile) await queue({ to });
      await queue({ to: "o'neil+tag@example.com" });
      await worker.run();
      assert.deepEqual(
        worker.sent.map(({ to }) => to),
        ["o'neil+tag@example.com"],
      );
    });

    it('text messages travel the same way, to phone numbers only', async () => {
      await fresh();
      const text = { kind: 'phone-verification-code', language: 'ko', account: ACCOUNT } as const;
      const details = { code: '123456', validMinutes: 10 };
      await runMail(store, ACCOUNT, MAIL_TIME, async (work) => {
        await queueText(work, outbox, { ...text, details, to: '+821012345678' });
        await queueText(work, outbox, { ...text, details, to: 'root@example.com' });
      });
      await worker.run();
      assert.deepEqual(
        worker.sent.map(({ channel, to }) => [channel, to]),
        [['text', '+821012345678']],
      );
      const id = worker.sent[0]?.id ?? '';
      assert.equal((await findMessage(store.read, outbox, id))?.channel, 'text');
      assert.equal(await findMessage(store.read, outbox, 'none'), undefined);
    });
  });
}
