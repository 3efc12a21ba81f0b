import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FailureCode } from '../failures/catalogue.ts';
import { traceChecks } from '../failures/check.ts';
import type { FailedFetch, FetchProblem, FetchStep } from './index.ts';
import { fetchedKeys, ISSUER, judged, subjectOf } from './testing.ts';
import { tokenChecks } from './token-checks.ts';

const NO_KEY =
  "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements";
const NOT_TRUSTED =
  "OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint";
const host = 'idp.example.com';

const urls: Readonly<Record<FetchStep, string>> = {
  discovery: `${ISSUER}/.well-known/openid-configuration`,
  keys: `${ISSUER}/keys`,
};

function failed(step: FetchStep, problem: FetchProblem): FailedFetch {
  return { kind: 'failed', step, url: urls[step], problem };
}

/** Each problem of fetching a document, its code at both documents, and what is told of it. */
const problems: readonly {
  readonly problem: FetchProblem;
  readonly codes: Readonly<Record<FetchStep, FailureCode>>;
  readonly message: string;
  readonly text?: string;
  readonly cites: string;
}[] = [
  {
    cites: 'R107',
    problem: { kind: 'unresolved', host },
    codes: { discovery: 'OIDC-020', keys: 'OIDC-040' },
    message: `the host \`${host}\` of \`URL\` has no address`,
  },
  {
    cites: 'R107',
    problem: { kind: 'address-refused', host, address: '169.254.169.254' },
    codes: { discovery: 'OIDC-021', keys: 'OIDC-041' },
    message: `the address 169.254.169.254 of \`${host}\` is not public: \`URL\` is not fetched`,
  },
  {
    cites: 'R108, R113',
    problem: { kind: 'unreachable', host, reason: 'ECONNREFUSED' },
    codes: { discovery: 'OIDC-022', keys: 'OIDC-042' },
    message: `no connection to \`${host}\` for \`URL\`: ECONNREFUSED`,
  },
  {
    cites: 'R109, R114, R116',
    problem: { kind: 'timeout', budgetMilliseconds: 5000 },
    codes: { discovery: 'OIDC-023', keys: 'OIDC-043' },
    message: '`URL` was not answered within the 5000 ms for discovery and keys together',
  },
  {
    cites: 'aws-facts D4',
    problem: { kind: 'certificate', host, reason: 'CERT_HAS_EXPIRED', thumbprint: 'a'.repeat(40) },
    codes: { discovery: 'OIDC-024', keys: 'OIDC-044' },
    message: `the certificate of \`${host}\` is neither signed by a trusted authority nor does it fit a thumbprint: CERT_HAS_EXPIRED`,
    text: NOT_TRUSTED,
  },
  {
    cites: 'R111, R112',
    problem: { kind: 'status', status: 404 },
    codes: { discovery: 'OIDC-025', keys: 'OIDC-045' },
    message: '`URL` was answered with status 404, not 200',
  },
  ...[429, 503].map((status) => ({
    cites: 'R117',
    problem: { kind: 'status', status } as const,
    codes: { discovery: 'OIDC-026', keys: 'OIDC-046' } as const,
    message: `\`URL\` was answered with status ${status}: the identity provider asks for patience`,
  })),
  {
    cites: 'R111',
    problem: { kind: 'redirect', location: 'http://idp.example.com/' },
    codes: { discovery: 'OIDC-027', keys: 'OIDC-047' },
    message: '`URL` redirects to `http://idp.example.com/`, which is not followed',
  },
  {
    cites: 'R111',
    problem: { kind: 'too-large', limitBytes: 262_144 },
    codes: { discovery: 'OIDC-028', keys: 'OIDC-048' },
    message: 'the answer of `URL` is longer than 262144 bytes',
  },
];

const documents: readonly {
  readonly step: FetchStep;
  readonly problem: Extract<FetchProblem, { kind: 'document' }>['problem'];
  readonly code: FailureCode;
  readonly message: string;
}[] = [
  {
    step: 'discovery',
    problem: { kind: 'not-json' },
    code: 'OIDC-030',
    message: 'the answer of `URL` is not a JSON object',
  },
  {
    step: 'discovery',
    problem: { kind: 'missing-members', members: ['jwks_uri', 'subject_types_supported'] },
    code: 'OIDC-031',
    message: 'the discovery document `URL` lacks jwks_uri, subject_types_supported',
  },
  {
    step: 'discovery',
    problem: { kind: 'issuer-mismatch', issuer: `${ISSUER}/`, expected: ISSUER },
    code: 'OIDC-032',
    message: `the discovery document of \`${ISSUER}\` names the issuer \`${ISSUER}/\``,
  },
  {
    step: 'discovery',
    problem: { kind: 'bad-jwks-uri', jwksUri: 'http://idp.example.com/keys' },
    code: 'OIDC-033',
    message: 'jwks_uri is `http://idp.example.com/keys`, which is not an https address',
  },
  {
    step: 'keys',
    problem: { kind: 'not-json' },
    code: 'OIDC-050',
    message: 'the answer of `URL` is not a JSON object',
  },
  {
    step: 'keys',
    problem: { kind: 'no-keys' },
    code: 'OIDC-051',
    message: 'the answer of `URL` has no list `keys`',
  },
  {
    step: 'keys',
    problem: { kind: 'too-many-keys', keyType: 'RSA' },
    code: 'OIDC-052',
    message: 'the key set `URL` has more than 100 keys of the type RSA',
  },
];

describe("reaching an issuer's keys", () => {
  it('R106, R111: keys that were fetched let a token pass', () => {
    assert.equal(judged({ keys: fetchedKeys() }), undefined);
  });

  for (const { problem, codes, message, text = NO_KEY, cites } of problems) {
    for (const step of ['discovery', 'keys'] as const) {
      it(`${cites}: ${message.replace('URL', step)}`, () => {
        assert.deepEqual(judged({ keys: failed(step, problem) }), {
          code: codes[step],
          message: message.replace('URL', urls[step]),
          error: 'InvalidIdentityToken',
          text,
        });
      });
    }
  }

  for (const { step, problem, code, message } of documents) {
    it(`R106, R111: ${message.replace('URL', step)}`, () => {
      assert.deepEqual(judged({ keys: failed(step, { kind: 'document', problem }) }), {
        code,
        message: message.replace('URL', urls[step]),
        error: 'InvalidIdentityToken',
        text: NO_KEY,
      });
    });
  }
});

describe('the trace of fetching', () => {
  const names = [
    'discoveryHostIsReached',
    'discoveryCertificateIsTrusted',
    'discoveryIsAnswered',
    'discoveryIsComplete',
    'keysHostIsReached',
    'keysCertificateIsTrusted',
    'keysIsAnswered',
    'keySetIsReadable',
  ];
  const traced = (keys: Parameters<typeof judged>[0] & object) =>
    traceChecks(tokenChecks, subjectOf(keys)).filter(({ name }) => names.includes(name));

  it('says how far it came', () => {
    const outcomes = (keys: FailedFetch) => traced({ keys }).map(({ outcome }) => outcome);
    const [passed, failing, skipped] = ['passed', 'failed', 'skipped'];
    assert.deepEqual(outcomes(failed('discovery', { kind: 'unresolved', host })), [
      failing,
      ...Array(7).fill(skipped),
    ]);
    assert.deepEqual(
      outcomes(failed('keys', { kind: 'certificate', host, reason: 'SELF_SIGNED' })),
      [passed, passed, passed, passed, passed, failing, skipped, skipped],
    );
    const problem = { kind: 'document', problem: { kind: 'no-keys' } } as const;
    assert.deepEqual(outcomes(failed('keys', problem)), [...Array(7).fill(passed), failing]);
  });

  it('names the address, what came of it, and that nobody was asked again', () => {
    const problem = { kind: 'certificate', host, reason: 'R', thumbprint: 'ab' } as const;
    const [, certificate] = traced({ keys: { ...failed('discovery', problem), repeated: true } });
    assert.equal(
      certificate?.received,
      `\`${urls.discovery}\`: certificate refused: R, thumbprint ab (told again; the issuer was not asked once more)`,
    );
    const [reached] = traced({});
    assert.equal(reached?.received, `\`${urls.discovery}\`: as expected`);
  });

  it('is empty when the keys were handed in, and when there is no provider', () => {
    const keys = { ...fetchedKeys(), given: true } as ReturnType<typeof fetchedKeys>;
    assert.ok(traced({ keys }).every(({ outcome }) => outcome === 'skipped'));
    const nothing = { provider: undefined, keys: undefined };
    assert.ok(traced(nothing).every(({ outcome }) => outcome === 'skipped'));
  });
});
