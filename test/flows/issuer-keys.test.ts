/** Issuers on bad days, over real TLS: from the socket to what the token checks get to see. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { startBudget } from '../../src/base/budget.ts';
import { systemClock } from '../../src/base/clock.ts';
import { examineIssuer, issuerChecks } from '../../src/domain/federation/issuer-check.ts';
import { createIssuerKeys } from '../../src/domain/federation/issuer-keys.ts';
import { firstFailure, traceChecks } from '../../src/failures/check.ts';
import { createOutbound } from '../../src/outbound/index.ts';
import {
  type Behaviour,
  type IssuerDocument,
  startTestIssuer,
  type TestIssuer,
  type TestIssuerOptions,
  UNKNOWN_THUMBPRINT,
} from '../support/identity-provider.ts';

const LOOPBACK = ['127.0.0.0/8', '::1'];

/** An issuer that goes when the test ends, well or not. */
async function start(test: TestContext, options: TestIssuerOptions = {}): Promise<TestIssuer> {
  const issuer = await startTestIssuer(options);
  test.after(() => issuer.stop());
  return issuer;
}

function fetchTrusting(authorities: readonly string[]) {
  return createOutbound({ allow: LOOPBACK, authorities, lookup: async () => ['127.0.0.1'] }).fetch;
}

async function lookAt(issuer: TestIssuer, milliseconds = 10_000, url = issuer.url) {
  const fetch = fetchTrusting([issuer.authority]);
  const budget = startBudget(milliseconds);
  const subject = await examineIssuer(
    { fetch, clock: systemClock, budget },
    { url, thumbprints: [] },
  );
  return {
    failure: firstFailure(issuerChecks, subject),
    traces: traceChecks(issuerChecks, subject),
  };
}

describe('keys of an issuer', () => {
  it('follow its rotation', async (test) => {
    const issuer = await start(test);
    const fetch = fetchTrusting([issuer.authority]);
    let now = 0;
    const keys = createIssuerKeys({ fetch, clock: () => now });
    const ask = async (kid: string) => {
      const { outcome } = await keys.keysFor({ url: issuer.url, thumbprints: [] }, { kid });
      assert.ok(outcome.kind === 'keys', JSON.stringify(outcome));
      return outcome.keySet.keys.map((key) => key.kid);
    };
    const first = (await ask('any'))[0] ?? '';
    const second = issuer.rotate();
    assert.deepEqual(await ask(second), [first]);
    now += 60_000;
    assert.deepEqual(await ask(second), [second]);
    assert.equal(issuer.asked.length, 4);
    await issuer.stop();
    now += 3_600_000;
    assert.deepEqual(await ask(second), [second], 'lent while the issuer is down');
  });

  it('reach nobody through the thumbprints of somebody else', async (test) => {
    const issuer = await start(test, { tls: 'self-signed' });
    const keys = createIssuerKeys({ fetch: fetchTrusting([]), clock: systemClock });
    const ask = async (thumbprints: readonly string[]) => {
      const { outcome } = await keys.keysFor({ url: issuer.url, thumbprints }, { kid: undefined });
      return outcome.kind === 'keys' ? 'keys' : outcome.problem.kind;
    };
    assert.equal(await ask([issuer.thumbprint]), 'keys');
    assert.equal(await ask([UNKNOWN_THUMBPRINT]), 'certificate');
    assert.equal(await ask([]), 'certificate');
    assert.equal(await ask([UNKNOWN_THUMBPRINT, issuer.thumbprint]), 'keys');
  });
});

describe('a look at an issuer over the network', () => {
  it('finds one in order, tells every step, and forgets it', async (test) => {
    const issuer = await start(test, { path: '/realms/one', algorithm: 'RS256' });
    const { failure, traces } = await lookAt(issuer);
    assert.equal(failure, undefined);
    assert.ok(traces.every(({ outcome }) => outcome === 'passed'));
    const times = traces.find(({ name }) => name === 'answersLeaveTime')?.received ?? '';
    assert.match(times, /ms: discovery \d+ \(wait \d+, dns \d+, connect .*first-byte \d+, body/);
  });

  const cases: readonly (readonly [string, string, IssuerDocument, Behaviour])[] = [
    ['R109: silence', 'OIDC-023', 'discovery', { kind: 'silence' }],
    ['R109: a slow body', 'OIDC-043', 'keys', { kind: 'drip' }],
    ['R107: a connection that breaks off', 'OIDC-022', 'discovery', { kind: 'reset' }],
    ['R111: status 404', 'OIDC-025', 'discovery', { kind: 'answer', status: 404 }],
    ['R117: status 429', 'OIDC-046', 'keys', { kind: 'answer', status: 429 }],
    ['endless redirects', 'OIDC-027', 'discovery', { kind: 'redirects' }],
    ['an endless key set', 'OIDC-048', 'keys', { kind: 'endless' }],
    ['a page instead of JSON', 'OIDC-030', 'discovery', { kind: 'answer', body: '<html>' }],
    [
      "another issuer's document",
      'OIDC-032',
      'discovery',
      { kind: 'document', members: { issuer: 'https://else.test' } },
    ],
    [
      'keys in the private network',
      'OIDC-041',
      'discovery',
      { kind: 'document', members: { jwks_uri: 'https://10.0.0.1/keys' } },
    ],
    ['no keys', 'OUT-004', 'keys', { kind: 'document', members: { keys: [] } }],
  ];
  /** Milliseconds to wait for what never ends; what comes before a drip must come in time. */
  const patience: Partial<Record<Behaviour['kind'], number>> = { silence: 300, drip: 3_000 };
  it('finds what is wrong, and nothing once it is mended', async (test) => {
    const issuer = await start(test);
    for (const [title, code, document, behaviour] of cases) {
      issuer.behave(document, behaviour);
      const { failure } = await lookAt(issuer, patience[behaviour.kind] ?? 10_000);
      assert.equal(failure?.code, code, title);
      issuer.behave(document, { kind: 'normal' });
    }
    assert.equal((await lookAt(issuer)).failure, undefined);
    await issuer.stop();
    assert.equal((await lookAt(issuer)).failure?.code, 'OIDC-022');
  });

  it('tells the thumbprint of a certificate that nobody vouches for', async (test) => {
    const issuer = await start(test, { tls: 'wrong-name' });
    const { failure, traces } = await lookAt(issuer);
    assert.equal(failure?.code, 'OIDC-024');
    const received = traces.find(({ name }) => name === 'certificatesLast')?.received ?? '';
    assert.ok(received.includes(issuer.thumbprint), received);
  });
});
