import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
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
  makeRole,
  makeUser,
  policyOf,
  trusts,
} from '../support/entities.ts';
import {
  type AssumeOptions,
  assume,
  notAuthorized,
  openStsWorld,
  type StsWorld,
} from '../support/sts-world.ts';

let server: StsWorld['server'];
let admin: StsWorld['admin'];
let asRoot: StsWorld['asRoot'];
let alice: StsWorld['alice'];
let asAlice: StsWorld['asAlice'];
let worker: StsWorld['worker'];
let second: StsWorld['second'];
let asRole: StsWorld['asRole'];
let sessionArn: StsWorld['sessionArn'];
let rootArn: string;

const DENIED = 'AccessDenied';

before(async () => {
  ({ server, admin, asRoot, alice, asAlice, worker, second, asRole, sessionArn } =
    await openStsWorld());
  rootArn = `arn:aws:iam::${server.account}:root`;
});

after(async () => {
  await server?.stop();
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
    assert.ok(seconds > 3500 && seconds <= 3600, `an hour by default, not ${seconds} s`);
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
      assert.ok(Math.abs(seconds - DurationSeconds) < 100);
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
    const stranger = await makeRole(admin, 'stranger', trusts(second.arn));
    const rooted = await makeRole(admin, 'rooted', trusts(rootArn));
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
    const role = await makeRole(admin, 'for-root', trusts(rootArn));
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
