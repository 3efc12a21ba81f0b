/** Who may administer an identity store. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Identitystore } from '@aws-sdk/client-identitystore';
import { assertRefused, clientsOf, refusalOf } from '../support/clients.ts';
import { identityStoreOf, makeWorkforceUser } from '../support/directory.ts';
import { allow, makeUser, setUserPolicy } from '../support/entities.ts';
import { enableIdentityCenter, type Member, makeMember } from '../support/identity-center.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let store: Identitystore;
let member: Member;
let IdentityStoreId = '';
let userId = '';

before(async () => {
  server = await startTestServer();
  IdentityStoreId = (await enableIdentityCenter(server)).identityStoreId;
  store = identityStoreOf(server);
  member = await makeMember(server, 'Delegate');
  userId = await makeWorkforceUser(store, IdentityStoreId, 'somebody');
});
after(async () => {
  await server?.stop();
});

const sso = { ServicePrincipal: 'sso.amazonaws.com' };

describe('accounts', () => {
  it('DIR-020: those of others are refused, whether the store exists or not', async () => {
    const theirs = identityStoreOf(server, member.credentials);
    for (const id of [IdentityStoreId, 'd-0000000000']) {
      const refusal = await refusalOf(theirs.listUsers({ IdentityStoreId: id }));
      assert.deepEqual(
        [refusal.code, refusal.status, refusal.message],
        [
          'AccessDeniedException',
          400,
          `User: arn:aws:sts::${member.account}:assumed-role/OrganizationAccountAccessRole/enter is not authorized to perform: identitystore:ListUsers on resource: arn:aws:identitystore::${member.account}:identitystore/${id}`,
        ],
      );
    }
    assert.equal((await store.listUsers({ IdentityStoreId })).Users?.length, 1);
  });

  it('the delegated administrator acts in the store of the organization, and both histories tell', async () => {
    const { organizations } = clientsOf(server);
    const theirs = identityStoreOf(server, member.credentials);
    await organizations.registerDelegatedAdministrator({ AccountId: member.account, ...sso });
    const made = await makeWorkforceUser(theirs, IdentityStoreId, 'by.delegate');
    assert.equal(
      (await store.describeUser({ IdentityStoreId, UserId: made })).CreatedBy,
      `arn:aws:sts::${member.account}:assumed-role/OrganizationAccountAccessRole/enter`,
    );
    const LookupAttributes = [
      { AttributeKey: 'ResourceName' as const, AttributeValue: 'by.delegate' },
    ];
    const own = await clientsOf(server).cloudtrail.lookupEvents({ LookupAttributes });
    const { cloudtrail } = member.clients;
    const delegates = await cloudtrail.lookupEvents({ LookupAttributes });
    const records = [own, delegates].map(({ Events }) =>
      JSON.parse(Events?.[0]?.CloudTrailEvent ?? '{}'),
    );
    assert.equal(records[0].sharedEventID, records[1].sharedEventID);
    assert.equal(records[0].userIdentity.type, 'AWSAccount');
    await organizations.deregisterDelegatedAdministrator({ AccountId: member.account, ...sso });
    assert.equal(
      (await refusalOf(theirs.listUsers({ IdentityStoreId }))).code,
      'AccessDeniedException',
    );
  });
});

describe('permissions', () => {
  it('are asked of the store and of what the request names', async () => {
    const clients = clientsOf(server);
    const { iam } = clients;
    const { credentials } = await makeUser(clients, 'directory-admin');
    const theirs = identityStoreOf(server, credentials);
    const one = { IdentityStoreId, UserId: userId };
    const arn = `arn:aws:iam::${server.account}:user/directory-admin`;
    const storeArn = `arn:aws:identitystore::${server.account}:identitystore/${IdentityStoreId}`;
    const denied = (resource: string) =>
      `User: ${arn} is not authorized to perform: identitystore:DescribeUser on resource: ${resource} because no identity-based policy allows the identitystore:DescribeUser action`;
    await assertRefused(theirs.describeUser(one), 'AccessDeniedException', 400, denied(storeArn));
    await setUserPolicy(iam, 'directory-admin', allow('identitystore:DescribeUser', storeArn));
    const userArn = `arn:aws:identitystore:::user/${userId}`;
    await assertRefused(theirs.describeUser(one), 'AccessDeniedException', 400, denied(userArn));
    await setUserPolicy(iam, 'directory-admin', [
      allow('identitystore:DescribeUser', storeArn),
      allow('identitystore:DescribeUser', '*', {
        Condition: { StringEquals: { 'identitystore:UserId': userId } },
      }),
    ]);
    assert.equal((await theirs.describeUser(one)).UserName, 'somebody');
    // What there is not is refused in the same words: nobody learns of it without permission.
    const other = { IdentityStoreId, UserId: '00000000-0000-4000-8000-000000000000' };
    const refusal = await refusalOf(theirs.describeUser(other));
    assert.equal(refusal.message, denied(`arn:aws:identitystore:::user/${other.UserId}`));
  });
});
