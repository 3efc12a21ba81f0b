import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SessionClaims } from '../../crypto/index.ts';
import { compilePolicy, parsePolicy } from '../../policy/index.ts';
import type { Case } from '../authorisation/judge.ts';
import type { RoleState } from '../iam/state.ts';
import { rootPrincipal } from '../principal.ts';
import type { Seal } from './issue.ts';
import { type GrantedSession, issueRoleSession, type RoleSessionReason } from './role-session.ts';

const ARN = 'arn:aws:iam::111122223333:role/team/Deploy';
const NOW = Date.UTC(2026, 10, 22) + 250;
const PROVIDER = 'arn:aws:iam::111122223333:saml-provider/Corp';

function roleOf(arn = ARN): RoleState {
  const reading = parsePolicy('{"Version":"2012-10-17","Statement":[]}', 'trust');
  const document = reading.ok
    ? reading.document
    : ({ version: '2012-10-17', id: undefined, statements: [] } as const);
  return {
    account: '111122223333',
    roleId: 'AROADEPLOY',
    name: 'Deploy',
    path: '/team/',
    arn,
    boundaryArn: undefined,
    tags: new Map(),
    maxSessionSeconds: 3600,
    trust: compilePolicy(document, { kind: 'trust', name: 'Deploy' }),
    inline: [],
    attached: [],
  };
}

function decided(role: RoleState, action: string, allowed = true): Case {
  return {
    request: {
      action,
      resource: role.arn,
      resourceAccount: role.account,
      principal: { type: 'federated', provider: PROVIDER },
      context: () => undefined,
    },
    policies: { identity: [], resource: role.trust },
    decision: { allowed, kind: 'trust', explicit: false, deciding: undefined },
  };
}

const workforce: RoleSessionReason = {
  kind: 'IdentityCenter',
  federation: { provider: PROVIDER, claims: new Map([['saml:sub', ['ana']]]) },
  browserSessionId: 'portal-1',
  workforceUserId: 'user-1',
};

const saml: RoleSessionReason = {
  kind: 'AssumeRoleWithSAML',
  federation: { provider: PROVIDER, claims: new Map([['saml:sub', ['ana']]]) },
  browserSessionId: 'browser-1',
};

function issueWith(
  change: (role: RoleState) => Partial<GrantedSession>,
  reason: RoleSessionReason = saml,
) {
  const role = roleOf();
  let claims: SessionClaims | undefined;
  const seal: Seal = (given) => {
    claims = given;
    return {
      kind: 'sealed',
      accessKeyId: 'ASIA',
      secretAccessKey: 'secret',
      sessionToken: 'token',
      packedPolicySize: 0,
    };
  };
  const session = issueRoleSession({ seal, now: NOW, region: 'eu-west-1' }, reason, {
    role,
    sessionName: 'ana',
    sourceIdentity: undefined,
    tags: new Map(),
    transitiveTagKeys: [],
    policies: { inline: undefined, arns: [] },
    seconds: 900,
    decisions: [decided(role, `sts:${reason.kind}`)],
    ...change(role),
  });
  return { session, claims };
}

describe('issueRoleSession', () => {
  it('writes into the token what a federated session is', () => {
    const { session, claims } = issueWith(() => ({}));
    assert.deepEqual(claims, {
      account: '111122223333',
      region: 'eu-west-1',
      principal: {
        kind: 'assumed-role',
        roleName: 'Deploy',
        roleId: 'AROADEPLOY',
        sessionName: 'ana',
      },
      issuedAt: NOW,
      expiresAt: NOW - 250 + 900_000,
      sessionPolicyArns: [],
      tags: new Map(),
      transitiveTagKeys: [],
      roleChained: false,
      federation: saml.kind === 'AssumeRoleWithSAML' ? saml.federation : undefined,
      browserSessionId: 'browser-1',
    });
    assert.equal(session.sessionArn, 'arn:aws:sts::111122223333:assumed-role/Deploy/ana');
  });

  it('names the person of Identity Center, who needs the decision on AssumeRoleWithSAML', () => {
    const granted = (role: RoleState) => ({ decisions: [decided(role, 'sts:AssumeRoleWithSAML')] });
    const { claims } = issueWith(granted, workforce);
    assert.equal(claims?.workforceUserId, 'user-1');
    assert.equal(claims?.browserSessionId, 'portal-1');
    const missing = /was not granted sts:AssumeRoleWithSAML$/;
    assert.throws(() => issueWith(() => ({ decisions: [] }), workforce), missing);
  });

  it('demands the decision on its own action, on that role and its present trust policy', () => {
    const missing = /^Error: a session of .*Deploy was not granted sts:AssumeRoleWithSAML$/;
    const refused: ((role: RoleState) => Case[])[] = [
      () => [],
      (role) => [decided(role, 'sts:AssumeRoleWithSAML', false)],
      (role) => [decided(role, 'sts:AssumeRoleWithWebIdentity')],
      (role) => [decided({ ...role, arn: `${ARN}2` }, 'sts:AssumeRoleWithSAML')],
      () => [decided(roleOf(), 'sts:AssumeRoleWithSAML')],
    ];
    for (const decisions of refused) {
      assert.throws(() => issueWith((role) => ({ decisions: decisions(role) })), missing);
    }
  });

  it('demands those on tags and source identity where they are set', () => {
    const tags = new Map([['Team', 'blue']]);
    assert.throws(() => issueWith(() => ({ tags })), /was not granted sts:TagSession$/);
    const sourceIdentity = 'ana';
    assert.throws(() => issueWith(() => ({ sourceIdentity })), /sts:SetSourceIdentity$/);
    const { claims } = issueWith((role) => ({
      tags,
      sourceIdentity,
      decisions: ['AssumeRoleWithSAML', 'TagSession', 'SetSourceIdentity'].map((name) =>
        decided(role, `sts:${name}`),
      ),
    }));
    assert.equal(claims?.sourceIdentity, 'ana');
    assert.deepEqual(claims?.tags, tags);
  });

  it('carries the factor of whoever switches in the console, into a session of its own', () => {
    const principal = {
      ...rootPrincipal('111122223333', 'ASIAUSER'),
      session: {
        account: '111122223333',
        region: 'us-east-1',
        principal: { kind: 'root-session' },
        issuedAt: NOW,
        expiresAt: NOW + 1,
        sessionPolicyArns: [],
        tags: new Map(),
        transitiveTagKeys: [],
        roleChained: false,
        mfaAuthenticatedAt: NOW - 60_000,
        browserSessionId: 'browser-1',
      },
    } as const;
    const granted = (role: RoleState) => ({ decisions: [decided(role, 'sts:AssumeRole')] });
    const switching = { kind: 'SwitchRole', principal, browserSessionId: 'browser-2' } as const;
    const { claims } = issueWith(granted, switching);
    assert.equal(claims?.mfaAuthenticatedAt, NOW - 60_000);
    assert.equal(claims?.browserSessionId, 'browser-2');
    const called = issueWith(granted, { kind: 'AssumeRole', principal }).claims;
    assert.equal(called?.mfaAuthenticatedAt, undefined);
    assert.equal(called?.browserSessionId, 'browser-1');
    assert.throws(() => issueWith(() => ({ decisions: [] }), switching), /sts:AssumeRole$/);
  });
});
