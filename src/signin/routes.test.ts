import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { refuse } from '../failures/aws-error.ts';
import type { Listener } from '../http/listener.ts';
import { STYLE_SOURCE } from '../http/style.ts';
import { startListener } from '../http/testing.ts';
import { signinPages } from './index.ts';
import type { SignInService } from './service.ts';

const SECRET = 'wJalrXUtnFEMI-secret-of-somebody';

describe('the routes of the sign-in pages', () => {
  let listener: Listener;
  let origin = '';
  let log: string[] = [];
  let fault: Error;
  const fail = async (): Promise<never> => {
    throw fault;
  };
  const service: SignInService = {
    postResponse: fail,
    metadata: fail,
    getSigninToken: async () => ({ kind: 'token', token: 'sealed' }),
    login: fail,
    pendingSession: fail,
    activate: fail,
    findSession: fail,
    signOut: fail,
    refusalOf: () => undefined,
  };
  beforeEach(async () => {
    fault = new Error('nobody foresaw this');
    const pages = [
      signinPages({ service, publicUrl: () => 'https://gate.test', regions: ['us-east-1'] }),
    ];
    const limits = { maxHeaderBytes: 16_384 };
    const started = await startListener(() => ({ status: 404, headers: {}, body: 'aws' }), {
      pages,
      limits,
    });
    ({ listener, log } = started);
    origin = `http://127.0.0.1:${started.port}`;
  });
  afterEach(() => listener.stop(100));

  const post = async (path: string) =>
    await fetch(`${origin}${path}`, { method: 'POST', body: new URLSearchParams({ a: 'b' }) });

  it('turn what nobody foresaw into a page with the request id, and a line in the log', async () => {
    for (const answer of [
      await post('/saml'),
      await fetch(`${origin}/static/saml-metadata.xml`),
      await fetch(`${origin}/federation?Action=login`),
      await fetch(`${origin}/signin/continue?code=${'c'.repeat(43)}`, {
        headers: { cookie: 'gatehouse-signin=x' },
      }),
    ]) {
      assert.equal(answer.status, 500);
      const page = await answer.text();
      assert.match(page, /Something went wrong here/);
      const requestId = answer.headers.get('x-request-id') ?? assert.fail('no request id');
      assert.ok(page.includes(requestId));
      assert.doesNotMatch(page, /nobody foresaw/);
      const line = log.find((each) => each.includes('nobody foresaw') && each.includes(requestId));
      assert.match(line ?? '', /a sign-in page ended unexpectedly/);
    }
  });

  it('answer 503 while the store cannot be used', async () => {
    fault = refuse('STORE-006', { reason: 'the connection is closed' });
    const answer = await post('/saml');
    assert.equal(answer.status, 503);
    assert.match(await answer.text(), /Something went wrong here/);
  });

  it('log no address with its query, at no level', async () => {
    const query = new URLSearchParams({ Action: 'getSigninToken', Session: SECRET });
    const answer = await fetch(`${origin}/federation?${query}`);
    assert.deepEqual(await answer.json(), { SigninToken: 'sealed' });
    await fetch(`${origin}/federation?Action=login&SigninToken=${SECRET}`);
    await fetch(`${origin}/saml/%zz?${SECRET}`);
    await fetch(`${origin}/signin/continue?code=${SECRET}`, {
      headers: { cookie: `gatehouse-console=${SECRET}`, referer: `${origin}/?x=${SECRET}` },
    });
    const text = log.join('');
    assert.match(text, /"path":"\/federation"/);
    assert.ok(!text.includes(SECRET), text);
  });

  it('have a strict policy of contents and tell other sites no address', async () => {
    const answer = await fetch(`${origin}/signin/refused`);
    assert.equal(answer.headers.get('referrer-policy'), 'same-origin');
    assert.equal(
      answer.headers.get('content-security-policy'),
      `default-src 'none';style-src ${STYLE_SOURCE};img-src 'self';media-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none'`,
    );
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    const page = await answer.text();
    assert.doesNotMatch(page, /<script|style=|\son\w+=/);
  });
});
