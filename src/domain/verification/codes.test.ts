import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { judgeChecks } from '../../failures/check.ts';
import { GuardFailed } from '../../store/index.ts';
import { openTestStore } from '../iam/test-support.ts';
import { listMessages } from '../mail/index.ts';
import { RECIPIENT_QUOTA } from '../mail/outbox.ts';
import { MAIL_TIME, runMail, testHashes, testOutbox, testWorker } from '../mail/testing.ts';
import { beginWork, type Work } from '../work.ts';
import { codeChecks, MOST_TRIES } from './code-checks.ts';
import { drawCode } from './codes.ts';
import { writeContact } from './contact.ts';
import { CODE_LIFETIME, checkCode, deliverCode, issueCode } from './index.ts';

const ACCOUNT = '111122223333';
const { store, close } = await openTestStore();
after(close);

let uses = 0;
/** A use that no other test has. */
function newUse(purpose = 'sign-in') {
  uses += 1;
  return { purpose, subject: `flow-${uses}` };
}

const run = <Result>(body: (work: Work) => Result | Promise<Result>, now = MAIL_TIME) =>
  runMail(store, ACCOUNT, now, body);
type Use = ReturnType<typeof newUse>;
const issue = (use: Use, now = MAIL_TIME) => run((work) => issueCode(work, testHashes, use), now);
const check = (use: Use, code: string, now = MAIL_TIME) =>
  run((work) => checkCode(work, testHashes, { ...use, code }), now);
/** A code that is not this one. */
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('R156, R233: verification codes', () => {
  it('a code is six digits, opens once, and is accepted as people type it', async () => {
    const use = newUse();
    const code = await issue(use);
    assert.match(code, /^\d{6}$/);
    assert.equal(await check(use, ` ${code.slice(0, 3)} ${code.slice(3)} `), undefined);
    const again = await check(use, code);
    assert.equal(again?.code, 'CODE-001');
    assert.equal(again?.message, 'no verification code is waiting for this use');
  });

  it('a code is judged by what was read: a try, or another code, at the same moment decides anew', async () => {
    for (const meanwhile of ['a try', 'another code']) {
      for (const isRight of [true, false]) {
        const use = newUse();
        const code = await issue(use);
        const typed = isRight ? code : other(code);
        const judged = run(async (work) => {
          await checkCode(work, testHashes, { ...use, code: typed });
          await (meanwhile === 'a try' ? check(use, other(code)) : issue(use));
        });
        await assert.rejects(judged, GuardFailed, `${typed === code} ${meanwhile}`);
      }
    }
  });

  it('full-width digits are digits', async () => {
    const use = newUse();
    const code = await issue(use);
    const wide = code.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    assert.equal(await check(use, wide), undefined);
  });

  it('CODE-004: a wrong code costs a try; CODE-003: after five even the right one is refused', async () => {
    const use = newUse();
    const code = await issue(use);
    for (let left = MOST_TRIES - 1; left >= 0; left -= 1) {
      const refused = await check(use, other(code));
      assert.equal(refused?.code, 'CODE-004');
      assert.equal(refused?.message, `the verification code is wrong; ${left} more tries are left`);
    }
    const spent = await check(use, code);
    assert.equal(spent?.code, 'CODE-003');
    assert.equal(spent?.message, 'the verification code was mistyped 5 times and is spent');
    const [fourth, fresh] = [newUse(), newUse()];
    const last = await issue(fourth);
    for (let i = 1; i < MOST_TRIES; i += 1) await check(fourth, other(last));
    assert.equal(await check(fourth, last), undefined, 'the fifth try may be right');
    assert.equal(await check(fresh, await issue(fresh)), undefined);
  });

  it('CODE-002: a code is refused from its end on, and accepted just before', async () => {
    const [late, timely] = [newUse(), newUse()];
    const end = MAIL_TIME + CODE_LIFETIME * 1000;
    const [first, second] = [await issue(late), await issue(timely)];
    const refused = await check(late, first, end);
    assert.equal(refused?.code, 'CODE-002');
    assert.equal(refused?.message, 'the verification code expired at 2026-01-15T08:10:00.000Z');
    assert.equal(await check(timely, second, end - 1), undefined);
  });

  it('a code is bound to its purpose and its subject', async () => {
    const use = newUse();
    const code = await issue(use);
    for (const foreign of [
      { ...use, purpose: 'registration' },
      { ...use, subject: 'flow-elsewhere' },
      { purpose: `${use.purpose}","x`, subject: use.subject },
    ]) {
      assert.equal((await check(foreign, code))?.code, 'CODE-001');
    }
    assert.equal(await check(use, code), undefined);
  });

  it('a new code takes the place of the older one, with all its tries', async () => {
    const use = newUse();
    const first = await issue(use);
    for (let i = 0; i < MOST_TRIES; i += 1) await check(use, other(first));
    const second = await issue(use);
    if (first !== second) assert.equal((await check(use, first))?.code, 'CODE-004');
    assert.equal(await check(use, second), undefined);
  });

  it('two checks at the same moment: the later plan fails its guard, right code or wrong', async () => {
    for (const typed of [(code: string) => code, other]) {
      const use = newUse();
      const code = await issue(use);
      const works = [0, 1].map(() =>
        beginWork({ account: ACCOUNT, now: MAIL_TIME, random: Buffer.alloc, read: store.read }),
      );
      for (const work of works) await checkCode(work, testHashes, { ...use, code: typed(code) });
      const [one, two] = works;
      assert.ok(one && two);
      await store.commit(one.plan);
      await assert.rejects(store.commit(two.plan), GuardFailed);
    }
  });

  it('the store holds a keyed hash, and no plain one', async () => {
    const use = newUse();
    const code = await issue(use);
    const rows = await store.read.selectFrom('verification_codes').selectAll().execute();
    assert.ok(rows.every((row) => /^k1\.1\.[\w-]{43}$/.test(row.code_hash)));
    assert.ok(!JSON.stringify(rows).includes(`"${code}"`));
  });

  it('codes are drawn evenly, and bytes beyond the last whole million are drawn again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_293_999_999 }), (value) => {
        const bytes = Buffer.alloc(4);
        bytes.writeUInt32BE(value);
        const work = { random: () => bytes } as unknown as Work;
        assert.equal(drawCode(work), String(value % 1_000_000).padStart(6, '0'));
      }),
    );
    const draws = [0xffffffff, 4_294_000_000, 4_293_999_999].map((value) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    });
    const work = { random: () => draws.shift() ?? Buffer.alloc(4) } as unknown as Work;
    assert.equal(drawCode(work), '999999');
  });

  it('every check tells what it expected and received', () => {
    const row = { tries: 2, expires_at: MAIL_TIME + 1000 };
    const right = judgeChecks(codeChecks, { row, now: MAIL_TIME, matches: true });
    assert.equal(right.failed, undefined);
    assert.deepEqual(
      right.traces().map(({ name, outcome, received }) => [name, outcome, received]),
      [
        ['codeWasIssued', 'passed', 'one is waiting'],
        ['codeIsInTime', 'passed', '2026-01-15T08:00:00.000Z'],
        ['triesAreLeft', 'passed', '2'],
        ['codeMatches', 'passed', 'the same'],
      ],
    );
    const none = judgeChecks(codeChecks, { row: undefined, now: MAIL_TIME, matches: false });
    assert.deepEqual(
      none.traces().map(({ outcome }) => outcome),
      ['failed', 'skipped', 'skipped', 'skipped'],
    );
  });
});

describe('R125: a code goes where its owner chose', () => {
  const deliver = (
    change: { email?: string | undefined; kind?: 'verification-code' | 'registration-code' } = {},
    outbox = testOutbox(),
  ) => {
    const use = newUse();
    const code = { ...use, kind: 'verification-code', account: ACCOUNT, language: 'en' } as const;
    return run(async (work) => ({
      use,
      told: await deliverCode(
        work,
        { outbox, hashes: testHashes },
        { ...code, email: 'kim@example.com', ...change },
      ),
    }));
  };
  const clean = () => run((work) => work.write(work.read.deleteFrom('outbox'), 'any'));
  const sent = async () => {
    const worker = testWorker(store, outboxOfAll);
    await worker.run();
    return worker.sent;
  };
  const outboxOfAll = testOutbox();

  it('by mail unless told, by text message to a verified number, and by mail again without a hook', async () => {
    await clean();
    const byMail = await deliver();
    assert.deepEqual(byMail.told, { channel: 'email', hint: 'k•••@example.com' });
    const [mail] = await sent();
    assert.equal(mail?.to, 'kim@example.com');
    assert.ok(mail && 'code' in mail.details);
    assert.equal(await check(byMail.use, mail.details.code), undefined);
    await run((work) =>
      writeContact(work, { phone_number: '+821012345678', verified_at: 1, code_channel: 'text' }),
    );
    const byText = await deliver();
    assert.deepEqual(byText.told, { channel: 'text', hint: '••• 5678' });
    const [text] = await sent();
    assert.equal(text?.channel, 'text');
    assert.equal(text?.to, '+821012345678');
    assert.equal((await deliver({ kind: 'registration-code' })).told.channel, 'email');
    assert.equal((await deliver({}, testOutbox(false))).told.channel, 'email');
    await run((work) => writeContact(work, { code_channel: 'email' }));
    assert.equal((await deliver()).told.channel, 'email');
  });

  it('for an address that nobody has the work is the same, and no code opens anything', async () => {
    await clean();
    const plans = [];
    for (const email of ['jane@example.com', undefined]) {
      const work = beginWork({
        account: ACCOUNT,
        now: MAIL_TIME,
        random: (size) => Buffer.alloc(size, 7),
        read: store.read,
      });
      const code = { ...newUse(), kind: 'verification-code', account: ACCOUNT } as const;
      await deliverCode(
        work,
        { outbox: outboxOfAll, hashes: testHashes },
        { ...code, language: 'ko', email },
      );
      plans.push(work.plan.statements.map(({ sql }) => sql));
      await store.commit(work.plan).catch(() => {});
    }
    assert.deepEqual(plans[0], plans[1]);
    await clean();
    const { use } = await deliver({ email: undefined });
    // The only code that was drawn is in the sealed row that is never sent.
    const [row] = await store.read.selectFrom('outbox').selectAll().execute();
    const content = outboxOfAll.open(row?.content ?? '', `outbox/${row?.message_id}`) ?? '';
    const { code } = JSON.parse(content).details;
    assert.equal((await check(use, code))?.code, 'CODE-004');
    assert.equal((await sent()).length, 0);
  });

  it('beyond the quota a code is neither sent nor accepted', async () => {
    await clean();
    for (let i = 0; i < RECIPIENT_QUOTA; i += 1) await deliver();
    await sent();
    const { told, use } = await deliver();
    assert.equal(told.hint, 'k•••@example.com', 'it looks as always');
    const rows = await store.read
      .selectFrom('outbox')
      .selectAll()
      .where('wanted', '=', 0)
      .execute();
    const row = rows[0];
    const content = outboxOfAll.open(row?.content ?? '', `outbox/${row?.message_id}`) ?? '';
    assert.equal((await check(use, JSON.parse(content).details.code))?.code, 'CODE-004');
    assert.equal((await sent()).length, 0);
    assert.equal((await listMessages(store.read, outboxOfAll, { limit: 50 })).length, 10);
  });
});
