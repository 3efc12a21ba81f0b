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
  deny,
  makeRole,
  makeUser,
  policyOf,
  setRolePolicy,
  trusts,
} from '../support/entities.ts';
import { assume, openStsWorld, type StsWorld } from '../support/sts-world.ts';

let server: StsWorld['server'];
let admin: StsWorld['admin'];
let asRoot: StsWorld['asRoot'];
let alice: StsWorld['alice'];
let asAlice: StsWorld['asAlice'];
let worker: StsWorld['worker'];
let asRole: StsWorld['asRole'];
let sessionArn: StsWorld['sessionArn'];
let rootArn: string;

const DENIED = 'AccessDenied';

before(async () => {
  ({ server, admin, asRoot, alice, asAlice, worker, asRole, sessionArn } = await openStsWorld());
  rootArn = `arn:aws:iam::${server.account}:root`;
});

after(async () => {
  await server?.stop();
});

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
      [asRoot, account, rootArn],
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
      assert.ok(Math.abs(seconds - expected) < 100, `${seconds} s instead of ${expected} s`);
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

  it('GetFederationToken needs a permission for the federated user that it makes', async () => {
    const only = `arn:aws:sts::${server.account}:federated-user/guest`;
    const policy = allow('sts:GetFederationToken', only);
    const issuer = await makeUser(admin, 'guest-issuer', { policy });
    const { sts } = clientsOf(server, issuer.credentials);
    const other = `arn:aws:sts::${server.account}:federated-user/other`;
    await assertRefused(
      sts.getFederationToken({ Name: 'other' }),
      DENIED,
      403,
      `User: ${issuer.arn} is not authorized to perform: sts:GetFederationToken on resource: ${other} because no identity-based policy allows the sts:GetFederationToken action`,
    );
    const { FederatedUser } = await sts.getFederationToken({ Name: 'guest' });
    assert.equal(FederatedUser?.Arn, only);
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
