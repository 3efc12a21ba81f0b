import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import type { FetchOutcome, FetchProblem, FetchRequest } from '../../base/fetch.ts';
import { createIssuerKeys, type KeysAnswer } from './issuer-keys.ts';
import { type KeyLimits, keyLimits } from './issuer-keys-memory.ts';

const ISSUER = 'https://idp.test';
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = publicKey.export({ format: 'jwk' });

const REFUSED: FetchProblem = {
  kind: 'connection',
  host: 'idp.test',
  address: '192.0.2.1',
  step: 'connect',
  code: 'ECONNREFUSED',
};

/** A world with one issuer at any URL, a clock that stands still, and the requests it got. */
function world(limits: Partial<KeyLimits> = {}) {
  const issuer = {
    kids: ['one'] as readonly string[],
    problem: undefined as FetchProblem | undefined,
    cacheControl: undefined as string | undefined,
    /** What each request waits for. */
    ready: Promise.resolve(),
  };
  const requests: FetchRequest[] = [];
  let now = 1_000_000_000_000;
  const fetch = async (request: FetchRequest): Promise<FetchOutcome> => {
    requests.push(request);
    await issuer.ready;
    if (issuer.problem) return { ok: false, problem: issuer.problem, hops: [] };
    const base = request.url.replace(/\/(keys|\.well-known.*)$/, '');
    const document = request.url.endsWith('/keys')
      ? { keys: issuer.kids.map((kid) => ({ ...jwk, kid })) }
      : {
          issuer: base,
          jwks_uri: `${base}/keys`,
          response_types_supported: ['id_token'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['ES256'],
        };
    const control = issuer.cacheControl;
    const headers = new Map(control === undefined ? [] : [['cache-control', control]]);
    const body = Buffer.from(JSON.stringify(document));
    const certificate = { trust: 'authority', chain: [] } as const;
    const response = { url: request.url, status: 200, headers, body, certificate };
    return { ok: true, response, hops: [] };
  };
  const keys = createIssuerKeys({ fetch, clock: () => now, limits });
  const ask = (kid?: string, url = ISSUER, thumbprints: readonly string[] = []) =>
    keys.keysFor({ url, thumbprints }, { kid });
  return {
    issuer,
    requests,
    ask,
    now: () => now,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

function kidsOf({ outcome }: KeysAnswer): readonly (string | undefined)[] {
  assert.ok(outcome.kind === 'keys', JSON.stringify(outcome));
  return outcome.keySet.keys.map(({ kid }) => kid);
}

function isStale({ outcome }: KeysAnswer): boolean {
  assert.ok(outcome.kind === 'keys', JSON.stringify(outcome));
  return outcome.stale === true;
}

function failureOf({ outcome }: KeysAnswer) {
  assert.ok(outcome.kind === 'failed', 'keys came');
  return outcome;
}

describe("an issuer's keys", () => {
  it('R111, R116: are found through the discovery document, both requests in one budget', async () => {
    const { ask, requests, now } = world();
    const answer = await ask('one', ISSUER, ['A1'.repeat(20)]);
    assert.deepEqual(kidsOf(answer), ['one']);
    assert.deepEqual(
      requests.map(({ url }) => url),
      [`${ISSUER}/.well-known/openid-configuration`, `${ISSUER}/keys`],
    );
    const [discovery, keys] = requests;
    assert.equal(discovery?.budget, keys?.budget);
    assert.equal(discovery?.budget.milliseconds, 5_000);
    assert.deepEqual(discovery?.thumbprints, ['A1'.repeat(20)]);
    assert.ok(answer.outcome.kind === 'keys' && answer.outcome.fetchedAt === now());
    assert.deepEqual(
      answer.requests.map(({ step }) => step),
      ['discovery', 'keys'],
    );
  });

  it('come from memory while they are fresh, with the same key objects', async () => {
    const { ask, requests, pass } = world();
    const first = await ask('one');
    pass(keyLimits.freshOtherwise - 1);
    const second = await ask('one');
    assert.equal(requests.length, 2);
    assert.deepEqual(second.requests, []);
    assert.ok(first.outcome.kind === 'keys' && second.outcome.kind === 'keys');
    assert.equal(first.outcome.keySet, second.outcome.keySet);
    pass(1);
    await ask('one');
    assert.equal(requests.length, 4);
  });

  it('are fresh for as long as Cache-Control says, within limits', async () => {
    const cases: readonly (readonly [string, number])[] = [
      ['public, max-age=1800', 30 * MINUTE],
      ['MAX-AGE="1800"', 30 * MINUTE],
      ['max-age=5', MINUTE],
      ['max-age=99999999', HOUR],
      ['max-age=1800, no-cache', MINUTE],
      ['no-store', MINUTE],
      ['max-age=99999999999999', 10 * MINUTE],
      ['max-age=-1', 10 * MINUTE],
      ['s-maxage=5', 10 * MINUTE],
    ];
    for (const [control, milliseconds] of cases) {
      const { ask, requests, issuer, pass } = world();
      issuer.cacheControl = control;
      await ask('one');
      pass(milliseconds - 1);
      await ask('one');
      assert.equal(requests.length, 2, control);
      pass(1);
      await ask('one');
      assert.equal(requests.length, 4, control);
    }
  });

  it('are fetched anew for a key that is not there, and not again at once', async () => {
    const { ask, requests, issuer, pass } = world();
    await ask('one');
    issuer.kids = ['two'];
    assert.deepEqual(kidsOf(await ask('two')), ['one'], 'fetched a moment ago');
    pass(keyLimits.refreshEvery);
    assert.deepEqual(kidsOf(await ask('one')), ['one']);
    assert.deepEqual(kidsOf(await ask()), ['one'], 'a token without kid asks for nothing anew');
    assert.equal(requests.length, 2);
    assert.deepEqual(kidsOf(await ask('two')), ['two']);
    assert.equal(requests.length, 4);
    for (let forged = 0; forged < 100; forged += 1) await ask(`forged-${forged}`);
    assert.equal(requests.length, 4);
    pass(keyLimits.refreshEvery);
    for (let forged = 0; forged < 100; forged += 1) await ask(`forged-${forged}`);
    assert.equal(requests.length, 6);
  });

  it('are fetched once for everybody who waits', async () => {
    const { ask, requests, issuer } = world();
    const { promise, resolve } = Promise.withResolvers<void>();
    issuer.ready = promise;
    const waiting = Array.from({ length: 50 }, () => ask('one'));
    resolve();
    const answers = await Promise.all(waiting);
    assert.equal(requests.length, 2);
    for (const answer of answers) assert.equal(answer.requests.length, 2);
  });

  it('are kept apart by URL and by thumbprints, in any order and spelling', async () => {
    const { ask, requests } = world();
    const [a, b] = ['aa'.repeat(20), 'bb'.repeat(20)] as const;
    await ask('one');
    await ask('one', 'https://other.test');
    await ask('one', ISSUER, [a]);
    await ask('one', ISSUER, [a, b]);
    assert.equal(requests.length, 8);
    await ask('one', ISSUER, [b, a.toUpperCase()]);
    assert.equal(requests.length, 8);
  });

  it('are forgotten for the issuer unused for longest, when there are too many', async () => {
    const { ask, requests } = world({ issuers: 2 });
    await ask('one', 'https://a.test');
    await ask('one', 'https://b.test');
    await ask('one', 'https://a.test');
    await ask('one', 'https://c.test');
    assert.equal(requests.length, 6);
    await ask('one', 'https://a.test');
    assert.equal(requests.length, 6);
    await ask('one', 'https://b.test');
    assert.equal(requests.length, 8);
  });
});

describe('an issuer that fails', () => {
  it('is left alone for a pause that doubles up to its limit, and its failure told again', async () => {
    const { ask, requests, issuer, pass, now } = world();
    issuer.problem = REFUSED;
    let pause = keyLimits.firstPause;
    for (let failures = 1; failures <= 10; failures += 1) {
      const answer = await ask('one');
      assert.equal(requests.length, failures);
      assert.equal(answer.retryAt, now() + pause, `after ${failures}`);
      assert.equal(failureOf(answer).repeated, undefined);
      pass(pause - 1);
      const again = await ask('one');
      assert.deepEqual(failureOf(again), { ...failureOf(answer), repeated: true });
      assert.deepEqual(again.requests, []);
      assert.equal(requests.length, failures);
      pass(1);
      pause = Math.min(pause * 2, keyLimits.longestPause);
    }
    issuer.problem = undefined;
    assert.deepEqual(kidsOf(await ask('one')), ['one']);
    issuer.problem = REFUSED;
    pass(keyLimits.freshOtherwise);
    const first = await ask('one');
    assert.equal(first.retryAt, now() + keyLimits.firstPause, 'counted from one again');
  });

  it('R117: is left alone for as long as it asks to be', async () => {
    const { ask, issuer, now } = world();
    const status = (retryAfterMilliseconds: number): FetchProblem => ({
      kind: 'status',
      host: 'idp.test',
      status: 429,
      retryAfterMilliseconds,
    });
    issuer.problem = status(5 * MINUTE);
    const answer = await ask('one');
    assert.equal(answer.retryAt, now() + 5 * MINUTE);
    assert.deepEqual(failureOf(answer).problem, { kind: 'status', status: 429 });
    issuer.problem = status(100 * HOUR);
    assert.equal((await ask('one', 'https://other.test')).retryAt, now() + HOUR);
    issuer.problem = status(0);
    assert.equal((await ask('one', 'https://third.test')).retryAt, now() + SECOND);
  });

  it('lends its last keys until they are too old, and never beyond', async () => {
    const { ask, requests, issuer, pass } = world();
    await ask('one');
    issuer.problem = REFUSED;
    pass(keyLimits.freshOtherwise);
    const stale = await ask('one');
    assert.deepEqual(kidsOf(stale), ['one']);
    assert.equal(isStale(stale), true);
    assert.equal(stale.refreshFailure?.problem.kind, 'unreachable');
    assert.equal(stale.requests[0]?.problem, REFUSED);
    assert.equal(isStale(await ask('one')), true, 'without asking during the pause');
    assert.equal(requests.length, 3);
    pass(keyLimits.oldest - keyLimits.freshOtherwise - 1);
    assert.equal(isStale(await ask('one')), true);
    pass(1);
    assert.equal(failureOf(await ask('one')).problem.kind, 'unreachable');
    pass(keyLimits.longestPause);
    assert.equal(failureOf(await ask('one')).problem.kind, 'unreachable');
  });

  it('keeps its fresh keys when one that is missing cannot be fetched, and says so', async () => {
    const { ask, issuer, pass } = world();
    await ask('one');
    pass(keyLimits.refreshEvery);
    issuer.problem = REFUSED;
    for (let asked = 0; asked < 2; asked += 1) {
      const answer = await ask('two');
      assert.deepEqual(kidsOf(answer), ['one']);
      assert.equal(isStale(answer), false);
      assert.equal(answer.refreshFailure?.problem.kind, 'unreachable');
    }
  });

  it('is told with the step, the URL and what is wrong with its document', async () => {
    const { ask, issuer } = world();
    issuer.kids = Array.from({ length: 101 }, (_, index) => String(index));
    assert.deepEqual(failureOf(await ask('one')), {
      kind: 'failed',
      step: 'keys',
      url: `${ISSUER}/keys`,
      problem: { kind: 'document', problem: { kind: 'too-many-keys', keyType: 'EC' } },
    });
    const elsewhere = failureOf(await ask('one', `${ISSUER}/realm/`));
    assert.equal(elsewhere.step, 'discovery');
    assert.deepEqual(elsewhere.problem, {
      kind: 'document',
      problem: {
        kind: 'issuer-mismatch',
        issuer: `${ISSUER}/realm`,
        expected: `${ISSUER}/realm/`,
      },
    });
    issuer.kids = ['one'];
    assert.deepEqual(kidsOf(await ask('one', `${ISSUER}/realm`)), ['one']);
  });

  it('is asked again when the clock was set back behind what is remembered', async () => {
    const { ask, requests, issuer, pass } = world();
    await ask('one');
    pass(-HOUR);
    await ask('one');
    assert.equal(requests.length, 4);
    issuer.problem = REFUSED;
    pass(keyLimits.freshOtherwise);
    await ask('one');
    pass(-HOUR);
    await ask('one');
    assert.equal(requests.length, 6);
  });
});

describe('problems of the network', () => {
  const host = 'idp.test';
  const chain = [
    { subject: 'CN=a', issuer: 'CN=b', thumbprint: 'own', notBefore: 0, notAfter: 1 },
    { subject: 'CN=b', issuer: 'CN=c', thumbprint: 'top', notBefore: 0, notAfter: 1 },
  ];
  const cases: readonly (readonly [FetchProblem, Readonly<Record<string, unknown>>])[] = [
    [
      { kind: 'dns', host, code: 'ENOTFOUND' },
      { kind: 'unresolved', host },
    ],
    [
      { kind: 'address-refused', host, address: '::1', range: 'loopback' },
      { kind: 'address-refused', host, address: '::1' },
    ],
    [REFUSED, { kind: 'unreachable', host, reason: 'ECONNREFUSED' }],
    [
      { kind: 'tls', host, code: 'EPROTO' },
      { kind: 'unreachable', host, reason: 'EPROTO' },
    ],
    [
      { kind: 'protocol', host, code: 'HPE_INVALID_CONSTANT' },
      { kind: 'unreachable', host, reason: 'HPE_INVALID_CONSTANT' },
    ],
    [
      { kind: 'busy', host },
      { kind: 'unreachable', host, reason: 'too many requests are under way' },
    ],
    [
      { kind: 'url', url: 'https://idp.test:22/keys', reason: 'port' },
      { kind: 'unreachable', host: 'https://idp.test:22/keys', reason: 'the port is not allowed' },
    ],
    [
      { kind: 'timeout', host, step: 'body', budgetMilliseconds: 5_000 },
      { kind: 'timeout', budgetMilliseconds: 5_000 },
    ],
    [
      { kind: 'certificate', host, reason: 'CERT_HAS_EXPIRED', chain },
      { kind: 'certificate', host, reason: 'CERT_HAS_EXPIRED', thumbprint: 'top' },
    ],
    [
      { kind: 'certificate', host, reason: 'CERT_HAS_EXPIRED', chain: [] },
      { kind: 'certificate', host, reason: 'CERT_HAS_EXPIRED' },
    ],
    [
      { kind: 'status', host, status: 500 },
      { kind: 'status', status: 500 },
    ],
    [
      { kind: 'redirect', location: 'http://idp.test/', reason: 'not-https' },
      { kind: 'redirect', location: 'http://idp.test/' },
    ],
    [
      { kind: 'too-large', part: 'headers', limitBytes: 16_384 },
      { kind: 'too-large', limitBytes: 16_384 },
    ],
    [
      { kind: 'encoding', encoding: 'gzip' },
      { kind: 'document', problem: { kind: 'not-json' } },
    ],
  ];
  for (const [problem, told] of cases) {
    it(`R107: \`${problem.kind}\` is told to the token checks as \`${told.kind}\``, async () => {
      const { ask, issuer } = world();
      issuer.problem = problem;
      const failed = failureOf(await ask('one'));
      assert.deepEqual(failed.problem, told);
      assert.equal(failed.step, 'discovery');
    });
  }
});
