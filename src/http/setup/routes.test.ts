import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Listener } from '../listener.ts';
import { STYLE_SOURCE } from '../style.ts';
import { startListener } from '../testing.ts';
import { setupPages } from './routes.ts';
import type { SetupInput, SetupOutcome, SetupService } from './service.ts';

const TOKEN = 'a'.repeat(43);
const GOOD = {
  token: TOKEN,
  lang: 'en',
  password: 'Correct-horse-7',
  again: 'Correct-horse-7',
  administrator: 'yes',
  user: 'admin',
};

describe('the set-up page', () => {
  let listener: Listener;
  let origin = '';
  let log: string[] = [];
  let completed: SetupInput[] = [];
  let outcome: SetupOutcome | Error;
  const service: SetupService = {
    check: async (token) =>
      token === TOKEN
        ? { state: 'valid', accountId: '111122223333', accountName: 'Main', email: 'Root-1@a.test' }
        : { state: token === 'old' ? 'expired' : 'unknown' },
    complete: async (_token, input) => {
      completed.push(input);
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
  };
  beforeEach(async () => {
    completed = [];
    outcome = {
      state: 'done',
      administrator: {
        userName: 'admin',
        accessKeyId: 'AKIAEXAMPLE',
        secretAccessKey: 'se/cr+et<>"',
      },
    };
    const pages = [
      setupPages({
        service,
        publicUrl: () => 'https://gate.test',
        knowBrowser: (_request, reply, email) => void reply.header('x-known', email),
      }),
    ];
    const started = await startListener(() => ({ status: 404, headers: {}, body: 'aws' }), {
      pages,
    });
    listener = started.listener;
    log = started.log;
    origin = `http://127.0.0.1:${started.port}`;
  });
  afterEach(() => listener.stop(100));
  const post = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${origin}/setup`, { method: 'POST', body: new URLSearchParams(fields), headers });

  it('shows the form for a valid link, with the headers of every page', async () => {
    const answer = await fetch(`${origin}/setup?token=${TOKEN}`);
    assert.equal(answer.status, 200);
    const { headers } = answer;
    assert.equal(
      headers.get('content-security-policy'),
      `default-src 'none';style-src ${STYLE_SOURCE};img-src 'self';media-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none'`,
    );
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('referrer-policy'), 'same-origin');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('strict-transport-security'), null);
    assert.match(headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
    const page = await answer.text();
    assert.match(page, /111122223333/);
    assert.match(page, new RegExp(`name="token" value="${TOKEN}"`));
    const style = /<style>([^<]+)<\/style>/.exec(page)?.[1] ?? '';
    const digest = createHash('sha256').update(style).digest('base64');
    assert.ok(headers.get('content-security-policy')?.includes(`style-src 'sha256-${digest}';`));
  });

  it('shows one page, byte for byte, for unknown, expired and missing tokens', async () => {
    const shown = async (token: string) => {
      const answer = await fetch(`${origin}/setup?token=${token}`);
      assert.equal(answer.status, 410);
      return (await answer.text()).replaceAll(`token=${token}`, 'token=');
    };
    const page = await shown('');
    for (const token of ['old', 'other', 'x'.repeat(2000)]) assert.equal(await shown(token), page);
    const posted = async (token: string) => (await post({ ...GOOD, token })).text();
    assert.equal(await posted('old'), await posted('other'));
    assert.equal(completed.length, 0);
  });

  it('sets the password, creates the administrator and shows the key escaped', async () => {
    const answer = await post(GOOD);
    assert.equal(answer.status, 200);
    assert.deepEqual(completed, [
      { rootPassword: GOOD.password, administrator: { userName: 'admin' } },
    ]);
    const page = await answer.text();
    assert.equal(answer.headers.get('x-known'), 'Root-1@a.test');
    assert.match(page, /href="\/signin\/root\?email=Root-1%40a\.test"/);
    assert.match(page, /AKIAEXAMPLE/);
    assert.match(page, /se\/cr\+et&lt;&gt;&quot;/);
    assert.match(page, /--endpoint-url https:\/\/gate\.test/);
    assert.ok(!log.join('').includes('se/cr') && !log.join('').includes(TOKEN));
  });

  it('creates no administrator when none is wanted', async () => {
    outcome = { state: 'done' };
    const { administrator: _, ...without } = GOOD;
    const page = await (await post({ ...without, user: 'not valid!' })).text();
    assert.deepEqual(completed, [{ rootPassword: GOOD.password }]);
    assert.match(page, /bootstrap --administrator admin/);
  });

  const mistakes: readonly [string, Record<string, string>, RegExp][] = [
    ['seven characters', { password: 'Abcde-7', again: 'Abcde-7' }, /must have 8 to 128/],
    ['129 characters', { password: `A-1${'a'.repeat(126)}` }, /must have 8 to 128/],
    ['two classes', { password: 'lowercase7' }, /at least three of/],
    ['the e-mail address', { password: 'rOOT-1@a.test' }, /must not be the account name/],
    ['another repetition', { again: 'Correct-horse-8' }, /not the same/],
    ['a user name with a space', { user: 'a b' }, /user name must have/],
    ['no user name', { user: '' }, /user name must have/],
  ];
  for (const [title, fields, text] of mistakes) {
    it(`asks again for ${title}, without repeating the password`, async () => {
      const answer = await post({ ...GOOD, ...fields });
      assert.equal(answer.status, 422);
      const page = await answer.text();
      assert.match(page, text);
      assert.match(page, /aria-invalid="true"/);
      assert.ok(!page.includes(fields.password ?? GOOD.password));
      assert.equal(completed.length, 0);
    });
  }

  it('takes 8 and 128 characters of three classes', async () => {
    for (const password of ['Abcdefg7', `A-${'a'.repeat(126)}`]) {
      assert.equal((await post({ ...GOOD, password, again: password })).status, 200);
    }
  });

  it('asks again when the installation refuses the password', async () => {
    outcome = { state: 'password-refused' };
    const answer = await post(GOOD);
    assert.equal(answer.status, 422);
    assert.match(await answer.text(), /This password is not allowed/);
  });

  it('shows the calm page when the link was used meanwhile', async () => {
    outcome = { state: 'used' };
    assert.equal((await post(GOOD)).status, 410);
  });

  it('tells a fault with the request id alone, and logs it', async () => {
    outcome = new Error('the disk is on fire');
    const answer = await post(GOOD);
    assert.equal(answer.status, 500);
    const page = await answer.text();
    assert.ok(page.includes(answer.headers.get('x-request-id') ?? '?'));
    assert.ok(!page.includes('fire'));
    assert.match(log.join(''), /the disk is on fire/);
  });

  it('refuses forms of other sites and takes its own', async () => {
    const status = async (headers: Record<string, string>) => (await post(GOOD, headers)).status;
    assert.equal(await status({ 'sec-fetch-site': 'cross-site' }), 403);
    assert.equal(await status({ 'sec-fetch-site': 'same-site' }), 403);
    assert.equal(await status({ origin: 'https://evil.test' }), 403);
    assert.equal(await status({ origin: 'null' }), 403);
    assert.equal(completed.length, 0);
    assert.equal(await status({ 'sec-fetch-site': 'same-origin' }), 200);
    assert.equal(await status({ origin: 'https://gate.test' }), 200);
    assert.equal(await status({ origin }), 200);
  });

  it('speaks the language that is chosen, or the best that the browser accepts', async () => {
    const language = async (query: string, accepted: string) => {
      const headers = { 'accept-language': accepted };
      const answer = await fetch(`${origin}/setup?token=${TOKEN}${query}`, { headers });
      return /<html lang="(\w+)">/.exec(await answer.text())?.[1];
    };
    assert.equal(await language('', 'ko-KR,ko;q=0.9,en;q=0.8'), 'ko');
    assert.equal(await language('', 'de, ko;q=0.3, en;q=0.7'), 'en');
    assert.equal(await language('&lang=ko', 'en'), 'ko');
    assert.equal(await language('&lang=xx', 'fr'), 'en');
    const asked = await post({ ...GOOD, lang: 'ko', again: '' });
    assert.match(await asked.text(), /두 암호가 서로 다릅니다/);
  });

  it('refuses a form that is too large, and answers 404 below its path', async () => {
    assert.equal((await post({ ...GOOD, password: 'x'.repeat(70_000) })).status, 413);
    assert.equal((await fetch(`${origin}/setup/other`)).status, 404);
    assert.equal(await (await fetch(`${origin}/setups`)).text(), 'aws');
  });
});
