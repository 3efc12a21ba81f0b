import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AwsError, surface } from '../../failures/aws-error.ts';
import { catalogue } from '../../failures/catalogue.ts';
import { firstFailure, traceChecks } from '../../failures/check.ts';
import { roleChecks } from './role-checks.ts';
import {
  examineRole,
  type FederatedIdentity,
  type RoleInput,
  type RoleSubject,
  roleOfFiles,
} from './role-subject.ts';
import { sessionSeconds } from './session-length.ts';
import { decidingStatement } from './trust-explanation.ts';

const ROLE = 'arn:aws:iam::111122223333:role/team/Deploy';
const PROVIDER = 'arn:aws:iam::111122223333:saml-provider/Corp';
const RECIPIENT = 'https://gatehouse.test/saml';
const NOW = Date.UTC(2026, 10, 22);
const DENIED = 'Not authorized to perform sts:AssumeRoleWithSAML';

const identity: FederatedIdentity = {
  keys: { 'saml:aud': [RECIPIENT], 'saml:sub': ['ana'] },
  sessionName: 'ana@example.com',
  sourceIdentity: undefined,
  tags: new Map(),
  transitiveTagKeys: [],
};

const trusting = {
  Sid: 'Corp',
  Effect: 'Allow',
  Principal: { Federated: PROVIDER },
  Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession', 'sts:SetSourceIdentity'] as unknown,
  Condition: { StringEquals: { 'SAML:aud': RECIPIENT } } as object,
};

interface Change extends Partial<RoleInput> {
  readonly trust?: object | readonly object[];
  readonly says?: Partial<FederatedIdentity>;
  readonly maxSessionSeconds?: number;
}

function subjectOf({ trust = trusting, says = {}, maxSessionSeconds, ...rest }: Change = {}) {
  const trustPolicy = JSON.stringify({ Version: '2012-10-17', Statement: [trust].flat() });
  const files = roleOfFiles({ arn: ROLE, trustPolicy, maxSessionSeconds });
  assert.ok(files.ok, 'the trust policy can be read');
  return examineRole({
    operation: 'AssumeRoleWithSAML',
    roleArn: ROLE,
    found: { kind: 'role', role: files.role },
    provider: PROVIDER,
    identity: () => ({ ...identity, ...says }),
    circumstances: {
      now: NOW,
      region: 'us-east-1',
      sourceAddress: '192.0.2.7',
      userAgent: 'test',
      secure: true,
    },
    ...rest,
  });
}

function assertHolds(change: Change = {}): RoleSubject {
  const subject = subjectOf(change);
  assert.equal(firstFailure(roleChecks, subject)?.message, undefined);
  const outcomes = traceChecks(roleChecks, subject).map(({ outcome }) => outcome);
  assert.deepEqual(new Set(outcomes), new Set(['passed']));
  return subject;
}

/** The refusal with its wire form, and what the failed row of the trace says. */
function assertFails(change: Change, code: string, error: string, text: string) {
  const subject = subjectOf(change);
  const failed = firstFailure(roleChecks, subject);
  assert.equal(failed?.code, code, failed?.message);
  const told = surface(failed);
  assert.deepEqual([told.code, told.message], [error, text]);
  const trace = traceChecks(roleChecks, subject).find(({ outcome }) => outcome === 'failed');
  assert.equal(trace?.failure?.code, code);
  return { message: failed.message, expected: trace.expected, received: trace.received };
}

describe('roleChecks: the role', () => {
  it('R066, FED-001: it does not exist', () => {
    const seen = assertFails({ found: { kind: 'nothing' } }, 'FED-001', 'AccessDenied', DENIED);
    assert.deepEqual(seen, {
      message: `there is no role \`${ROLE}\``,
      expected: `role ${ROLE}`,
      received: 'it does not exist',
    });
    assertHolds();
  });

  it('R067, FED-002: it is written in other letters', () => {
    const arn = ROLE.replace('Deploy', 'deploy');
    const found = { kind: 'other-spelling', arn } as const;
    const seen = assertFails({ found }, 'FED-002', 'AccessDenied', DENIED);
    assert.equal(seen.message, `there is no role \`${ROLE}\`, but there is \`${arn}\``);
    assert.equal(seen.received, `there is ${arn}`);
  });

  it('FED-003: its account is closed', () => {
    const change: Change = { found: { kind: 'inactive-account' } };
    const seen = assertFails(change, 'FED-003', 'AccessDenied', DENIED);
    assert.equal(seen.message, `the account of role \`${ROLE}\` is closed or suspended`);
  });

  it('FED-004: the provider is of another account; a built-in one is of none', () => {
    const provider = PROVIDER.replace('111122223333', '444455556666');
    const seen = assertFails({ provider }, 'FED-004', 'AccessDenied', DENIED);
    assert.deepEqual(seen, {
      message: `role \`${ROLE}\` is of account 111122223333, the provider \`${provider}\` is not`,
      expected: 'account 444455556666',
      received: 'account 111122223333',
    });
    assertHolds({
      provider: 'accounts.google.com',
      trust: { ...trusting, Principal: { Federated: 'accounts.google.com' } },
    });
  });

  it('FED-005: it belongs to IAM Identity Center', () => {
    const path = 'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/';
    const roleArn = `${path}AWSReservedSSO_Admin_0123456789abcdef`;
    const seen = assertFails({ roleArn }, 'FED-005', 'AccessDenied', DENIED);
    assert.equal(seen.message, `role \`${roleArn}\` belongs to IAM Identity Center`);
    assertHolds({ roleArn: `${path}NotAWSReservedSSO_Admin` });
  });
});

describe('roleChecks: the trust policy', () => {
  it('R071, FED-006: it names somebody else', () => {
    const other = PROVIDER.replace('Corp', 'corp');
    const trust = { ...trusting, Principal: { Federated: other } };
    const seen = assertFails({ trust }, 'FED-006', 'AccessDenied', DENIED);
    assert.deepEqual(seen, {
      message: `the trust policy of \`${ROLE}\` names no principal that is \`${PROVIDER}\``,
      expected: `Principal Federated: ${PROVIDER}`,
      received: `Principal Federated: ${other}`,
    });
    assertHolds({ trust: [trust, trusting] });
    assertHolds({ trust: { ...trusting, Principal: '*' } });
  });

  it('R068, FED-007: it lacks the action', () => {
    const trust = { ...trusting, Action: 'sts:AssumeRole' };
    const seen = assertFails({ trust }, 'FED-007', 'AccessDenied', DENIED);
    assert.deepEqual(seen, {
      message: `the trust policy of \`${ROLE}\` does not allow \`sts:AssumeRoleWithSAML\` to \`${PROVIDER}\``,
      expected: 'Action sts:AssumeRoleWithSAML',
      received: 'statement 1 (Corp): Action sts:AssumeRole',
    });
    assertHolds({ trust: { ...trusting, Action: 'sts:AssumeRoleWith*' } });
  });

  it('R071, FED-008: a condition is not met', () => {
    const elsewhere = 'https://signin.aws.amazon.com/saml';
    const trust = { ...trusting, Condition: { StringEquals: { 'SAML:aud': elsewhere } } };
    const seen = assertFails({ trust }, 'FED-008', 'AccessDenied', DENIED);
    const expected = `statement 1 (Corp): StringEquals SAML:aud ${elsewhere}`;
    const received = `SAML:aud is ${RECIPIENT}`;
    assert.deepEqual(seen, {
      message: `no statement of the trust policy of \`${ROLE}\` has its conditions met: ${expected} expected, ${received} received`,
      expected,
      received,
    });
  });

  it('R071, FED-008: a condition asks for what the response does not say', () => {
    const condition = { StringEquals: { 'saml:edupersonorgdn': 'o=corp' } };
    const trust = { ...trusting, Condition: condition };
    const { received } = assertFails({ trust }, 'FED-008', 'AccessDenied', DENIED);
    assert.equal(received, 'no saml:edupersonorgdn');
  });

  it('reads the circumstances of the request, the session and the tags of the role', () => {
    const Condition = {
      IpAddress: { 'aws:SourceIp': '192.0.2.0/24' },
      DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' },
      Bool: { 'aws:SecureTransport': 'true' },
      StringEquals: {
        'sts:RoleSessionName': 'ana@example.com',
        'aws:RequestedRegion': 'us-east-1',
      },
      StringNotEquals: { 'aws:PrincipalArn': 'nobody-yet' },
    };
    assertHolds({ trust: { ...trusting, Condition } });
  });

  it('FED-009: a statement denies', () => {
    const denying = {
      Effect: 'Deny',
      Principal: '*',
      Action: 'sts:*',
      Condition: { StringEquals: { 'saml:sub': 'ana' } },
    };
    const trust = [trusting, denying];
    const seen = assertFails({ trust }, 'FED-009', 'AccessDenied', DENIED);
    assert.deepEqual(seen, {
      message: `the trust policy of \`${ROLE}\` denies it: statement 2`,
      expected: 'no Deny statement that applies',
      received: 'statement 2 denies',
    });
    const { decision } = subjectOf({ trust });
    assert.deepEqual(decidingStatement(decision('sts:AssumeRoleWithSAML')), {
      policyKind: 'trust',
      policy: ROLE,
      statement: 2,
      effect: 'Deny',
    });
    assertHolds({ trust, says: { keys: { ...identity.keys, 'saml:sub': ['bob'] } } });
  });

  it('R069, FED-010: session tags need sts:TagSession', () => {
    const tags = new Map([['Team', 'blue']]);
    const trust = { ...trusting, Action: ['sts:AssumeRoleWithSAML', 'sts:SetSourceIdentity'] };
    const seen = assertFails({ trust, says: { tags } }, 'FED-010', 'AccessDenied', DENIED);
    assert.deepEqual(seen, {
      message: `session tags are passed, and the trust policy of \`${ROLE}\` does not allow \`sts:TagSession\`: statement 1 (Corp): Action sts:AssumeRoleWithSAML, sts:SetSourceIdentity expected, sts:TagSession received`,
      expected: 'statement 1 (Corp): Action sts:AssumeRoleWithSAML, sts:SetSourceIdentity',
      received: 'session tags Team; sts:TagSession',
    });
    assertHolds({ trust });
    const Condition = {
      StringEquals: { 'aws:RequestTag/team': 'blue' },
      'ForAllValues:StringEquals': { 'aws:TagKeys': ['Team'], 'sts:TransitiveTagKeys': ['Team'] },
    };
    assertHolds({ trust: { ...trusting, Condition }, says: { tags, transitiveTagKeys: ['Team'] } });
  });

  it('R070, FED-011: a source identity needs sts:SetSourceIdentity', () => {
    const trust = { ...trusting, Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'] };
    const says = { sourceIdentity: 'ana' };
    const seen = assertFails({ trust, says }, 'FED-011', 'AccessDenied', DENIED);
    assert.match(seen.message, /does not allow `sts:SetSourceIdentity`: statement 1 \(Corp\)/);
    assert.equal(seen.received, 'source identity ana; sts:SetSourceIdentity');
    assertHolds({ trust });
    const Condition = { StringEquals: { 'sts:SourceIdentity': 'ana' } };
    assertHolds({ trust: { ...trusting, Condition }, says });
  });

  it('R110: is refused in the words of the operation', () => {
    const operation = 'AssumeRoleWithWebIdentity';
    const text = 'Not authorized to perform sts:AssumeRoleWithWebIdentity';
    assertFails({ operation }, 'FED-007', 'AccessDenied', text);
    const trust = { ...trusting, Action: 'sts:AssumeRoleWithWebIdentity' };
    assertHolds({ operation, trust });
  });
});

describe('roleChecks: the session', () => {
  const tooLong = 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.';

  it('R085, FED-012: it is longer than the role allows', () => {
    const change: Change = { durationSeconds: 43_200, maxSessionSeconds: 21_600 };
    assert.deepEqual(assertFails(change, 'FED-012', 'ValidationError', tooLong), {
      message: `43200 seconds are asked for, and sessions of \`${ROLE}\` last at most 21600`,
      expected: 'at most 21600 seconds',
      received: '43200 seconds',
    });
    assertHolds({ durationSeconds: 21_600, maxSessionSeconds: 21_600 });
  });

  it('R085, FED-012: SessionDuration asks in the console, and only shortens in the API', () => {
    const says = { sessionSeconds: 7200 };
    assertFails({ says, console: true }, 'FED-012', 'ValidationError', tooLong);
    const long = assertHolds({ says, console: true, maxSessionSeconds: 7200 });
    assert.equal(sessionSeconds(long), 7200);
    assert.equal(sessionSeconds(assertHolds({ says })), 3600);
    const short = assertHolds({ says: { sessionSeconds: 900 }, durationSeconds: 1800 });
    assert.equal(sessionSeconds(short), 900);
  });

  it('FED-013: the session at the provider has ended; until then it bounds this one', () => {
    const text = 'Token must be redeemed within 5 minutes of issuance';
    const says = { sessionEndsAt: NOW };
    assert.deepEqual(assertFails({ says }, 'FED-013', 'ExpiredTokenException', text), {
      message: 'the session at the identity provider ended at 2026-11-22T00:00:00Z',
      expected: 'SessionNotOnOrAfter after 2026-11-22T00:00:00Z',
      received: '2026-11-22T00:00:00Z',
    });
    const subject = assertHolds({ says: { sessionEndsAt: NOW + 60_999 } });
    assert.equal(sessionSeconds(subject), 60);
  });

  it('FED-014, FED-015, FED-016: the session policies cannot be used', () => {
    const cases = [
      ['FED-014', 'MalformedPolicyDocument', 'Syntax errors in policy.'],
      ['FED-015', 'ValidationError', 'nonsense is invalid'],
      ['FED-016', 'PackedPolicyTooLarge', 'Packed policy consumes 120% of allotted space'],
    ] as const;
    for (const [code, error, text] of cases) {
      const sessionPolicies = new AwsError(error, text);
      const { received } = assertFails({ sessionPolicies }, code, error, text);
      assert.equal(received, text);
    }
    assertHolds({ sessionPolicies: { inline: '{}', arns: [] } });
  });

  it('FED-016: policies and tags do not fit', () => {
    const tags = new Map(
      Array.from({ length: 50 }, (_, tag) => [`${'kéy'.repeat(20)}${tag}`, 'ü'.repeat(tag * 4)]),
    );
    const text = /^Packed size of session tags consumes 1\d\d% of allotted space\.$/;
    const failed = firstFailure(roleChecks, subjectOf({ says: { tags: noise(tags) } }));
    assert.equal(failed?.code, 'FED-016');
    assert.match(surface(failed).message, text);
    assertHolds({ says: { tags } });
  });
});

/** Tags that no compression makes small. */
function noise(tags: ReadonlyMap<string, string>): Map<string, string> {
  let seed = 7;
  const character = (): string => {
    seed = (seed * 48_271) % 2_147_483_647;
    return String.fromCodePoint(0x4e00 + (seed % 20_000));
  };
  const scrambled = (text: string): string => text.slice(0, 9).replace(/./g, character);
  return new Map([...tags].map(([key, value]) => [scrambled(key), scrambled(value)]));
}

describe('roleChecks: traces', () => {
  it('go on past what fails, and skip what needs a verified identity or a role', () => {
    const identified = subjectOf({ found: { kind: 'nothing' } });
    const outcomes = (subject: RoleSubject) =>
      new Map(traceChecks(roleChecks, subject).map(({ name, outcome }) => [name, outcome]));
    assert.equal(outcomes(identified).get('roleExists'), 'failed');
    assert.equal(outcomes(identified).get('trustPolicyNamesProvider'), 'skipped');
    assert.equal(outcomes(identified).get('sessionHasRoom'), 'passed');
    const stranger = subjectOf({
      identity: () => {
        throw new Error('not verified');
      },
    });
    assert.equal(outcomes(stranger).get('roleExists'), 'passed');
    assert.equal(outcomes(stranger).get('trustPolicyConditionsHold'), 'skipped');
    assert.equal(outcomes(stranger).get('durationIsWithinMaximum'), 'passed');
    assert.throws(() => firstFailure(roleChecks, stranger), /not verified/);
  });

  it('have a title in both languages', () => {
    for (const { code } of roleChecks) assert.ok(catalogue[code].title.ko);
  });
});
