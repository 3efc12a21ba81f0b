import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemRandom } from '../../base/bytes.ts';
import { attemptChecks, type NewAttempt } from '../../failures/attempt.ts';
import { failure } from '../../failures/catalogue.ts';
import type { Plan, Store } from '../../store/index.ts';
import { createAccount } from '../accounts/accounts.ts';
import { createIamState } from '../iam/state-reader.ts';
import { beginWork, type Work } from '../work.ts';
import {
  accountsWithAttempts,
  createAttemptRecorder,
  createAttemptRemoval,
  findAttempt,
  findCapture,
  readBody,
  searchAttempts,
  startCapture,
  stopCapture,
} from './index.ts';

/** What the attempts of a store are held to, on each engine. */

const MANAGEMENT = '111111111111';
const ACCOUNT = '222222222222';
const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.UTC(2026, 10, 1, 9, 30);

/** A refused attempt at `NOW`, or another one. */
export function attemptOf(members: Partial<NewAttempt> = {}): NewAttempt {
  return {
    requestId: 'request-1',
    account: ACCOUNT,
    time: NOW,
    kind: 'saml-api',
    outcome: 'refused',
    code: 'SIG-046',
    provider: `arn:aws:iam::${ACCOUNT}:saml-provider/corp`,
    subject: 'jane@example.com',
    roleArn: `arn:aws:iam::${ACCOUNT}:role/Reader`,
    sourceAddress: '192.0.2.7',
    userAgent: 'aws-cli/2',
    checks: attemptChecks([
      {
        name: 'keyIsKnown',
        code: 'SIG-030',
        outcome: 'passed',
        expected: 'an existing key',
        received: 'it',
      },
      {
        name: 'signatureMatches',
        code: 'SIG-046',
        outcome: 'failed',
        expected: 'one signature',
        received: 'another',
        failure: failure('SIG-046', { accessKeyId: 'AKIA' }),
      },
      { name: 'keyIsActive', code: 'SIG-036', outcome: 'skipped' },
    ]),
    answered: { code: 'InvalidIdentityToken', message: 'Invalid' },
    decision: { policyKind: 'trust', policy: 'Reader', statement: 1, sid: 'Allow', effect: 'Deny' },
    facts: { assertionId: '_1' },
    ...members,
  };
}

/** Seals in a way that tests can look into. */
const plainBodies = {
  seal: (body: string, context: string) => `${context}|${body}`,
  open: (sealed: string, context: string) =>
    sealed.startsWith(`${context}|`) ? sealed.slice(context.length + 1) : undefined,
};

/** A recorder over the store, with small quotas. */
export function recorderOver(store: Store) {
  const state = createIamState({
    store,
    openSecret: (sealed) => sealed,
    awsPolicyDocument: () => undefined,
  });
  return createAttemptRecorder({
    store,
    state,
    managementAccount: async () => MANAGEMENT,
    bodies: plainBodies,
    random: systemRandom,
    addressKey: (address) => address.split('.').slice(0, 3).join('.'),
    quota: { sourceBytes: 100_000, accountBytes: 800_000 },
  });
}

/** An empty store of a test's own. */
export interface OpenedStore {
  readonly store: Store;
  readonly close: () => Promise<void>;
}

/** Runs every test over a store that `open` makes. */
export function attemptTests(engine: string, open: () => Promise<OpenedStore>): void {
  describe(`attempts on ${engine}`, () => {
    let opened: OpenedStore;
    let store: Store;
    let record: ReturnType<typeof recorderOver>;

    before(async () => {
      opened = await open();
      store = opened.store;
      record = recorderOver(store);
      for (const account of [MANAGEMENT, ACCOUNT]) {
        await change(account, (work) =>
          createAccount(work, {
            accountId: account,
            name: account,
            email: `${account}@example.com`,
          }),
        );
      }
    });
    after(() => opened?.close());

    const workIn = (account: string, now = NOW) =>
      beginWork({ account, now, random: systemRandom, read: store.read });

    async function change(account: string, body: (work: Work) => void): Promise<void> {
      const work = workIn(account);
      body(work);
      await store.commit(work.plan);
    }

    async function keep(attempt: NewAttempt, body?: string): Promise<void> {
      const plan: Plan = { statements: [...(await record(attempt, body))], changes: [] };
      await store.commit(plan);
    }

    async function clear(): Promise<void> {
      await store.flush();
      const tables = ['attempts', 'attempt_bodies'].map((table) =>
        store.prepareStatement(`delete from ${table}`)(),
      );
      await store.commit({ statements: tables, changes: [] });
    }

    const list = (filter: object = {}, rest: object = {}) =>
      searchAttempts(store.read, { account: ACCOUNT, filter, size: 1000, ...rest });
    const times = async (filter: object = {}) => (await list(filter)).attempts.map((a) => a.time);

    it('keeps everything of an attempt, found by its id and by its request', async () => {
      const attempt = attemptOf();
      await keep(attempt);
      const found = await findAttempt(store.read, ACCOUNT, { request: 'request-1' });
      assert.match(found?.id ?? '', /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
      const name = { attempt: found?.id ?? '' };
      assert.deepEqual(found, { ...attempt, id: name.attempt, bodyCaptured: false });
      assert.deepEqual(await findAttempt(store.read, ACCOUNT, name), found);
      assert.equal(await findAttempt(store.read, MANAGEMENT, name), undefined);
      assert.equal(await findAttempt(store.read, ACCOUNT, { request: 'request-2' }), undefined);
      await clear();
    });

    it('of several attempts of one request the newest is found', async () => {
      await keep(attemptOf({ kind: 'saml-browser' }));
      await keep(attemptOf({ time: NOW + 1, outcome: 'succeeded' }));
      const found = await findAttempt(store.read, ACCOUNT, { request: 'request-1' });
      assert.equal(found?.outcome, 'succeeded');
      await clear();
    });

    it('gives the management account what names no account of the installation', async () => {
      await keep(attemptOf({ account: '' }));
      await keep(attemptOf({ account: '999999999999' }));
      await keep(attemptOf({ account: 'x'.repeat(5000) }));
      assert.deepEqual(await accountsWithAttempts(store.read), [MANAGEMENT]);
      const { attempts } = await list({}, { account: MANAGEMENT });
      assert.equal(attempts.length, 3);
      await keep(attemptOf());
      assert.deepEqual(await accountsWithAttempts(store.read), [MANAGEMENT, ACCOUNT]);
      await clear();
    });

    it('finds by each filter and by all together, newest first', async () => {
      const other = {
        provider: 'https://issuer.example',
        subject: 'bob',
        code: 'SIG-030',
        kind: 'web-identity',
      } as const;
      await keep(attemptOf());
      await keep(attemptOf({ time: NOW + 1, requestId: 'request-2' }));
      await keep(attemptOf({ time: NOW + 2, ...other }));
      const { code: _, ...success } = attemptOf({ time: NOW + 3, outcome: 'succeeded' });
      await keep(success);
      assert.deepEqual(await times(), [NOW + 3, NOW + 2, NOW + 1, NOW]);
      assert.deepEqual(await times({ requestId: 'request-2' }), [NOW + 1]);
      assert.deepEqual(await times({ provider: other.provider }), [NOW + 2]);
      assert.deepEqual(await times({ subject: 'bob' }), [NOW + 2]);
      assert.deepEqual(await times({ code: 'SIG-046' }), [NOW + 1, NOW]);
      assert.deepEqual(await times({ outcome: 'succeeded' }), [NOW + 3]);
      assert.deepEqual(await times({ kind: 'web-identity' }), [NOW + 2]);
      assert.deepEqual(await times({ from: NOW + 1, to: NOW + 2 }), [NOW + 2, NOW + 1]);
      assert.deepEqual(await times({ ...other, outcome: 'refused', from: NOW }), [NOW + 2]);
      assert.deepEqual(await times({ ...other, outcome: 'succeeded' }), []);
      assert.deepEqual(await times({ from: -1, to: Number.MAX_SAFE_INTEGER }), await times());
      await clear();
    });

    it('pages through every match once, also beyond many that do not match', async () => {
      const statements = [];
      for (let index = 0; index < 1203; index += 1) {
        const kind = index % 400 === 0 ? 'web-identity' : 'saml-api';
        const attempt = attemptOf({ time: NOW + index, kind, checks: [] });
        statements.push(...(await recorderOver(store)(attempt)));
      }
      await store.commit({ statements, changes: [] });
      const seen: number[] = [];
      let token: string | undefined;
      do {
        const page = await list({ kind: 'web-identity' }, { size: 2, token });
        seen.push(...page.attempts.map((a) => a.time - NOW));
        token = page.nextToken;
      } while (token !== undefined);
      assert.deepEqual(seen, [1200, 800, 400, 0]);
      await clear();
    });

    it('ATT-002: a token of another search, or an altered one, is refused', async () => {
      for (const time of [NOW, NOW + 1, NOW + 2]) await keep(attemptOf({ time }));
      const { nextToken = '' } = await list({}, { size: 1 });
      assert.equal((await list({}, { size: 1, token: nextToken })).attempts[0]?.time, NOW + 1);
      const refused = {
        code: 'InvalidNextTokenException',
        message: 'The next token is not valid, or was given for a search with other parameters.',
      };
      const others: readonly [filter: object, token: string][] = [
        [{ code: 'SIG-046' }, nextToken],
        [{ from: NOW }, nextToken],
        [{}, `${nextToken}=`],
        [{}, 'x'],
        [{}, ''],
      ];
      for (const [filter, token] of others)
        await assert.rejects(list(filter, { size: 1, token }), refused);
      await clear();
    });

    it('refusals of one source push out its own oldest, nobody else’s and no success', async () => {
      await keep(attemptOf({ time: NOW, outcome: 'succeeded' }));
      await keep(attemptOf({ time: NOW + 1, sourceAddress: '198.51.100.1' }));
      for (let index = 0; index < 120; index += 1)
        await keep(attemptOf({ time: NOW + 10 + index, sourceAddress: `192.0.2.${index}` }));
      await store.flush();
      const kept = await times();
      assert.deepEqual(kept.slice(-2), [NOW + 1, NOW]);
      const own = kept.slice(0, -2);
      assert.equal(own[0], NOW + 129, 'the newest is kept');
      assert.ok(own.length > 20 && own.length < 80, `${own.length} of 120 kept`);
      assert.deepEqual(
        own,
        Array.from(own, (_, index) => NOW + 129 - index),
      );
      await clear();
    });

    it('many sources together are kept to the quota of their account', async () => {
      for (let index = 0; index < 300; index += 1) {
        const sourceAddress = `10.0.${index}.1`;
        await keep(attemptOf({ time: NOW + index, sourceAddress }));
      }
      await keep(attemptOf({ time: NOW + 500, outcome: 'succeeded' }));
      await store.flush();
      const refused = await times({ outcome: 'refused' });
      assert.equal(refused[0], NOW + 299);
      assert.ok(refused.length > 150 && refused.length < 280, `${refused.length} of 300 kept`);
      assert.deepEqual(await times({ outcome: 'succeeded' }), [NOW + 500]);
      await clear();
    });

    it('a record of hostile size is written short', async () => {
      const check = { name: 'c', code: 'SIG-046', outcome: 'passed' } as const;
      const long = '\u{1F600}'.repeat(500);
      const checks = Array.from({ length: 60 }, () => ({
        ...check,
        expected: long,
        received: long,
      }));
      await keep(attemptOf({ checks, userAgent: long.repeat(9), subject: long.repeat(9) }));
      const row = await store.read.selectFrom('attempts').selectAll().executeTakeFirstOrThrow();
      assert.ok(Buffer.byteLength(row.record) < 65_536, String(row.record.length));
      assert.ok((row.source_upto ?? 0) > 0 && (row.source_upto ?? 0) < 100_000);
      assert.equal((await list({ subject: long.repeat(9) })).attempts.length, 1);
      await clear();
    });

    it('names that no index of PostgreSQL would take are cut, found all the same', async () => {
      // Far apart code points, so that nothing can be compressed.
      const units = Array.from({ length: 3000 }, (_, at) => 0xac00 + ((at * 7919) % 11_172));
      const name = `\u0000\ud800${String.fromCharCode(...units)}`;
      await keep(attemptOf({ provider: name, subject: name, roleArn: name, userAgent: name }));
      for (const filter of [{ provider: name }, { subject: name }]) {
        const [found] = (await list(filter)).attempts;
        assert.equal(found?.subject?.length, 513);
        assert.match(found?.subject ?? '', /^\ufffd\ufffd?/);
      }
      await clear();
    });

    it('no token, response or longer encoded text is kept', async () => {
      const token = `eyJ${'aGVhZGVy'.repeat(4)}.${'cGF5bG9hZA'.repeat(9)}.c2lnbmF0dXJl`;
      const response = Buffer.from(`<samlp:Response>${'x'.repeat(300)}`).toString('base64');
      const saying = `got ${token} and ${response}`;
      const checks = [
        {
          name: 'c',
          code: 'SIG-046' as const,
          outcome: 'failed' as const,
          expected: 'short',
          received: saying,
          failure: { code: 'SIG-046' as const, details: { accessKeyId: saying } },
        },
      ];
      const answered = { code: 'ValidationError', message: saying };
      const facts = { said: saying };
      await keep(
        attemptOf({
          checks,
          answered,
          facts,
          userAgent: saying,
          provider: saying,
          subject: saying,
        }),
      );
      const rows = await store.read.selectFrom('attempts').selectAll().execute();
      const text = JSON.stringify(rows);
      assert.ok(!text.includes('cGF5bG9hZA') && !text.includes(response.slice(20, 60)), text);
      const found = await findAttempt(store.read, ACCOUNT, { request: 'request-1' });
      assert.equal(
        found?.checks[0]?.received,
        `got (${token.length} characters hidden) and (${response.length} characters hidden)`,
      );
      await clear();
    });

    it('attempts and captured bodies go when their days are over, in every account', async () => {
      await change(ACCOUNT, (work) => startCapture(work, 'me', NOW + DAY));
      await keep(attemptOf({ time: NOW - 1 }), 'old');
      await keep(attemptOf({ time: NOW }), 'new');
      await keep(attemptOf({ time: NOW - 5, account: '' }));
      for (let index = 0; index < 25; index += 1) await keep(attemptOf({ time: NOW - 100 }));
      await createAttemptRemoval(store, 'attempts', 10)(NOW);
      await createAttemptRemoval(store, 'attempt_bodies', 10)(NOW);
      assert.deepEqual(await times(), [NOW]);
      assert.deepEqual(await accountsWithAttempts(store.read), [ACCOUNT]);
      const bodies = await store.read.selectFrom('attempt_bodies').select('body').execute();
      assert.equal(bodies.length, 1);
      await change(ACCOUNT, stopCapture);
      await clear();
    });

    it('a stopped removal ends between two batches', async () => {
      for (let index = 0; index < 20; index += 1) await keep(attemptOf({ time: index }));
      const stopping = AbortSignal.abort();
      await createAttemptRemoval(store, 'attempts', 10)(NOW, stopping);
      assert.equal((await times()).length, 20);
      await clear();
    });

    it('bodies are kept while capture is on, sealed to their attempt, and not else', async () => {
      const bodiesOf = async (id = '') => {
        const rows = store.read.selectFrom('attempt_bodies').where('attempt_id', '=', id);
        return (await rows.selectAll().execute()).length;
      };
      const bodyOf = async () => {
        const found = await findAttempt(store.read, ACCOUNT, { request: 'request-1' });
        assert.equal(found?.bodyCaptured, (await bodiesOf(found?.id)) === 1);
        return await readBody(store.read, plainBodies, ACCOUNT, found?.id ?? '');
      };
      await keep(attemptOf(), 'before');
      assert.equal(await bodyOf(), undefined);
      await change(ACCOUNT, (work) => startCapture(work, 'arn:me', NOW + 1000));
      assert.deepEqual(await findCapture(workIn(ACCOUNT)), {
        startedAt: NOW,
        endsAt: NOW + 1000,
        startedBy: 'arn:me',
      });
      await keep(attemptOf({ time: NOW + 1 }), 'during');
      assert.equal(await bodyOf(), 'during');
      await keep(attemptOf({ account: '' }), 'of another account');
      await keep(attemptOf({ time: NOW + 1000 }), 'when it is over');
      assert.equal(await bodyOf(), undefined);
      assert.equal(await findCapture(workIn(ACCOUNT, NOW + 1000)), undefined);
      await change(ACCOUNT, (work) => startCapture(work, 'arn:me', NOW + 5000));
      await change(ACCOUNT, stopCapture);
      await keep(attemptOf({ time: NOW + 2000 }), 'when it is off');
      assert.equal(await bodyOf(), undefined);
      const rows = await store.read.selectFrom('attempt_bodies').selectAll().execute();
      assert.equal(rows.length, 1);
      assert.match(rows[0]?.body ?? '', /^attempt-body\/222222222222\/[0-9a-f-]{36}\|during$/);
      await clear();
    });

    it('captured bodies have quotas of their own', async () => {
      await change(ACCOUNT, (work) => startCapture(work, 'me', NOW + DAY));
      const body = 'x'.repeat(20_000);
      for (let index = 0; index < 12; index += 1)
        await keep(attemptOf({ time: NOW + index }), body);
      await keep(attemptOf({ time: NOW + 50 }), 'y'.repeat(300_000));
      await store.flush();
      const rows = await store.read.selectFrom('attempt_bodies').select('body').execute();
      assert.ok(rows.length < 7, `${rows.length} of 13 kept`);
      assert.ok(rows.every(({ body: kept }) => kept.length < 262_300));
      assert.equal((await times()).length, 13, 'the attempts stay');
      await change(ACCOUNT, stopCapture);
      await clear();
    });
  });
}
