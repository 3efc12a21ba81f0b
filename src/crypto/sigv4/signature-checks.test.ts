import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HttpRequest } from '../../base/http.ts';
import { surface } from '../../failures/aws-error.ts';
import { type CheckTrace, firstFailure, traceChecks } from '../../failures/check.ts';
import { readSignature } from './read-signature.ts';
import { signatureChecks } from './signature-checks.ts';
import { SigningKeys } from './signing-keys.ts';
import type { ResolvedCredential, SignatureSubject } from './subject.ts';
import { NOW, SECRET, signedRequest } from './testing.ts';

const MINUTE = 60_000;
const TOKEN_INVALID =
  'InvalidClientTokenId: The security token included in the request is invalid.';
const MISMATCH =
  'SignatureDoesNotMatch: The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

const longTerm: ResolvedCredential = { kind: 'long-term', secret: SECRET, active: true };
const temporary = {
  kind: 'temporary',
  tokenMatches: true,
  secret: SECRET,
  expiresAt: NOW + MINUTE,
  issuerAlive: true,
} as const;

function subjectOf(request: HttpRequest, change: Partial<SignatureSubject> = {}): SignatureSubject {
  const { signature, failure } = readSignature(request);
  assert.ok(signature, failure?.message);
  return {
    signature,
    request,
    now: NOW,
    regions: ['us-east-1', 'ap-northeast-2'],
    service: 'sts',
    credential: longTerm,
    signingKeys: new SigningKeys(),
    ...change,
  };
}

const plain = await signedRequest({ body: 'Action=GetCallerIdentity' });
const withToken = await signedRequest({}, { sessionToken: 'TOKEN' });
const presigned = await signedRequest({ method: 'GET' }, { expiresIn: 600 });
const hashed = await signedRequest({
  body: '{}',
  headers: {
    'x-amz-content-sha256': '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
  },
});
const withTarget = await signedRequest({ headers: { 'x-amz-target': 'Service.Operation' } });

function withAuthorization(request: HttpRequest, from: string | RegExp, to: string): HttpRequest {
  const authorization = request.headers.authorization?.replace(from, to);
  return { ...request, headers: { ...request.headers, authorization } };
}

interface Case {
  readonly title: string;
  readonly code: string;
  readonly wire: string;
  readonly refused: SignatureSubject;
  /** The nearest subject that is accepted. */
  readonly accepted: SignatureSubject;
}

const elsewhere = await signedRequest({}, { region: 'eu-west-1' });
const iam = await signedRequest({}, { service: 'iam' });
const elsewhereIam = await signedRequest({}, { region: 'eu-west-1', service: 'iam' });

const scopeCases: Case[] = [
  {
    title: 'wrong region',
    code: 'SIG-020',
    wire: 'SignatureDoesNotMatch: Credential should be scoped to a valid region. ',
    refused: subjectOf(elsewhere),
    accepted: subjectOf(elsewhere, { regions: ['eu-west-1'] }),
  },
  {
    title: 'wrong service',
    code: 'SIG-021',
    wire: "SignatureDoesNotMatch: Credential should be scoped to correct service: 'sts'. ",
    refused: subjectOf(iam),
    accepted: subjectOf(iam, { service: 'iam' }),
  },
  {
    title: 'wrong region and service, told in this order',
    code: 'SIG-022',
    wire: "SignatureDoesNotMatch: Credential should be scoped to a valid region. Credential should be scoped to correct service: 'sts'. ",
    refused: subjectOf(elsewhereIam),
    accepted: subjectOf(elsewhereIam, { regions: ['eu-west-1'], service: 'iam' }),
  },
  {
    title: 'wrong terminator',
    code: 'SIG-023',
    wire: "SignatureDoesNotMatch: Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5_request'. ",
    refused: subjectOf(withAuthorization(plain, 'aws4_request', 'aws5_request')),
    accepted: subjectOf(plain),
  },
  {
    title: 'scope of another day',
    code: 'SIG-024',
    wire: "SignatureDoesNotMatch: Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20260130' != '20260131', from '20260131T093000Z'.",
    refused: subjectOf(withAuthorization(plain, '/20260131/', '/20260130/')),
    accepted: subjectOf(plain),
  },
];

const credentialCases: Case[] = [
  {
    title: 'unknown access key',
    code: 'SIG-030',
    wire: TOKEN_INVALID,
    refused: subjectOf(plain, { credential: { kind: 'unknown' } }),
    accepted: subjectOf(plain),
  },
  {
    title: 'temporary key without its session token',
    code: 'SIG-031',
    wire: TOKEN_INVALID,
    refused: subjectOf(plain, { credential: temporary }),
    accepted: subjectOf(withToken, { credential: temporary }),
  },
  {
    title: 'long-term key with a session token',
    code: 'SIG-032',
    wire: TOKEN_INVALID,
    refused: subjectOf(withToken),
    accepted: subjectOf(plain),
  },
  {
    title: 'session token of another key',
    code: 'SIG-033',
    wire: TOKEN_INVALID,
    refused: subjectOf(withToken, { credential: { kind: 'temporary', tokenMatches: false } }),
    accepted: subjectOf(withToken, { credential: temporary }),
  },
  {
    title: 'expired session',
    code: 'SIG-034',
    wire: 'ExpiredToken: The security token included in the request is expired',
    refused: subjectOf(withToken, { credential: { ...temporary, expiresAt: NOW } }),
    accepted: subjectOf(withToken, { credential: { ...temporary, expiresAt: NOW + 1 } }),
  },
  {
    title: 'deleted issuer',
    code: 'SIG-035',
    wire: TOKEN_INVALID,
    refused: subjectOf(withToken, { credential: { ...temporary, issuerAlive: false } }),
    accepted: subjectOf(withToken, { credential: temporary }),
  },
  {
    title: 'inactive key',
    code: 'SIG-036',
    wire: TOKEN_INVALID,
    refused: subjectOf(plain, { credential: { ...longTerm, active: false } }),
    accepted: subjectOf(plain),
  },
];

const proofCases: Case[] = [
  {
    title: 'unsigned host',
    code: 'SIG-040',
    wire: "SignatureDoesNotMatch: 'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    refused: subjectOf(withAuthorization(plain, 'host;', '')),
    accepted: subjectOf(plain),
  },
  {
    title: 'unsigned x-amz-target',
    code: 'SIG-041',
    wire: "SignatureDoesNotMatch: 'X-Amz-Target' must be a 'SignedHeader' in the AWS Authorization.",
    refused: subjectOf({
      ...plain,
      headers: { ...plain.headers, 'x-amz-target': 'Service.Other' },
    }),
    accepted: subjectOf(withTarget),
  },
  {
    title: 'signed more than five minutes ago',
    code: 'SIG-042',
    wire: 'SignatureDoesNotMatch: Signature expired: 20260131T093000Z is now earlier than 20260131T093001Z (20260131T093501Z - 5 min.)',
    refused: subjectOf(plain, { now: NOW + 5 * MINUTE + 1000 }),
    accepted: subjectOf(plain, { now: NOW + 5 * MINUTE + 999 }),
  },
  {
    title: 'signed more than five minutes ahead',
    code: 'SIG-043',
    wire: 'SignatureDoesNotMatch: Signature not yet current: 20260131T093000Z is still later than 20260131T092959Z (20260131T092459Z + 5 min.)',
    refused: subjectOf(plain, { now: NOW - 5 * MINUTE - 1 }),
    accepted: subjectOf(plain, { now: NOW - 5 * MINUTE }),
  },
  {
    title: 'presigned URL after its lifetime',
    code: 'SIG-044',
    wire: 'SignatureDoesNotMatch: Signature expired: 20260131T093000Z is now earlier than 20260131T093001Z (20260131T094001Z - 10 min.)',
    refused: subjectOf(presigned, { now: NOW + 10 * MINUTE + 1000 }),
    accepted: subjectOf(presigned, { now: NOW + 10 * MINUTE }),
  },
  {
    title: 'body other than x-amz-content-sha256 says',
    code: 'SIG-045',
    wire: MISMATCH,
    refused: subjectOf({ ...hashed, body: Buffer.from('{"a":1}') }),
    accepted: subjectOf(hashed),
  },
  {
    title: 'wrong secret',
    code: 'SIG-046',
    wire: MISMATCH,
    refused: subjectOf(plain, { credential: { ...longTerm, secret: `${SECRET}x` } }),
    accepted: subjectOf(plain),
  },
];

const cases = [...scopeCases, ...credentialCases, ...proofCases];

describe('the checks of a signed request', () => {
  for (const { title, code, wire, refused, accepted } of cases) {
    it(`${code}: ${title}`, () => {
      const failure = firstFailure(signatureChecks, refused);
      assert.equal(failure?.code, code);
      const error = surface(failure);
      assert.equal(`${error.code}: ${error.message}`, wire);
      assert.ok(!/\{\w+\}/.test(failure.message), failure.message);
      assert.equal(firstFailure(signatureChecks, accepted), undefined);
    });
  }

  it('gives a presigned URL the window of its seconds', async () => {
    const request = await signedRequest({ method: 'GET' }, { expiresIn: 90 });
    const late = subjectOf(request, { now: NOW + 100_000 });
    const failure = firstFailure(signatureChecks, late);
    assert.ok(failure?.code === 'SIG-044');
    assert.match(surface(failure).message, /\(20260131T093140Z - 90 sec\.\)$/);
  });

  it('takes no x-amz-content-sha256 but the lower-case hash and UNSIGNED-PAYLOAD', async () => {
    for (const value of ['STREAMING-AWS4-HMAC-SHA256-PAYLOAD', '', 'unsigned-payload', 'E3']) {
      const request = await signedRequest({ headers: { 'x-amz-content-sha256': value } });
      assert.equal(firstFailure(signatureChecks, subjectOf(request))?.code, 'SIG-045');
    }
    const headers = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
    const unsigned = await signedRequest({ body: 'x', headers });
    assert.equal(firstFailure(signatureChecks, subjectOf(unsigned)), undefined);
  });

  it('no row can be left out', () => {
    for (const left of signatureChecks) {
      const rest = signatureChecks.filter((check) => check !== left);
      const noticed = cases.some(({ refused, code }) => codeUnder(rest, refused) !== code);
      assert.ok(noticed, `no case needs ${left.name}`);
    }
  });

  it('every fault wins over the faults of later rows (aws-facts B5)', () => {
    const everything: ResolvedCredential = { ...temporary, expiresAt: 0, issuerAlive: false };
    const worst = withAuthorization(withToken, /host;/, '');
    const faults: [string, SignatureSubject][] = [
      [
        'SIG-022',
        subjectOf(worst, { regions: [], service: 'x', credential: { kind: 'unknown' }, now: 0 }),
      ],
      ['SIG-030', subjectOf(worst, { credential: { kind: 'unknown' }, now: 0 })],
      ['SIG-032', subjectOf(worst, { credential: { ...longTerm, active: false }, now: 0 })],
      [
        'SIG-033',
        subjectOf(worst, { credential: { kind: 'temporary', tokenMatches: false }, now: 0 }),
      ],
      ['SIG-034', subjectOf(worst, { credential: everything, now: NOW * 2 })],
      [
        'SIG-035',
        subjectOf(worst, { credential: { ...everything, expiresAt: NOW * 3 }, now: NOW * 2 }),
      ],
      [
        'SIG-040',
        subjectOf(worst, { credential: { ...temporary, expiresAt: NOW * 3 }, now: NOW * 2 }),
      ],
    ];
    for (const [code, subject] of faults) {
      assert.equal(firstFailure(signatureChecks, subject)?.code, code);
    }
  });
});

function codeUnder(table: typeof signatureChecks, subject: SignatureSubject): string | undefined {
  try {
    return firstFailure(table, subject)?.code;
  } catch {
    return 'no secret';
  }
}

describe('the trace of a signed request', () => {
  const outcomes = (traces: readonly CheckTrace[]): string[] =>
    traces
      .filter(({ outcome }) => outcome !== 'passed')
      .map(({ name, outcome }) => `${name} ${outcome}`);

  it('tells every check, and what could not be checked', () => {
    const credential = { kind: 'temporary', tokenMatches: false } as const;
    const traces = traceChecks(signatureChecks, subjectOf(withToken, { credential, now: 0 }));
    assert.equal(traces.length, signatureChecks.length);
    assert.deepEqual(outcomes(traces), [
      'tokenIsBoundToKey failed',
      'signatureIsNotEarly failed',
      'signatureMatches skipped',
    ]);
  });

  it('tells what was expected and received, and no secret', () => {
    for (const { code, refused, accepted } of cases) {
      const failed = traceChecks(signatureChecks, refused).find(
        ({ outcome }) => outcome === 'failed',
      );
      assert.equal(failed?.failure?.code, code);
      assert.notEqual(failed?.expected, failed?.received);
      const traces = traceChecks(signatureChecks, accepted);
      assert.deepEqual(outcomes(traces), []);
      assert.equal(JSON.stringify(traces).includes(SECRET), false);
    }
  });
});
