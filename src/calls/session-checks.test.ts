import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SessionClaims } from '../crypto/index.ts';
import { type Principal, rootPrincipal } from '../domain/principal.ts';
import { firstFailure } from '../failures/check.ts';
import { type SessionSubject, sessionChecks } from './session-checks.ts';

const account = '111122223333';
const claims: SessionClaims = {
  account,
  region: 'us-east-1',
  principal: { kind: 'root-session' },
  issuedAt: 0,
  expiresAt: 1,
  sessionPolicyArns: [],
  tags: new Map(),
  transitiveTagKeys: [],
  roleChained: false,
};
const longTerm = rootPrincipal(account, 'AKIA');
const sessionToken: Principal = { ...longTerm, session: claims };
const withMfa: Principal = { ...longTerm, session: { ...claims, mfaAuthenticatedAt: 0 } };
const federated: Principal = {
  kind: 'federated-user',
  account,
  arn: `arn:aws:sts::${account}:federated-user/ann`,
  userId: `${account}:ann`,
  accessKeyId: 'ASIA',
  session: claims,
  name: 'ann',
  issuerUserId: undefined,
  issuerUserName: undefined,
  issuerPath: undefined,
  tags: new Map(),
};

function codeOf(principal: Principal, service: string, operation: string): string | undefined {
  const subject: SessionSubject = { principal, service, operation };
  return firstFailure(sessionChecks, subject)?.code;
}

test('SESS-001: a session token calls IAM only when it was made with MFA', () => {
  assert.equal(codeOf(sessionToken, 'iam', 'ListUsers'), 'SESS-001');
  assert.equal(codeOf(withMfa, 'iam', 'ListUsers'), undefined);
  assert.equal(codeOf(longTerm, 'iam', 'ListUsers'), undefined);
  assert.equal(codeOf(sessionToken, 'organizations', 'ListAccounts'), undefined);
});

test('SESS-002: a federated user does not call IAM', () => {
  assert.equal(codeOf(federated, 'iam', 'GetUser'), 'SESS-002');
  assert.equal(codeOf(federated, 'cloudtrail', 'LookupEvents'), undefined);
});

test('SESS-003: a session calls of STS what its kind may', () => {
  assert.equal(codeOf(sessionToken, 'sts', 'GetFederationToken'), 'SESS-003');
  assert.equal(codeOf(sessionToken, 'sts', 'AssumeRole'), undefined);
  assert.equal(codeOf(federated, 'sts', 'AssumeRole'), 'SESS-003');
  assert.equal(codeOf(federated, 'sts', 'GetCallerIdentity'), undefined);
  assert.equal(codeOf(longTerm, 'sts', 'GetSessionToken'), undefined);
});

test('sessions of the console call what an access key may: IAM without MFA, and all of STS', () => {
  const session = { ...claims, browserSessionId: `${account}-x` };
  const signedIn: Principal = { ...longTerm, session };
  assert.equal(codeOf(signedIn, 'iam', 'ListUsers'), undefined);
  assert.equal(codeOf(signedIn, 'sts', 'GetAccessKeyInfo'), undefined);
  assert.equal(codeOf({ ...federated, session }, 'iam', 'GetUser'), 'SESS-002');
  assert.equal(codeOf({ ...federated, session }, 'sts', 'AssumeRole'), 'SESS-003');
});
