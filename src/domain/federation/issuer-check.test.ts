import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import type { Budget } from '../../base/budget.ts';
import type {
  FetchHop,
  FetchOutcome,
  FetchProblem,
  SentCertificate,
  ServerCertificate,
} from '../../base/fetch.ts';
import { traceChecks } from '../../failures/check.ts';
import { examineIssuer, issuerChecks } from './issuer-check.ts';

const ISSUER = 'https://idp.test/realm';
const NOW = Date.UTC(2026, 0, 1);
const DAY = 24 * 60 * 60 * 1000;
const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const KEY = { ...publicKey.export({ format: 'jwk' }), kid: 'one' };
const AES = { kty: 'oct', k: 'AAAA', kid: 'secret' };

const certificate = (subject: string, notAfter: number): SentCertificate => ({
  subject,
  issuer: 'CN=Root',
  thumbprint: 'ab'.repeat(20),
  notBefore: NOW - 60 * DAY,
  notAfter,
});
const GOOD: ServerCertificate = {
  trust: 'authority',
  chain: [certificate('CN=idp.test', NOW + 30 * DAY), certificate('CN=Between', NOW + 300 * DAY)],
};

interface Scene {
  readonly url?: string;
  readonly discovery?: Readonly<Record<string, unknown>>;
  readonly keys?: unknown;
  readonly certificate?: ServerCertificate;
  /** What ends the request for this document. */
  readonly problem?: { readonly step: 'discovery' | 'keys'; readonly problem: FetchProblem };
  readonly elapsed?: number;
}

async function look(scene: Scene = {}) {
  const { url = ISSUER, certificate: shown = GOOD, elapsed = 120 } = scene;
  const fetch = async (request: { url: string }): Promise<FetchOutcome> => {
    const step = request.url.endsWith('/keys') ? 'keys' : 'discovery';
    const hop: FetchHop = {
      url: request.url,
      address: '192.0.2.1',
      steps: [
        { step: 'wait', milliseconds: 0.1 },
        { step: 'dns', milliseconds: 9.6 },
        { step: 'connect', milliseconds: 20.2 },
      ],
    };
    if (scene.problem?.step === step) {
      return { ok: false, problem: scene.problem.problem, hops: [hop] };
    }
    const document =
      step === 'keys'
        ? (scene.keys ?? { keys: [KEY, AES] })
        : {
            issuer: url,
            jwks_uri: 'https://idp.test/keys',
            response_types_supported: ['id_token'],
            subject_types_supported: ['public'],
            id_token_signing_alg_values_supported: ['ES256'],
            ...scene.discovery,
          };
    const body = Buffer.from(JSON.stringify(document));
    const response = { url: request.url, status: 200, headers: new Map(), body };
    const hops = [{ ...hop, status: 200, certificate: shown }];
    return { ok: true, response: { ...response, certificate: shown }, hops };
  };
  const budget: Budget = { milliseconds: 5_000, elapsed: () => elapsed, remaining: () => 1 };
  const subject = await examineIssuer(
    { fetch, clock: () => NOW, budget },
    { url, thumbprints: [] },
  );
  const traces = traceChecks(issuerChecks, subject);
  const failures = traces.flatMap(({ failure }) =>
    failure ? [`${failure.code}: ${failure.message}`] : [],
  );
  return { subject, traces, failures, outcomes: traces.map(({ outcome }) => outcome) };
}

const seen = (traces: Awaited<ReturnType<typeof look>>['traces'], name: string) =>
  traces.find((trace) => trace.name === name);

describe('a look at an issuer', () => {
  it('R111–R116: passes every check for one that is in order, and says what was seen', async () => {
    const { traces, outcomes } = await look();
    assert.deepEqual(outcomes, Array(issuerChecks.length).fill('passed'));
    const received = (name: string) => seen(traces, name)?.received;
    assert.equal(received('issuerCanBeRegistered'), `\`${ISSUER}\``);
    assert.equal(
      received('keysVerifyTokens'),
      '`one`: EC P-256; left out: `secret`: it is a shared secret',
    );
    assert.equal(
      received('certificatesLast'),
      `\`idp.test\`: CN=idp.test by CN=Root, until 2026-01-31T00:00:00.000Z, vouched for by an authority, thumbprint ${'ab'.repeat(20)}`,
    );
    const each = '30 (wait 0, dns 10, connect 20)';
    assert.equal(received('answersLeaveTime'), `120 ms: discovery ${each}; keys ${each}`);
    assert.equal(seen(traces, 'answersLeaveTime')?.expected, 'at most 4000 of 5000 ms');
  });

  it('OUT-002: asks nothing of a URL that cannot be registered', async () => {
    const refused: readonly (readonly [string, string])[] = [
      [
        'http://idp.test',
        'Invalid Open ID Connect Provider URL. The URL must begin with https://.',
      ],
      ['https://idp.test?tenant=1', 'Invalid Open ID Connect Provider URL'],
      ['https://user@idp.test', 'Invalid Open ID Connect Provider URL'],
    ];
    for (const [url, reason] of refused) {
      const { failures, outcomes, subject } = await look({ url });
      assert.deepEqual(failures, [
        `OUT-002: the issuer \`${url}\` cannot be registered: ${reason}`,
      ]);
      assert.ok(outcomes.slice(1).every((outcome) => outcome === 'skipped'));
      assert.throws(() => subject.fetched());
    }
    assert.deepEqual((await look({ url: 'https://idp.test:8443/tenant/1' })).failures, []);
  });

  it('R107: judges fetching by the checks of tokens, and skips what could not be looked at', async () => {
    const host = 'idp.test';
    const problems: readonly (readonly [string, 'discovery' | 'keys', FetchProblem])[] = [
      ['OIDC-020', 'discovery', { kind: 'dns', host, code: 'ENOTFOUND' }],
      ['OIDC-024', 'discovery', { kind: 'certificate', host, reason: 'EXPIRED', chain: [] }],
      ['OIDC-025', 'discovery', { kind: 'status', host, status: 404 }],
      ['OIDC-040', 'keys', { kind: 'dns', host, code: 'ENOTFOUND' }],
      ['OIDC-044', 'keys', { kind: 'certificate', host, reason: 'EXPIRED', chain: [] }],
      ['OIDC-045', 'keys', { kind: 'status', host, status: 500 }],
    ];
    for (const [code, step, problem] of problems) {
      const { failures, traces } = await look({ problem: { step, problem } });
      assert.equal(failures.length, 1, code);
      assert.ok(failures[0]?.startsWith(`${code}: `), failures[0]);
      assert.equal(seen(traces, 'keySetIsReadable')?.outcome, 'skipped');
      assert.equal(seen(traces, 'keysVerifyTokens')?.outcome, 'skipped');
      assert.equal(seen(traces, 'answersLeaveTime')?.outcome, 'skipped');
    }
    const incomplete = await look({ discovery: { subject_types_supported: undefined } });
    assert.ok(incomplete.failures[0]?.startsWith('OIDC-031: '));
    const noKeys = await look({ keys: {} });
    assert.ok(noKeys.failures[0]?.startsWith('OIDC-051: '));
  });

  it('OUT-003: notices a certificate with less than a tenth of its time, or one above it', async () => {
    const own = certificate('CN=idp.test', NOW + 30 * DAY);
    const shown = (...chain: SentCertificate[]): Scene => ({
      certificate: { trust: 'thumbprint', chain },
    });
    const soon = certificate('CN=Between', NOW + 9 * DAY - 1);
    assert.deepEqual((await look(shown(own, soon))).failures, [
      'OUT-003: the certificate `CN=Between` of `idp.test` ends at 2026-01-09T23:59:59.999Z',
    ]);
    const later = certificate('CN=Between', NOW + 9 * DAY);
    assert.deepEqual((await look(shown(own, later))).failures, []);
    const old = certificate('CN=idp.test', NOW + 6 * DAY);
    assert.match((await look(shown(old))).failures[0] ?? '', /^OUT-003: the certificate `CN=idp/);
  });

  it('tells the certificate that was refused, and by whom it is vouched for', async () => {
    const chain = [certificate('CN=idp.test\u0007', NOW - 1)];
    const problem: FetchProblem = {
      kind: 'certificate',
      host: 'idp.test',
      reason: 'CERT_HAS_EXPIRED',
      chain,
    };
    const { failures, traces } = await look({ problem: { step: 'discovery', problem } });
    assert.deepEqual(
      failures.map((text) => text.slice(0, 8)),
      ['OIDC-024', 'OUT-003:'],
    );
    const received = seen(traces, 'certificatesLast')?.received ?? '';
    assert.match(received, /^`idp\.test`: CN=idp\.test\ufffd by .*vouched for by nobody/);
  });

  it('OUT-004: notices a key set in which no key can verify anything', async () => {
    const { failures } = await look({ keys: { keys: [AES, { kty: 'OKP' }] } });
    assert.deepEqual(failures, [
      'OUT-004: none of the 2 keys of `https://idp.test/keys` can verify a token: `secret`: it is a shared secret; a key without kid: its type is neither RSA nor EC',
    ]);
    assert.deepEqual((await look({ keys: { keys: [KEY] } })).failures, []);
  });

  it('OUT-005, R109, R116: notices answers that take nearly all of the time', async () => {
    const { failures } = await look({ elapsed: 4_000.6 });
    assert.deepEqual(failures, [
      `OUT-005: discovery and keys of \`${ISSUER}\` took 4001 of 5000 ms`,
    ]);
    assert.deepEqual((await look({ elapsed: 4_000 })).failures, []);
    const problem: FetchProblem = {
      kind: 'timeout',
      host: 'idp.test',
      step: 'connect',
      budgetMilliseconds: 5_000,
    };
    const late = await look({ problem: { step: 'keys', problem }, elapsed: 5_000 });
    assert.deepEqual(
      late.failures.map((text) => text.slice(0, 8)),
      ['OIDC-043', 'OUT-005:'],
    );
    assert.match(seen(late.traces, 'answersLeaveTime')?.received ?? '', /keys 30 \(wait 0, dns/);
  });
});
