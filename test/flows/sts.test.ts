import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import {
  assertRefused,
  type Clients,
  clientsOf,
  credentialsOf,
  refusalOf,
} from '../support/clients.ts';
import {
  allow,
  deleteRole,
  deny,
  type MadeRole,
  type MadeUser,
  makeRole,
  makeUser,
  policyOf,
  setRolePolicy,
  trusts,
} from '../support/entities.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let admin: Clients;
let alice: MadeUser;
let asAlice: Clients;
/** Trusts alice by name, with tags and source identity, for up to twelve hours. */
let worker: MadeRole;
/** Trusts the role `worker` by its ARN, for up to twelve hours. */
let second: MadeRole;
let root: string;
let asRoot: Clients;

const FREEDOMS = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];
const DENIED = 'AccessDenied';

before(async () => {
  server = await startTestServer();
  admin = clientsOf(server);
  asRoot = clientsOf(server, await server.makeRootKey());
  root = `arn:aws:iam::${server.account}:root`;
  alice = await makeUser(admin, 'alice');
  asAlice = clientsOf(server, alice.credentials);
  worker = await makeRole(admin, 'worker', trusts(alice.arn, FREEDOMS), {
    maxSeconds: 43_200,
    path: '/team/',
    policy: allow(['sts:AssumeRole', 'iam:GetRole', 'sts:DecodeAuthorizationMessage']),
  });
  second = await makeRole(admin, 'second', trusts(worker.arn, FREEDOMS), { maxSeconds: 43_200 });
});

after(async () => {
  await server?.stop();
});

interface AssumeOptions {
  readonly name?: string;
  readonly [member: string]: unknown;
}

function assume(clients: Clients, role: { arn: string }, { name, ...rest }: AssumeOptions = {}) {
  return clients.sts.assumeRole({ RoleArn: role.arn, RoleSessionName: name ?? 'work', ...rest });
}

async function asRole(clients: Clients, role: { arn: string }, options: AssumeOptions = {}) {
  return clientsOf(server, credentialsOf(await assume(clients, role, options)));
}

/** The text in which AssumeRole is refused: the same for every reason (aws-facts B6). */
function notAuthorized(caller: string, role: string, action = 'sts:AssumeRole'): string {
  return `User: ${caller} is not authorized to perform: ${action} on resource: ${role}`;
}

function sessionArn(role: { name: string }, session = 'work'): string {
  return `arn:aws:sts::${server.account}:assumed-role/${role.name}/${session}`;
}

describe('GetCallerIdentity', () => {
  it('answers for users, roles, federated users, sessions and the root user', async () => {
    const { account } = server;
    const session = await clientsOf(server, alice.credentials).sts.getSessionToken({});
    const federated = await asRoot.sts.getFederationToken({ Name: 'guest' });
    const role = await assume(asAlice, worker);
    const expected: [Clients, string, string][] = [
      [asAlice, alice.id, alice.arn],
      [clientsOf(server, credentialsOf(session)), alice.id, alice.arn],
      [clientsOf(server, credentialsOf(role)), `${worker.id}:work`, sessionArn(worker)],
      [
        clientsOf(server, credentialsOf(federated)),
        `${account}:guest`,
        `arn:aws:sts::${account}:federated-user/guest`,
      ],
      [asRoot, account, root],
    ];
    for (const [clients, UserId, Arn] of expected) {
      const { $metadata, ...identity } = await clients.sts.getCallerIdentity({});
      assert.deepEqual(identity, { UserId, Account: account, Arn });
    }
  });

  it('works even with an explicit deny', async () => {
    const denied = await makeUser(admin, 'denied-all', { policy: deny('*') });
    const { Arn } = await clientsOf(server, denied.credentials).sts.getCallerIdentity({});
    assert.equal(Arn, denied.arn);
  });
});

describe('AssumeRole: the answer', () => {
  it('names the session without the path of the role', async () => {
    const answer = await assume(asAlice, worker, { name: 'alice@example.com' });
    assert.deepEqual(answer.AssumedRoleUser, {
      AssumedRoleId: `${worker.id}:alice@example.com`,
      Arn: `arn:aws:sts::${server.account}:assumed-role/worker/alice@example.com`,
    });
    const { AccessKeyId = '', SecretAccessKey = '', Expiration } = answer.Credentials ?? {};
    assert.match(AccessKeyId, /^ASIA[A-Z2-7]{16}$/);
    assert.match(SecretAccessKey, /^[A-Za-z0-9+/]{40}$/);
    const seconds = ((Expiration?.getTime() ?? 0) - Date.now()) / 1000;
    assert.ok(seconds > 3590 && seconds <= 3600, `an hour by default, not ${seconds} s`);
  });

  it('leaves PackedPolicySize out unless policies or tags were passed', async () => {
    assert.equal((await assume(asAlice, worker)).PackedPolicySize, undefined);
    const tagged = await assume(asAlice, worker, { Tags: [{ Key: 'team', Value: 'blue' }] });
    assert.ok((tagged.PackedPolicySize ?? 0) >= 1);
    const limited = await assume(asAlice, worker, { Policy: policyOf(allow('iam:GetRole')) });
    assert.ok((limited.PackedPolicySize ?? 0) >= 1);
    const { PackedPolicySize } = await assume(asAlice, worker, {
      PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
    });
    assert.ok(PackedPolicySize !== undefined);
  });

  it('gives what it asked for in seconds', async () => {
    for (const DurationSeconds of [900, 43_200]) {
      const { Credentials } = await assume(asAlice, worker, { DurationSeconds });
      const seconds = ((Credentials?.Expiration?.getTime() ?? 0) - Date.now()) / 1000;
      assert.ok(Math.abs(seconds - DurationSeconds) < 10);
    }
  });
});

describe('AssumeRole: durations, in the order of the checks', () => {
  const RANGE = "at 'durationSeconds' failed to satisfy constraint: Member must have value";
  const MAXIMUM = 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.';
  const CHAIN =
    'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.';
  let short: MadeRole;
  let chained: Clients;

  before(async () => {
    short = await makeRole(admin, 'short', [trusts([alice.arn, worker.arn])], { maxSeconds: 7200 });
    chained = await asRole(asAlice, worker);
  });

  it('R085: the range of the API comes first', async () => {
    await assertRefused(
      assume(chained, short, { DurationSeconds: 43_201 }),
      'ValidationError',
      400,
      `1 validation error detected: Value '43201' ${RANGE} less than or equal to 43200`,
    );
    await assertRefused(
      assume(asAlice, short, { DurationSeconds: 899 }),
      'ValidationError',
      400,
      `1 validation error detected: Value '899' ${RANGE} greater than or equal to 900`,
    );
  });

  it("R085: then the role's maximum", async () => {
    await assertRefused(
      assume(asAlice, short, { DurationSeconds: 7201 }),
      'ValidationError',
      400,
      MAXIMUM,
    );
    await assertRefused(
      assume(chained, short, { DurationSeconds: 7201 }),
      'ValidationError',
      400,
      MAXIMUM,
    );
    await assume(asAlice, short, { DurationSeconds: 7200 });
  });

  it('R085: then the hour of chained roles', async () => {
    await assertRefused(
      assume(chained, short, { DurationSeconds: 3601 }),
      'ValidationError',
      400,
      CHAIN,
    );
    await assume(chained, short, { DurationSeconds: 3600 });
  });
});

describe('AssumeRole: validation', () => {
  const refuse = (members: AssumeOptions & { RoleArn?: string }, message: string) => {
    const { RoleArn = worker.arn, ...rest } = members;
    return assertRefused(assume(asAlice, { arn: RoleArn }, rest), 'ValidationError', 400, message);
  };
  const one = (value: string, member: string, clause: string) =>
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${clause}`;
  const PATTERN = 'Member must satisfy regular expression pattern:';
  const AT_LEAST = 'Member must have length greater than or equal to';
  const AT_MOST = 'Member must have length less than or equal to';

  it('checks the session name', async () => {
    const pattern = String.raw`${PATTERN} [\w+=,.@-]*`;
    await refuse({ name: 'Session1:2' }, one('Session1:2', 'roleSessionName', pattern));
    await refuse({ name: 'a' }, one('a', 'roleSessionName', `${AT_LEAST} 2`));
    const long = 'a'.repeat(65);
    await refuse({ name: long }, one(long, 'roleSessionName', `${AT_MOST} 64`));
    await assume(asAlice, worker, { name: 'a'.repeat(64) });
  });

  it('checks the source identity, the external id and the device', async () => {
    const identity = String.raw`${PATTERN} [\w+=,.@-]*`;
    await refuse({ SourceIdentity: 'aws:alice' }, one('aws:alice', 'sourceIdentity', identity));
    const external = String.raw`${PATTERN} [\w+=,.@:\/-]*`;
    await refuse({ ExternalId: 'a b' }, one('a b', 'externalId', external));
    await refuse({ TokenCode: '12345' }, one('12345', 'tokenCode', `${AT_LEAST} 6`));
    await refuse({ SerialNumber: 'short' }, one('short', 'serialNumber', `${AT_LEAST} 9`));
  });

  it('counts several faults', async () => {
    const refusal = await refusalOf(assume(asAlice, worker, { name: 'a', ExternalId: 'b' }));
    const clauses = [
      `Value 'a' at 'roleSessionName' failed to satisfy constraint: ${AT_LEAST} 2`,
      `Value 'b' at 'externalId' failed to satisfy constraint: ${AT_LEAST} 2`,
    ];
    assert.match(refusal.message, /^2 validation errors detected: /);
    for (const clause of clauses) assert.ok(refusal.message.includes(clause), refusal.message);
  });

  it('says that an ARN is none', async () => {
    for (const RoleArn of ['nothing-valid-in-here', 'arn:a::::something/test-role']) {
      await refuse({ RoleArn }, `${RoleArn} is invalid`);
    }
    const policy = `arn:aws:iam::${server.account}:user/alice`;
    await refuse({ RoleArn: policy }, `${policy} is invalid`);
  });

  it('takes at most ten managed policies', async () => {
    const PolicyArns = Array.from({ length: 11 }, (_, index) => ({
      arn: `arn:aws:iam::${server.account}:policy/p${index}`,
    }));
    const { code, status } = await refusalOf(assume(asAlice, worker, { PolicyArns }));
    assert.deepEqual({ code, status }, { code: 'ValidationError', status: 400 });
  });
});

describe('AssumeRole: trust', () => {
  it('refuses a missing role, a missing trust and a denied caller in the same words', async () => {
    const stranger = await makeRole(admin, 'stranger', trusts(admin ? second.arn : ''));
    const rooted = await makeRole(admin, 'rooted', trusts(root));
    const none = `arn:aws:iam::${server.account}:role/no-such-role`;
    for (const arn of [stranger.arn, rooted.arn, none]) {
      const text = notAuthorized(alice.arn, arn);
      await assertRefused(assume(asAlice, { arn }), DENIED, 403, text);
    }
  });

  it('needs no policy of a caller whom the trust policy names', async () => {
    await assume(asAlice, worker);
  });

  it('needs a policy of a caller when the trust policy names the account', async () => {
    const rooted = `arn:aws:iam::${server.account}:role/rooted`;
    const bob = await makeUser(admin, 'bob', { policy: allow('sts:AssumeRole', rooted) });
    await assume(clientsOf(server, bob.credentials), { arn: rooted });
  });

  it('finds a role by its whole ARN, path and case included', async () => {
    for (const path of ['worker', 'team/Worker', 'other/worker']) {
      const arn = `arn:aws:iam::${server.account}:role/${path}`;
      await assertRefused(assume(asAlice, { arn }), DENIED, 403, notAuthorized(alice.arn, arn));
    }
  });

  it('lets an explicit deny of the caller win', async () => {
    const carol = await makeUser(admin, 'carol', { policy: deny('sts:AssumeRole') });
    const role = await makeRole(admin, 'for-carol', trusts(carol.arn));
    const text = notAuthorized(carol.arn, role.arn);
    await assertRefused(assume(clientsOf(server, carol.credentials), role), DENIED, 403, text);
  });

  it('never lets the root user assume a role', async () => {
    const role = await makeRole(admin, 'for-root', trusts(root));
    const text = 'Roles may not be assumed by root accounts.';
    await assertRefused(assume(asRoot, role), DENIED, 403, text);
    const { Credentials } = await asRoot.sts.getSessionToken({});
    const session = clientsOf(server, credentialsOf({ Credentials }));
    await assertRefused(assume(session, role), DENIED, 403, text);
  });

  it('asks for the external id of the trust policy', async () => {
    const condition = { Condition: { StringEquals: { 'sts:ExternalId': 'a:b/c' } } };
    const role = await makeRole(admin, 'partner', trusts(alice.arn, 'sts:AssumeRole', condition));
    const text = notAuthorized(alice.arn, role.arn);
    await assertRefused(assume(asAlice, role), DENIED, 403, text);
    await assertRefused(assume(asAlice, role, { ExternalId: 'a:b/d' }), DENIED, 403, text);
    await assume(asAlice, role, { ExternalId: 'a:b/c' });
  });

  it('refuses a second factor that nobody registered', async () => {
    const text =
      'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.';
    const device = {
      SerialNumber: `arn:aws:iam::${server.account}:mfa/alice`,
      TokenCode: '123456',
    };
    await assertRefused(assume(asAlice, worker, device), DENIED, 403, text);
    await assertRefused(asAlice.sts.getSessionToken(device), DENIED, 403, text);
  });

  it('binds trust to whom it named: a user made anew does not inherit it', async () => {
    const dave = await makeUser(admin, 'dave');
    const role = await makeRole(admin, 'for-dave', trusts(dave.arn));
    await assume(clientsOf(server, dave.credentials), role);
    const { accessKeyId: AccessKeyId } = dave.credentials;
    await admin.iam.deleteAccessKey({ UserName: 'dave', AccessKeyId });
    await admin.iam.deleteUser({ UserName: 'dave' });
    const again = await makeUser(admin, 'dave');
    assert.notEqual(again.id, dave.id);
    const text = notAuthorized(again.arn, role.arn);
    await assertRefused(assume(clientsOf(server, again.credentials), role), DENIED, 403, text);
    const { Role } = await admin.iam.getRole({ RoleName: 'for-dave' });
    const shown = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
    assert.deepEqual(JSON.parse(shown).Statement[0].Principal, { AWS: dave.id });
  });

  it('binds trust to whom it named: a role made anew does not inherit it', async () => {
    const first = await makeRole(admin, 'first', trusts(alice.arn));
    const next = await makeRole(admin, 'next', trusts(first.arn));
    await assume(await asRole(asAlice, first), next);
    await deleteRole(admin.iam, 'first');
    const again = await makeRole(admin, 'first', trusts(alice.arn));
    const text = notAuthorized(sessionArn(first), next.arn);
    await assertRefused(assume(await asRole(asAlice, again), next), DENIED, 403, text);
  });
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
  for (const deadline = Date.now() + 5000; ; await setTimeout(20)) {
    const { Role } = await admin.iam.getRole({ RoleName });
    if (Role?.RoleLastUsed?.LastUsedDate || Date.now() > deadline) return Role?.RoleLastUsed;
  }
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
    assert.equal(used?.Region, 'us-east-1');
    assert.ok(Math.abs((used?.LastUsedDate?.getTime() ?? 0) - Date.now()) < 10_000);
    const { AccessKeyLastUsed } = await admin.iam.getAccessKeyLastUsed({
      AccessKeyId: alice.credentials.accessKeyId,
    });
    assert.equal(AccessKeyLastUsed?.ServiceName, 'sts');
  });
});

describe('GetSessionToken and GetFederationToken', () => {
  it('are refused with session credentials', async () => {
    const federator = await makeUser(admin, 'session-federator', { policy: allow('sts:*') });
    const asFederator = clientsOf(server, federator.credentials);
    const sessions = [
      await asRole(asAlice, worker),
      clientsOf(server, credentialsOf(await asFederator.sts.getSessionToken({}))),
      clientsOf(server, credentialsOf(await asFederator.sts.getFederationToken({ Name: 'guest' }))),
    ];
    await setRolePolicy(admin.iam, 'worker', allow(['sts:*', 'iam:GetRole']));
    for (const { sts } of sessions) {
      const text = (operation: string) => `Cannot call ${operation} with session credentials`;
      await assertRefused(sts.getSessionToken({}), DENIED, 403, text('GetSessionToken'));
      const federation = sts.getFederationToken({ Name: 'guest' });
      await assertRefused(federation, DENIED, 403, text('GetFederationToken'));
    }
  });

  it('do not reach IAM without a second factor, and of STS only what AWS lets them', async () => {
    const federator = await makeUser(admin, 'limited-federator', { policy: allow('*') });
    const { sts } = clientsOf(server, federator.credentials);
    const session = clientsOf(server, credentialsOf(await sts.getSessionToken({})));
    const guest = await sts.getFederationToken({ Name: 'guest', Policy: policyOf(allow('*')) });
    const federated = clientsOf(server, credentialsOf(guest));
    const invalid = 'The security token included in the request is invalid';
    for (const { iam } of [session, federated]) {
      await assertRefused(iam.getUser({}), 'InvalidClientTokenId', 403, invalid);
    }
    const { accessKeyId: AccessKeyId } = federator.credentials;
    for (const clients of [session, federated]) {
      const text = 'Cannot call GetAccessKeyInfo with session credentials';
      await assertRefused(clients.sts.getAccessKeyInfo({ AccessKeyId }), DENIED, 403, text);
    }
    const text = 'Cannot call AssumeRole with session credentials';
    await assertRefused(assume(federated, worker), DENIED, 403, text);
    const trusting = await makeRole(admin, 'for-sessions', trusts(federator.arn));
    await assume(session, trusting);
  });

  it('last twelve hours unless asked otherwise, those of the root user one hour', async () => {
    const cases: [Clients, number | undefined, number][] = [
      [asAlice, undefined, 43_200],
      [asAlice, 129_600, 129_600],
      [asAlice, 900, 900],
      [asRoot, undefined, 3600],
      [asRoot, 129_600, 3600],
      [asRoot, 900, 900],
    ];
    for (const [{ sts }, DurationSeconds, expected] of cases) {
      const { Credentials } = await sts.getSessionToken({ DurationSeconds });
      const seconds = ((Credentials?.Expiration?.getTime() ?? 0) - Date.now()) / 1000;
      assert.ok(Math.abs(seconds - expected) < 10, `${seconds} s instead of ${expected} s`);
    }
    await assertRefused(
      asAlice.sts.getSessionToken({ DurationSeconds: 129_601 }),
      'ValidationError',
      400,
      "1 validation error detected: Value '129601' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 129600",
    );
  });

  it('a federated user has what issuer and session policies both allow', async () => {
    const policy = allow(['sts:GetFederationToken', 'cloudtrail:LookupEvents']);
    const issuer = await makeUser(admin, 'issuer', { policy });
    const { sts } = clientsOf(server, issuer.credentials);
    const federate = async (Policy?: string) =>
      clientsOf(server, credentialsOf(await sts.getFederationToken({ Name: 'guest', Policy })));
    const both = await federate(policyOf(allow('*')));
    await both.cloudtrail.lookupEvents({ MaxResults: 1 });
    const beyond = await refusalOf(both.organizations.describeOrganization({}));
    assert.equal(beyond.code, 'AccessDeniedException');
    const none = await refusalOf((await federate()).cloudtrail.lookupEvents({ MaxResults: 1 }));
    assert.equal(none.code, 'AccessDeniedException');
    const answer = await sts.getFederationToken({ Name: 'guest' });
    assert.equal(answer.PackedPolicySize, 0);
    assert.deepEqual(answer.FederatedUser, {
      FederatedUserId: `${server.account}:guest`,
      Arn: `arn:aws:sts::${server.account}:federated-user/guest`,
    });
  });

  it('a federated user needs sts:TagSession of its issuer for tags', async () => {
    const issuer = await makeUser(admin, 'tag-issuer', { policy: allow('sts:GetFederationToken') });
    const { sts } = clientsOf(server, issuer.credentials);
    const arn = `arn:aws:sts::${server.account}:federated-user/guest`;
    await assertRefused(
      sts.getFederationToken({ Name: 'guest', Tags: [{ Key: 'team', Value: 'blue' }] }),
      DENIED,
      403,
      `User: ${issuer.arn} is not authorized to perform: sts:TagSession on resource: ${arn} because no identity-based policy allows the sts:TagSession action`,
    );
    await sts.getFederationToken({ Name: 'guest' });
  });
});

describe('GetAccessKeyInfo', () => {
  it('answers the account of long-term and temporary keys', async () => {
    const { Credentials } = await assume(asAlice, worker);
    for (const AccessKeyId of [alice.credentials.accessKeyId, Credentials?.AccessKeyId]) {
      const { Account } = await admin.sts.getAccessKeyInfo({ AccessKeyId });
      assert.equal(Account, server.account);
    }
  });

  it('needs a permission and a key', async () => {
    const AccessKeyId = alice.credentials.accessKeyId;
    await assertRefused(
      asAlice.sts.getAccessKeyInfo({ AccessKeyId }),
      DENIED,
      403,
      `User: ${alice.arn} is not authorized to perform: sts:GetAccessKeyInfo because no identity-based policy allows the sts:GetAccessKeyInfo action`,
    );
    await assertRefused(
      admin.sts.getAccessKeyInfo({ AccessKeyId: 'AKIA' }),
      'ValidationError',
      400,
      "1 validation error detected: Value 'AKIA' at 'accessKeyId' failed to satisfy constraint: Member must have length greater than or equal to 16",
    );
    const unknown = 'XXXXIOSFODNN7EXAMPLE';
    const refusal = await refusalOf(admin.sts.getAccessKeyInfo({ AccessKeyId: unknown }));
    assert.equal(refusal.code, 'ValidationError');
  });
});

describe('DecodeAuthorizationMessage', () => {
  const HEADER = 'x-gatehouse-authorization-message';
  const INVALID = 'InvalidAuthorizationMessageException';

  async function refusedMessage(): Promise<string> {
    const refusal = await refusalOf(asAlice.iam.getUser({ UserName: 'alice' }));
    const message = refusal.headers[HEADER];
    assert.ok(message);
    return message;
  }

  it("explains a refusal to the caller's account", async () => {
    const EncodedMessage = await refusedMessage();
    const { DecodedMessage = '' } = await admin.sts.decodeAuthorizationMessage({ EncodedMessage });
    const told = JSON.parse(DecodedMessage);
    assert.equal(told.allowed, false);
    assert.equal(told.explicitDeny, false);
    assert.deepEqual(told.matchedStatements, { items: [] });
    assert.deepEqual(told.context.principal, { id: alice.id, arn: alice.arn });
    assert.equal(told.context.action, 'iam:GetUser');
    assert.equal(told.context.resource, alice.arn);
  });

  it('names the statement that denied', async () => {
    const eve = await makeUser(admin, 'eve', { policy: { ...deny('iam:Get*'), Sid: 'NoReading' } });
    const { iam } = clientsOf(server, eve.credentials);
    const refusal = await refusalOf(iam.getUser({ UserName: 'alice' }));
    const EncodedMessage = refusal.headers[HEADER];
    const { DecodedMessage = '' } = await admin.sts.decodeAuthorizationMessage({ EncodedMessage });
    const told = JSON.parse(DecodedMessage);
    assert.equal(told.explicitDeny, true);
    assert.equal(told.matchedStatements.items[0].statementId, 'NoReading');
    assert.equal(told.matchedStatements.items[0].effect, 'DENY');
  });

  it('needs a permission', async () => {
    const EncodedMessage = await refusedMessage();
    await assertRefused(
      asAlice.sts.decodeAuthorizationMessage({ EncodedMessage }),
      DENIED,
      403,
      `User: ${alice.arn} is not authorized to perform: sts:DecodeAuthorizationMessage because no identity-based policy allows the sts:DecodeAuthorizationMessage action`,
    );
  });

  it('refuses what is altered, and messages of another account', async () => {
    const EncodedMessage = await refusedMessage();
    const altered = `${EncodedMessage.slice(0, -2)}${EncodedMessage.endsWith('AA') ? 'BB' : 'AA'}`;
    for (const message of [altered, 'nothing']) {
      const call = admin.sts.decodeAuthorizationMessage({ EncodedMessage: message });
      assert.equal((await refusalOf(call)).code, INVALID);
    }
    await admin.organizations.createOrganization({});
    const { CreateAccountStatus } = await admin.organizations.createAccount({
      AccountName: 'other',
      Email: 'other@example.com',
    });
    const RoleArn = `arn:aws:iam::${CreateAccountStatus?.AccountId}:role/OrganizationAccountAccessRole`;
    const other = await asRole(admin, { arn: RoleArn });
    const call = other.sts.decodeAuthorizationMessage({ EncodedMessage });
    assert.equal((await refusalOf(call)).code, INVALID);
  });
});
