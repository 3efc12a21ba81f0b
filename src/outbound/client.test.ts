import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { startTestIssuer, type TestIssuer } from '../../test/support/identity-provider.ts';
import { startBudget } from '../base/budget.ts';
import type { FetchOutcome, FetchProblem, FetchRequest } from '../base/fetch.ts';
import { createOutbound, type Outbound } from './index.ts';

const LOOPBACK = ['127.0.0.0/8'];

function problemOf(outcome: FetchOutcome): FetchProblem {
  assert.ok(!outcome.ok, 'an answer came');
  return outcome.problem;
}

function bodyOf(outcome: FetchOutcome): string {
  assert.ok(outcome.ok, JSON.stringify(outcome));
  return outcome.response.body.toString();
}

describe('the guarded client', () => {
  let issuer: TestIssuer;
  let outbound: Outbound;
  before(async () => {
    issuer = await startTestIssuer();
    outbound = createOutbound({
      allow: LOOPBACK,
      authorities: [issuer.authority],
      lookup: async (host) => {
        if (host === 'localhost') return ['127.0.0.1'];
        throw Object.assign(new Error(host), { code: 'ENOTFOUND' });
      },
    });
  });
  afterEach(() => issuer.behave('keys', { kind: 'normal' }));
  after(() => issuer.stop());

  const get = (change: Partial<FetchRequest> = {}, milliseconds = 30_000): Promise<FetchOutcome> =>
    outbound.fetch({
      url: `${issuer.url}/keys`,
      budget: startBudget(milliseconds),
      maxBytes: 1_000,
      ...change,
    });
  const answering = (
    headers: Readonly<Record<string, string>>,
    change: { status?: number; body?: string | Buffer } = {},
  ) => issuer.behave('keys', { kind: 'answer', headers, ...change });

  it('R111: answers a document with its headers, certificate and the time of every step', async () => {
    answering({ 'cache-control': 'max-age=60', 'x-two': 'a' });
    const outcome = await get();
    assert.match(bodyOf(outcome), /^\{"keys":\[\{/);
    assert.ok(outcome.ok);
    const { response, hops } = outcome;
    assert.equal(response.headers.get('cache-control'), 'max-age=60');
    assert.equal(response.certificate.trust, 'authority');
    assert.equal(response.certificate.chain[0]?.thumbprint, issuer.tls.own.thumbprint);
    const [hop] = hops;
    assert.equal(hop?.address, '127.0.0.1');
    assert.equal(hop?.status, 200);
    assert.deepEqual(
      hop?.steps.map(({ step }) => step),
      ['wait', 'dns', 'connect', 'tls', 'first-byte', 'body'],
    );
    assert.ok(hop?.steps.every(({ milliseconds }) => milliseconds >= 0));
  });

  it('refuses a URL before anything is looked up', async () => {
    const outcome = await get({ url: `${issuer.url}/keys?secret#x` });
    const url = `${issuer.url}/keys`;
    assert.deepEqual(problemOf(outcome), { kind: 'url', url, reason: 'fragment' });
    assert.deepEqual(outcome.hops, []);
    bodyOf(await get({ url: `${issuer.url}/keys?secret` }));
  });

  it('tells a name without addresses', async () => {
    const outcome = await get({ url: 'https://nobody.test/keys' });
    const problem = { kind: 'dns', host: 'nobody.test', code: 'ENOTFOUND' };
    assert.deepEqual(problemOf(outcome), problem);
  });

  it('connects to no private address unless it is allowed', async () => {
    const strict = createOutbound({ allow: [], authorities: [issuer.authority] });
    const request = { url: `${issuer.url}/keys`, budget: startBudget(30_000), maxBytes: 1_000 };
    const asked = issuer.asked.length;
    const outcome = await strict.fetch(request);
    const problem = problemOf(outcome);
    assert.ok(problem.kind === 'address-refused' && problem.range === 'loopback');
    assert.equal(issuer.asked.length, asked);
    bodyOf(await get());
  });

  it('connects to the address that was judged, and asks no second time (DNS rebinding)', async () => {
    const answers = [['127.0.0.1'], ['127.0.0.2']];
    const rebinding = createOutbound({
      allow: ['127.0.0.1'],
      authorities: [issuer.authority],
      lookup: async () => answers.shift() ?? [],
    });
    const request = { url: `${issuer.url}/keys`, budget: startBudget(30_000), maxBytes: 1_000 };
    const outcome = await rebinding.fetch(request);
    bodyOf(outcome);
    assert.equal(outcome.hops[0]?.address, '127.0.0.1');
    assert.equal(answers.length, 1);
    const second = problemOf(await rebinding.fetch(request));
    assert.ok(second.kind === 'address-refused' && second.address === '127.0.0.2');
  });

  it('R107: tells a host where nobody listens', async () => {
    const free = await startTestIssuer();
    await free.stop();
    const problem = problemOf(await get({ url: free.url }));
    const address = '127.0.0.1';
    assert.deepEqual(problem, {
      kind: 'connection',
      host: 'localhost',
      address,
      step: 'connect',
      code: 'ECONNREFUSED',
    });
  });

  it('R109: ends a request that nobody answers when its time is over, at the step it had reached', async () => {
    // Enough for a busy machine to come to the step, at which all the rest is waited for.
    const budgetMilliseconds = 2_000;
    issuer.behave('keys', { kind: 'silence' });
    issuer.behave('discovery', { kind: 'drip' });
    const url = `${issuer.url}/.well-known/openid-configuration`;
    const ends = await Promise.all([get({}, budgetMilliseconds), get({ url }, budgetMilliseconds)]);
    issuer.behave('discovery', { kind: 'normal' });
    const end = { kind: 'timeout', host: 'localhost', budgetMilliseconds };
    assert.deepEqual(ends.map(problemOf), [
      { ...end, step: 'first-byte' },
      { ...end, step: 'body' },
    ]);
  });

  it('R116: draws several requests from one budget', async () => {
    let now = 0;
    const budget = startBudget(120_000, () => now);
    bodyOf(await get({ budget }));
    now = 119_900;
    issuer.behave('keys', { kind: 'silence' });
    const began = performance.now();
    const problem = problemOf(await get({ budget }));
    assert.ok(problem.kind === 'timeout' && problem.budgetMilliseconds === 120_000);
    const took = performance.now() - began;
    assert.ok(took < 60_000, 'the second request had the whole budget again');
    now = 120_000;
    const spent = await get({ budget });
    const late = problemOf(spent);
    assert.ok(late.kind === 'timeout' && late.step === 'wait');
    assert.deepEqual(
      spent.hops.map(({ steps }) => steps.map(({ step }) => step)),
      [['wait']],
    );
  });

  it('tells a connection that breaks off before and within the answer', async () => {
    issuer.behave('keys', { kind: 'reset' });
    const reset = problemOf(await get());
    assert.ok(reset.kind === 'connection' && reset.step === 'first-byte');
    assert.equal(reset.code, 'ECONNRESET');
    const cut = 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc';
    issuer.behave('keys', { kind: 'bytes', bytes: cut });
    const problem = problemOf(await get());
    assert.ok(problem.kind === 'connection' && problem.step === 'body');
    issuer.behave('keys', { kind: 'bytes', bytes: `${cut}defghij` });
    assert.equal(bodyOf(await get()), 'abcdefghij');
  });

  it('tells an answer that is not HTTP', async () => {
    issuer.behave('keys', { kind: 'bytes', bytes: '220 mail.example.com ESMTP\r\n' });
    assert.equal(problemOf(await get()).kind, 'protocol');
    const interim = 'HTTP/1.1 103 Early Hints\r\n\r\n';
    const final = 'HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{}';
    issuer.behave('keys', { kind: 'bytes', bytes: interim.repeat(50) + final });
    const problem = problemOf(await get());
    assert.ok(problem.kind === 'protocol' && problem.code === 'HPE_TOO_MANY_INTERIM');
    issuer.behave('keys', { kind: 'bytes', bytes: interim.repeat(8) + final });
    assert.equal(bodyOf(await get()), '{}');
    const switching =
      'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n';
    issuer.behave('keys', { kind: 'bytes', bytes: switching });
    assert.equal(problemOf(await get()).kind, 'connection');
  });

  it('R117: tells a status that is not 200, and how long the server asks to be left alone', async () => {
    answering({ 'retry-after': '120' }, { status: 429 });
    const throttled = problemOf(await get());
    const host = 'localhost';
    assert.deepEqual(throttled, {
      kind: 'status',
      host,
      status: 429,
      retryAfterMilliseconds: 120_000,
    });
    for (const status of [201, 204, 304, 400, 404, 500, 503]) {
      answering({ 'retry-after': 'tomorrow' }, { status, body: '' });
      assert.deepEqual(problemOf(await get()), { kind: 'status', host, status });
    }
    answering({}, { status: 400, body: '{"error":"invalid_token"}' });
    assert.match(bodyOf(await get({ statuses: [200, 400] })), /invalid_token/);
  });

  it('reads no more than it was told to, whether the length is stated or not', async () => {
    const limitBytes = 1_000;
    answering({}, { body: 'x'.repeat(1_000) });
    assert.equal(bodyOf(await get()).length, 1_000);
    const tooLarge = { kind: 'too-large', part: 'body', limitBytes };
    answering({}, { body: 'x'.repeat(1_001) });
    assert.deepEqual(problemOf(await get()), tooLarge);
    issuer.behave('keys', { kind: 'endless' });
    assert.deepEqual(problemOf(await get()), tooLarge);
    const lying = `HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n${'x'.repeat(2_000)}`;
    issuer.behave('keys', { kind: 'bytes', bytes: lying });
    assert.equal(bodyOf(await get()), 'x');
  });

  it('bounds the head of an answer', async () => {
    answering({ 'x-large': 'a'.repeat(20_000) });
    assert.deepEqual(problemOf(await get()), {
      kind: 'too-large',
      part: 'headers',
      limitBytes: 16_384,
    });
    answering({ 'x-large': 'a'.repeat(15_000) });
    bodyOf(await get());
  });

  it('unfolds nothing that is compressed', async () => {
    answering({ 'content-encoding': 'gzip' }, { body: gzipSync('x'.repeat(100_000)) });
    assert.deepEqual(problemOf(await get()), { kind: 'encoding', encoding: 'gzip' });
    answering({ 'content-encoding': 'identity' });
    bodyOf(await get());
  });

  describe('on redirects', () => {
    const to = (location: string, status = 302) => answering({ location }, { status, body: '' });
    const refused = async (location: string) => {
      to(location);
      const problem = problemOf(await get());
      assert.ok(problem.kind === 'redirect', JSON.stringify(problem));
      return problem.reason;
    };

    it('follows three, with a hop for each, and no fourth', async () => {
      const chain = ['one', 'two', 'three', 'four'];
      const asked = issuer.asked.length;
      issuer.behave('keys', { kind: 'redirects' });
      const outcome = await get();
      const problem = problemOf(outcome);
      assert.ok(problem.kind === 'redirect' && problem.reason === 'too-many');
      assert.equal(outcome.hops.length, chain.length);
      assert.equal(issuer.asked.length - asked, chain.length);
      for (const status of [301, 302, 303, 307, 308]) {
        to('/.well-known/openid-configuration', status);
        const followed = await get();
        assert.match(bodyOf(followed), /jwks_uri/);
        assert.equal(followed.hops.length, 2);
        assert.ok(followed.ok && followed.response.url.endsWith('/openid-configuration'));
      }
    });

    it('goes to https alone, and judges the new URL as the first', async () => {
      assert.equal(await refused(`http://localhost:${issuer.port}/keys`), 'not-https');
      assert.equal(await refused('file:///etc/passwd'), 'not-https');
      assert.equal(await refused('//user@localhost/'), 'user');
      assert.equal(await refused('https://localhost:22/'), 'port');
      assert.equal(await refused('/keys#fragment'), 'fragment');
      assert.equal(await refused('https://[/'), 'unreadable');
      assert.equal(await refused(''), 'no-location');
      answering({}, { status: 302, body: '' });
      const problem = problemOf(await get());
      assert.ok(problem.kind === 'redirect' && problem.reason === 'no-location');
    });

    it('judges the new address as the first', async () => {
      for (const host of ['169.254.169.254', '10.0.0.1', '[::ffff:a00:1]', '2852039166']) {
        to(`https://${host}/latest/meta-data/`);
        const outcome = await get();
        assert.equal(problemOf(outcome).kind, 'address-refused', host);
        assert.equal(outcome.hops.length, 2);
      }
      to(`https://127.0.0.1:${issuer.port}/.well-known/openid-configuration`);
      assert.match(bodyOf(await get()), /jwks_uri/);
    });

    it('carries no credentials and no form anywhere', async () => {
      to('/.well-known/openid-configuration');
      for (const change of [{ form: { token: 't' } }, { authorization: 'Bearer t' }]) {
        const problem = problemOf(await get(change));
        assert.ok(problem.kind === 'redirect' && problem.reason === 'with-credentials');
      }
    });
  });

  it('sends a form as a POST, and refuses to send a line break in a header', async () => {
    const token = 'a b&c=ü\r\nx';
    const outcome = await get({ form: { access_token: token }, authorization: 'Bearer t' });
    bodyOf(outcome);
    const sent = issuer.received.at(-1);
    assert.equal(sent?.method, 'POST');
    assert.equal(new URLSearchParams(sent?.body).get('access_token'), token);
    assert.equal(sent?.headers.authorization, 'Bearer t');
    const problem = problemOf(await get({ authorization: 'Bearer t\r\nhost: x' }));
    assert.ok(problem.kind === 'protocol' && problem.code === 'ERR_INVALID_CHAR');
  });

  it('names itself, asks for JSON and for nothing compressed, and gives nothing else away', async () => {
    bodyOf(await get());
    assert.deepEqual(issuer.received.at(-1)?.headers, {
      host: `localhost:${issuer.port}`,
      accept: 'application/json',
      'accept-encoding': 'identity',
      'user-agent': 'Gatehouse',
      connection: 'close',
    });
  });

  it('tries the next address when one does not answer', async () => {
    const several = createOutbound({
      allow: LOOPBACK,
      authorities: [issuer.authority],
      lookup: async () => ['127.0.0.77', '127.0.0.1'],
    });
    const request = { url: `${issuer.url}/keys`, budget: startBudget(30_000), maxBytes: 1_000 };
    const outcome = await several.fetch(request);
    bodyOf(outcome);
    assert.equal(outcome.hops[0]?.address, '127.0.0.1');
  });

  it('turns requests away when too many are under way, and takes the next one after them', async () => {
    const narrow = createOutbound({
      allow: LOOPBACK,
      authorities: [issuer.authority],
      limits: { total: 1, perHost: 1, waiting: 1 },
    });
    issuer.behave('keys', { kind: 'silence' });
    const ask = (milliseconds: number) =>
      narrow.fetch({
        url: `${issuer.url}/keys`,
        budget: startBudget(milliseconds),
        maxBytes: 1_000,
      });
    const slow = ask(1_000);
    const waiting = ask(300);
    const host = `localhost:${issuer.port}`;
    assert.deepEqual(problemOf(await ask(30_000)), { kind: 'busy', host });
    const waited = problemOf(await waiting);
    assert.ok(waited.kind === 'timeout' && waited.step === 'wait');
    assert.equal(problemOf(await slow).kind, 'timeout');
    issuer.behave('keys', { kind: 'normal' });
    bodyOf(await ask(30_000));
  });
});
