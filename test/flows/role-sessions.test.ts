import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { assertRefused, clientsOf, credentialsOf, refusalOf } from '../support/clients.ts';
import {
  allow,
  deny,
  makeRole,
  makeUser,
  policyOf,
  setRolePolicy,
  trusts,
} from '../support/entities.ts';
import {
  type AssumeOptions,
  assume,
  FREEDOMS,
  notAuthorized,
  openStsWorld,
  type StsWorld,
} from '../support/sts-world.ts';
import { until } from '../support/until.ts';

let server: StsWorld['server'];
let admin: StsWorld['admin'];
let alice: StsWorld['alice'];
let asAlice: StsWorld['asAlice'];
let worker: StsWorld['worker'];
let second: StsWorld['second'];
let asRole: StsWorld['asRole'];
let sessionArn: StsWorld['sessionArn'];

const DENIED = 'AccessDenied';

before(async () => {
  ({ server, admin, alice, asAlice, worker, second, asRole, sessionArn } = await openStsWorld());
});

after(async () => {
  await server?.stop();
});

describe('AssumeRole: session tags', () => {
  const INVALID = 'InvalidParameterValue';
  const blue = { Tags: [{ Key: 'Team', Value: 'blue' }], TransitiveTagKeys: ['Team'] };

  it('refuses keys given twice, whatever their case', async () => {
    const Tags = [
      { Key: 'Team', Value: 'blue' },
      { Key: 'team', Value: 'red' },
    ];
    const text = 'Duplicate tag keys found. Please note that Tag keys are case insensitive.';
    await assertRefused(assume(asAlice, worker, { Tags }), INVALID, 400, text);
  });

  it('refuses a transitive key that is no tag', async () => {
    const text = 'The specified transitive tag key must be included in the requested tags.';
    const TransitiveTagKeys = ['Cost'];
    const request = { ...blue, TransitiveTagKeys };
    await assertRefused(assume(asAlice, worker, request), INVALID, 400, text);
    await assertRefused(assume(asAlice, worker, { TransitiveTagKeys }), INVALID, 400, text);
    await assume(asAlice, worker, blue);
  });

  it('refuses a key that the calling session has set for good', async () => {
    const text =
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.";
    const session = await asRole(asAlice, worker, blue);
    const Tags = [{ Key: 'TEAM', Value: 'red' }];
    await assertRefused(assume(session, second, { Tags }), INVALID, 400, text);
    await assume(session, second, { Tags: [{ Key: 'Cost', Value: '7' }] });
  });

  it('needs sts:TagSession, for inherited tags too', async () => {
    const plain = await makeRole(admin, 'no-tags', trusts([alice.arn, worker.arn]));
    const text = notAuthorized(alice.arn, plain.arn, 'sts:TagSession');
    await assertRefused(assume(asAlice, plain, { Tags: blue.Tags }), DENIED, 403, text);
    await assume(asAlice, plain);
    const session = await asRole(asAlice, worker, blue);
    const inherited = notAuthorized(sessionArn(worker), plain.arn, 'sts:TagSession');
    await assertRefused(assume(session, plain), DENIED, 403, inherited);
    await assume(await asRole(asAlice, worker, { Tags: blue.Tags }), plain);
  });

  it('hands transitive tags on, over the tags of roles, and no others', async () => {
    const ofTeam = (team: string) =>
      allow('iam:GetUser', '*', { Condition: { StringEquals: { 'aws:PrincipalTag/team': team } } });
    const last = await makeRole(admin, 'last', trusts(second.arn, FREEDOMS), {
      tags: [{ Key: 'team', Value: 'green' }],
      policy: ofTeam('blue'),
    });
    await setRolePolicy(admin.iam, 'second', allow('sts:AssumeRole', last.arn));
    const third = async (request: AssumeOptions) => {
      const middle = await asRole(await asRole(asAlice, worker, request), second);
      return await asRole(middle, last);
    };
    await (await third(blue)).iam.getUser({ UserName: 'alice' });
    const refusal = await refusalOf(
      (await third({ Tags: blue.Tags })).iam.getUser({ UserName: 'alice' }),
    );
    assert.equal(refusal.code, DENIED);
    await setRolePolicy(admin.iam, 'last', ofTeam('green'));
    await (await third({ Tags: blue.Tags })).iam.getUser({ UserName: 'alice' });
  });

  it('inherited tags stand for tags of the role while its trust is decided', async () => {
    const condition = { Condition: { StringEquals: { 'aws:ResourceTag/team': 'blue' } } };
    const tagged = await makeRole(admin, 'tagged', [trusts(worker.arn, FREEDOMS, condition)], {
      tags: [{ Key: 'Team', Value: 'green' }],
    });
    const text = notAuthorized(sessionArn(worker), tagged.arn);
    await assertRefused(assume(await asRole(asAlice, worker), tagged), DENIED, 403, text);
    await assume(await asRole(asAlice, worker, blue), tagged);
  });

  it('decides on requested tags in the trust policy', async () => {
    const condition = {
      Condition: {
        StringLike: { 'aws:RequestTag/team': 'b*' },
        'ForAllValues:StringEquals': { 'sts:TransitiveTagKeys': ['team'] },
      },
    };
    const role = await makeRole(admin, 'by-tag', [
      trusts(alice.arn),
      trusts(alice.arn, 'sts:TagSession', condition),
    ]);
    const text = notAuthorized(alice.arn, role.arn, 'sts:TagSession');
    const red = { Tags: [{ Key: 'team', Value: 'red' }] };
    await assertRefused(assume(asAlice, role, red), DENIED, 403, text);
    await assume(asAlice, role, { Tags: [{ Key: 'team', Value: 'blue' }] });
  });

  it('refuses more tags than fit into a session', async () => {
    const Tags = Array.from({ length: 50 }, (_, index) => ({
      Key: `key-${index}`,
      Value: randomBytes(180).toString('base64'),
    }));
    const refusal = await refusalOf(assume(asAlice, worker, { Tags }));
    assert.equal(refusal.code, 'PackedPolicyTooLarge');
    assert.equal(refusal.status, 400);
    assert.match(
      refusal.message,
      /^Packed size of session tags consumes \d{3,}% of allotted space\.$/,
    );
  });
});

describe('AssumeRole: source identity', () => {
  it('is answered, inherited, and may be repeated but not changed', async () => {
    const answer = await assume(asAlice, worker, { SourceIdentity: 'alice' });
    assert.equal(answer.SourceIdentity, 'alice');
    const session = clientsOf(server, credentialsOf(answer));
    assert.equal((await assume(session, second)).SourceIdentity, 'alice');
    assert.equal(
      (await assume(session, second, { SourceIdentity: 'alice' })).SourceIdentity,
      'alice',
    );
    await assertRefused(
      assume(session, second, { SourceIdentity: 'mallory' }),
      'ValidationError',
      400,
      'The source identity is already set for this assume role session',
    );
    assert.equal((await assume(asAlice, worker)).SourceIdentity, undefined);
  });

  it('needs sts:SetSourceIdentity, for an inherited one too', async () => {
    const plain = await makeRole(admin, 'no-identity', trusts([alice.arn, worker.arn]));
    const text = notAuthorized(alice.arn, plain.arn, 'sts:SetSourceIdentity');
    await assertRefused(assume(asAlice, plain, { SourceIdentity: 'alice' }), DENIED, 403, text);
    const session = await asRole(asAlice, worker, { SourceIdentity: 'alice' });
    const inherited = notAuthorized(sessionArn(worker), plain.arn, 'sts:SetSourceIdentity');
    await assertRefused(assume(session, plain), DENIED, 403, inherited);
    await assume(await asRole(asAlice, worker), plain);
  });
});

describe('AssumeRole: session policies', () => {
  const READ_ONLY = { arn: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess' };

  it('permit only what role and session policies both allow', async () => {
    const role = await makeRole(admin, 'wide', trusts(alice.arn), { policy: allow('iam:*') });
    const inline = await asRole(asAlice, role, { Policy: policyOf(allow('iam:GetRole')) });
    await inline.iam.getRole({ RoleName: 'wide' });
    assert.equal((await refusalOf(inline.iam.getUser({ UserName: 'alice' }))).code, DENIED);
    const managed = await asRole(asAlice, role, { PolicyArns: [READ_ONLY] });
    await managed.iam.getUser({ UserName: 'alice' });
    assert.equal((await refusalOf(managed.iam.createUser({ UserName: 'eve' }))).code, DENIED);
    const beyond = await asRole(asAlice, role, { Policy: policyOf(allow('organizations:*')) });
    assert.equal(
      (await refusalOf(beyond.organizations.describeOrganization({}))).code,
      'AccessDeniedException',
    );
  });

  it('must be valid', async () => {
    await assertRefused(
      assume(asAlice, worker, { Policy: '{' }),
      'MalformedPolicyDocument',
      400,
      'Syntax errors in policy.',
    );
    const statement = { Effect: 'Allow', Action: 'nothing', Resource: '*' };
    await assertRefused(
      assume(asAlice, worker, { Policy: policyOf(statement) }),
      'MalformedPolicyDocument',
      400,
      'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
    );
  });

  it('must exist in the account of the role when they are managed', async () => {
    const arn = `arn:aws:iam::${server.account}:policy/no-such-policy`;
    await assertRefused(
      assume(asAlice, worker, { PolicyArns: [{ arn }] }),
      'MalformedPolicyDocument',
      400,
      `Policy ${arn} does not exist or is not attachable.`,
    );
  });

  it('must fit into a session', async () => {
    const many = Array.from(
      { length: 1200 },
      (_, index) => `iam:Get${(index * 7919) % 99991}x${index}`,
    );
    const refusal = await refusalOf(assume(asAlice, worker, { Policy: policyOf(allow(many)) }));
    assert.equal(refusal.code, 'PackedPolicyTooLarge');
    assert.equal(refusal.status, 400);
    assert.match(
      refusal.message,
      /^Packed policy consumes \d{3,}% of allotted space, please use smaller policy\.$/,
    );
  });

  it('of GetFederationToken have at most 2048 characters', async () => {
    const federator = await makeUser(admin, 'policy-federator', { policy: allow('sts:*') });
    const Policy = policyOf(allow('iam:GetRole')).padEnd(2049);
    await assertRefused(
      clientsOf(server, federator.credentials).sts.getFederationToken({ Name: 'guest', Policy }),
      'ValidationError',
      400,
      `1 validation error detected: Value '${Policy}' at 'policy' failed to satisfy constraint: Member must have length less than or equal to 2048`,
    );
  });
});

/** The record is written behind the answer, and must be there soon. */
async function lastUsed(RoleName: string) {
  return await until(`when ${RoleName} was used`, async () => {
    const { Role } = await admin.iam.getRole({ RoleName });
    return Role?.RoleLastUsed?.LastUsedDate !== undefined && Role.RoleLastUsed;
  });
}

describe('sessions', () => {
  it("follow their role's permissions as they are now", async () => {
    const role = await makeRole(admin, 'live', trusts(alice.arn));
    const session = await asRole(asAlice, role);
    const read = () => session.iam.getUser({ UserName: 'alice' });
    assert.equal((await refusalOf(read())).code, DENIED);
    await setRolePolicy(admin.iam, 'live', allow('iam:GetUser'));
    await read();
    await setRolePolicy(admin.iam, 'live', deny('iam:GetUser'));
    assert.equal((await refusalOf(read())).code, DENIED);
  });

  it('outlive a change of the trust policy', async () => {
    const role = await makeRole(admin, 'closing', trusts(alice.arn));
    const session = await asRole(asAlice, role);
    const PolicyDocument = policyOf(trusts(second.arn));
    await admin.iam.updateAssumeRolePolicy({ RoleName: 'closing', PolicyDocument });
    await session.sts.getCallerIdentity({});
    const text = notAuthorized(alice.arn, role.arn);
    await assertRefused(assume(asAlice, role), DENIED, 403, text);
  });

  it('are revoked by a deny on aws:TokenIssueTime', async () => {
    const role = await makeRole(admin, 'revoked', trusts(alice.arn), {
      policy: allow('iam:GetUser'),
    });
    const session = await asRole(asAlice, role);
    await session.iam.getUser({ UserName: 'alice' });
    const revoke = (at: number) => ({
      ...deny('*'),
      Condition: { DateLessThan: { 'aws:TokenIssueTime': new Date(at).toISOString() } },
    });
    const before = revoke(Date.now() - 60_000);
    await setRolePolicy(admin.iam, 'revoked', [allow('iam:GetUser'), before]);
    await session.iam.getUser({ UserName: 'alice' });
    await admin.iam.putRolePolicy({
      RoleName: 'revoked',
      PolicyName: 'AWSRevokeOlderSessions',
      PolicyDocument: policyOf(revoke(Date.now() + 60_000)),
    });
    assert.equal((await refusalOf(session.iam.getUser({ UserName: 'alice' }))).code, DENIED);
  });

  it('leave a record of when their role was last used', async () => {
    const role = await makeRole(admin, 'used', trusts(alice.arn));
    const before = await admin.iam.getRole({ RoleName: 'used' });
    assert.deepEqual(before.Role?.RoleLastUsed ?? {}, {});
    const session = await asRole(asAlice, role);
    await session.sts.getCallerIdentity({});
    const used = await lastUsed('used');
    assert.equal(used.Region, 'us-east-1');
    assert.ok(Math.abs((used.LastUsedDate?.getTime() ?? 0) - Date.now()) < 600_000);
    const { AccessKeyLastUsed } = await admin.iam.getAccessKeyLastUsed({
      AccessKeyId: alice.credentials.accessKeyId,
    });
    assert.equal(AccessKeyLastUsed?.ServiceName, 'sts');
  });
});
