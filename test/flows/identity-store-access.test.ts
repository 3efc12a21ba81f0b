/** Who may administer an identity store. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Identitystore } from '@aws-sdk/client-identitystore';
import { assertRefused, clientsOf, refusalOf } from '../support/clients.ts';
import { identityStoreOf, makeWorkforceUser } from '../support/directory.ts';
import { allow, makeUser, setUserPolicy } from '../support/entities.ts';
import { enableIdentityCenter, type Member, makeMember } from '../support/identity-center.ts';
import { call, jsonDraft } from '../support/requests.ts';
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

const NOBODY = '00000000-0000-4000-8000-000000000000';
const USER_ARN = `arn:aws:identitystore:::user/${NOBODY}`;
const GROUP_ARN = `arn:aws:identitystore:::group/${NOBODY}`;
const MEMBERSHIP_ARN = `arn:aws:identitystore:::membership/${NOBODY}`;
const EVERY_MEMBERSHIP = 'arn:aws:identitystore:::membership/*';
const user = { UserId: NOBODY };
const group = { GroupId: NOBODY };
const pair = { GroupId: NOBODY, MemberId: user };
const membership = { MembershipId: NOBODY };
const unique = (AttributePath: string) => ({
  AlternateIdentifier: { UniqueAttribute: { AttributePath, AttributeValue: 'x' } },
});
const Operations = [{ AttributePath: 'title', AttributeValue: 'x' }];

/** Each operation with an input, and what it is decided on besides the store. */
const OPERATIONS: readonly (readonly [operation: string, input: object, further?: string])[] = [
  ['identitystore:CreateUser', { UserName: 'x' }],
  ['identitystore:DescribeUser', user, USER_ARN],
  ['identitystore:UpdateUser', { ...user, Operations }, USER_ARN],
  ['identitystore:DeleteUser', user, USER_ARN],
  ['identitystore:ListUsers', {}, 'arn:aws:identitystore:::user/*'],
  ['identitystore:GetUserId', unique('userName'), 'arn:aws:identitystore:::user/*'],
  ['identitystore:CreateGroup', {}],
  ['identitystore:DescribeGroup', group, GROUP_ARN],
  ['identitystore:UpdateGroup', { ...group, Operations }, GROUP_ARN],
  ['identitystore:DeleteGroup', group, GROUP_ARN],
  ['identitystore:ListGroups', {}, 'arn:aws:identitystore:::group/*'],
  ['identitystore:GetGroupId', unique('displayName'), 'arn:aws:identitystore:::group/*'],
  ['identitystore:CreateGroupMembership', pair, GROUP_ARN],
  ['identitystore:DescribeGroupMembership', membership, MEMBERSHIP_ARN],
  ['identitystore:DeleteGroupMembership', membership, MEMBERSHIP_ARN],
  ['identitystore:GetGroupMembershipId', pair, EVERY_MEMBERSHIP],
  ['identitystore:ListGroupMemberships', group, EVERY_MEMBERSHIP],
  ['identitystore:ListGroupMembershipsForMember', { MemberId: user }, EVERY_MEMBERSHIP],
  ['identitystore:IsMemberInGroups', { MemberId: user, GroupIds: [NOBODY] }, EVERY_MEMBERSHIP],
  ['gatehouse:DescribeWorkforceUser', user, USER_ARN],
  ['gatehouse:SetWorkforceUserStatus', { ...user, Status: 'ENABLED' }, USER_ARN],
  ['gatehouse:SendUserInvitation', user, USER_ARN],
  ['gatehouse:SendEmailVerification', user, USER_ARN],
  ['gatehouse:SendPasswordReset', user, USER_ARN],
  ['gatehouse:CreateOneTimePassword', user, USER_ARN],
  ['gatehouse:SetWorkforceUserPassword', { ...user, Password: 'x' }, USER_ARN],
  ['gatehouse:ListWorkforceUserMFADevices', user, USER_ARN],
  [
    'gatehouse:RenameWorkforceUserMFADevice',
    { ...user, SerialNumber: 'arn:aws:x', Label: 'x' },
    USER_ARN,
  ],
  ['gatehouse:DeleteWorkforceUserMFADevice', { ...user, SerialNumber: 'arn:aws:x' }, USER_ARN],
  ['gatehouse:ListWorkforceUserSessions', user, USER_ARN],
  ['gatehouse:EndWorkforceUserSession', { ...user, SessionId: `111122223333-${NOBODY}` }, USER_ARN],
  ['gatehouse:EndWorkforceUserSessions', user, USER_ARN],
];

describe('every operation', () => {
  it('is decided on the store first, and then on what the request names', async () => {
    const clients = clientsOf(server);
    const { credentials, arn } = await makeUser(clients, 'asked');
    const storeArn = `arn:aws:identitystore::${server.account}:identitystore/${IdentityStoreId}`;
    const ask = async (action: string, input: object) => {
      const [service = '', operation = ''] = action.split(':');
      const prefix = service === 'gatehouse' ? 'Gatehouse_20261101' : 'AWSIdentityStore';
      const draft = jsonDraft(
        `${prefix}.${operation}`,
        JSON.stringify({ IdentityStoreId, ...input }),
      );
      const { body } = await call(server.url, draft, credentials, { service });
      const answer = JSON.parse(body);
      return answer.Message ?? answer.message;
    };
    const denied = (action: string, resource: string) =>
      `User: ${arn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
    for (const [action, input] of OPERATIONS) {
      assert.equal(await ask(action, input), denied(action, storeArn), action);
    }
    const actions = ['identitystore:*', 'gatehouse:*'];
    await setUserPolicy(clients.iam, 'asked', allow(actions, storeArn));
    for (const [action, input, further] of OPERATIONS) {
      const told = await ask(action, input);
      if (further === undefined) assert.match(told, /is a required attribute$/, action);
      else assert.equal(told, denied(action, further), action);
    }
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
