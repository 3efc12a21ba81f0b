import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SessionClaims } from '../../crypto/index.ts';
import { surface } from '../../failures/aws-error.ts';
import { firstFailure, traceChecks } from '../../failures/check.ts';
import type { Principal } from '../principal.ts';
import { consoleChecks } from './console-checks.ts';
import { type ConsoleRequest, readSessionParameter } from './console-request.ts';

const NOW = Date.UTC(2026, 0, 15, 8);
const ACCOUNT = '111122223333';
const GOOD = '{"sessionId":"ASIAEXAMPLE","sessionKey":"key","sessionToken":"token"}';

const claims: SessionClaims = {
  account: ACCOUNT,
  region: 'us-east-1',
  principal: { kind: 'assumed-role', roleName: 'Admin', roleId: 'AROA1', sessionName: 'ann' },
  issuedAt: NOW - 1000,
  expiresAt: NOW + 1,
  sessionPolicyArns: [],
  tags: new Map(),
  transitiveTagKeys: [],
  roleChained: false,
};

function principal(kind: Principal['kind'], session: Partial<SessionClaims> = {}): Principal {
  const arn = `arn:aws:sts::${ACCOUNT}:assumed-role/Admin/ann`;
  const common = {
    account: ACCOUNT,
    arn,
    userId: 'AROA1:ann',
    accessKeyId: 'ASIAEXAMPLE',
    session: { ...claims, ...session },
    tags: new Map(),
  };
  switch (kind) {
    case 'assumed-role':
      return { ...common, kind, roleArn: '', roleId: '', roleName: '', sessionName: '' };
    case 'federated-user':
      return {
        ...common,
        kind,
        name: 'ann',
        issuerUserId: undefined,
        issuerUserName: undefined,
        issuerPath: undefined,
      };
    case 'user':
      return { ...common, kind, userName: 'ann' };
    case 'root':
      return { ...common, kind };
  }
}

function request(members: Partial<ConsoleRequest> = {}): ConsoleRequest {
  return {
    session: readSessionParameter(GOOD),
    found: { kind: 'principal', principal: principal('assumed-role') },
    duration: undefined,
    roleMaximum: 7200,
    now: NOW,
    ...members,
  };
}

function found(kind: Principal['kind'], session: Partial<SessionClaims> = {}) {
  return { found: { kind: 'principal', principal: principal(kind, session) } } as const;
}

function refusal(members: Partial<ConsoleRequest>): readonly [string, string, string] {
  const failed = firstFailure(consoleChecks, request(members));
  assert.ok(failed, 'nothing failed');
  const { code, message } = surface(failed);
  return [failed.code, code, message];
}

describe('credentials at the federation endpoint', () => {
  const INVALID = 'The security token included in the request is invalid.';
  const RANGE = 'SessionDuration must be between 900 and 43200 seconds';
  const accepted: Readonly<Record<string, Partial<ConsoleRequest>>> = {
    'of a role': {},
    'of a federated user': found('federated-user'),
    'with the shortest duration': { duration: '900' },
    'with the longest duration': { duration: '43200', roleMaximum: 43_200 },
    'with the maximum of the role': { duration: '7200' },
    'of a chained role for an hour': {
      duration: '3600',
      ...found('assumed-role', { roleChained: true }),
    },
  };
  for (const [title, members] of Object.entries(accepted)) {
    it(`are taken ${title}`, () =>
      assert.equal(firstFailure(consoleChecks, request(members)), undefined));
  }

  const refused: readonly (readonly [
    string,
    Partial<ConsoleRequest>,
    readonly [string, string, string],
  ])[] = [
    [
      'without Session',
      { session: readSessionParameter('') },
      ['FED-030', 'ValidationError', 'The parameter Session is not valid'],
    ],
    [
      'that are unknown',
      { found: { kind: 'invalid', problem: 'x' } },
      ['FED-031', 'InvalidClientTokenId', INVALID],
    ],
    [
      'that have expired',
      { now: NOW + 1 },
      ['FED-032', 'ExpiredToken', 'The security token included in the request is expired'],
    ],
    [
      'of GetSessionToken',
      found('user'),
      ['FED-033', 'AccessDenied', 'Cannot open a console session with these credentials'],
    ],
    [
      'of the root user',
      found('root'),
      ['FED-033', 'AccessDenied', 'Cannot open a console session with these credentials'],
    ],
    ['for 899 seconds', { duration: '899' }, ['FED-034', 'ValidationError', RANGE]],
    ['for 43,201 seconds', { duration: '43201' }, ['FED-034', 'ValidationError', RANGE]],
    ['for no number', { duration: '1e4' }, ['FED-034', 'ValidationError', RANGE]],
    [
      'of a federated user with a duration',
      { duration: '900', ...found('federated-user') },
      [
        'FED-035',
        'ValidationError',
        'SessionDuration cannot be used with credentials of GetFederationToken',
      ],
    ],
    [
      'of a chained role beyond the hour',
      { duration: '3601', ...found('assumed-role', { roleChained: true }) },
      [
        'FED-036',
        'ValidationError',
        'The requested SessionDuration exceeds the 1 hour session limit for roles assumed by role chaining.',
      ],
    ],
    [
      'beyond the maximum of the role',
      { duration: '7201' },
      [
        'FED-037',
        'ValidationError',
        'The requested SessionDuration exceeds the MaxSessionDuration set for this role.',
      ],
    ],
  ];
  for (const [title, members, told] of refused) {
    it(`are refused ${title}: ${told[0]}`, () => assert.deepEqual(refusal(members), told));
  }

  it('are explained to the end, and what cannot be looked at is skipped', () => {
    const traces = traceChecks(consoleChecks, request({ session: readSessionParameter('[]') }));
    assert.equal(traces[0]?.received, 'it is no JSON object');
    const traced = traceChecks(
      consoleChecks,
      request({ found: { kind: 'invalid', problem: 'x' } }),
    );
    assert.deepEqual(
      traced.map(({ outcome }) => outcome),
      ['passed', 'failed', 'skipped', 'skipped', 'passed', 'skipped', 'skipped', 'passed'],
    );
  });
});

describe('the parameter Session', () => {
  const texts: readonly (readonly [string, string])[] = [
    ['', 'it is missing'],
    ['nonsense', 'it is no JSON object'],
    ['["a","b","c"]', 'it is no JSON object'],
    [`${GOOD.slice(0, -1)},"sessionId":"ASIAOTHER"}`, 'it is no JSON object'],
    ['{"sessionKey":"key","sessionToken":"token"}', 'sessionId is missing'],
    ['{"sessionId":"a","sessionKey":1,"sessionToken":"token"}', 'sessionKey is missing'],
    [
      '{"sessionId":"a","sessionKey":"b","__proto__":{"sessionToken":"x"}}',
      'sessionToken is missing',
    ],
  ];
  for (const [text, problem] of texts) {
    it(`is not ${text}: ${problem}`, () =>
      assert.deepEqual(readSessionParameter(text), { problem }));
  }
  it(`is ${GOOD}`, () =>
    assert.deepEqual(readSessionParameter(GOOD), {
      accessKeyId: 'ASIAEXAMPLE',
      secretAccessKey: 'key',
      sessionToken: 'token',
    }));
});
