/** Groups and memberships of an identity store through the SDK. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Identitystore } from '@aws-sdk/client-identitystore';
import { assertRefused, clientsOf } from '../support/clients.ts';
import { identityStoreOf, makeWorkforceUser } from '../support/directory.ts';
import { enableIdentityCenter } from '../support/identity-center.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const CONFLICT = ['ConflictException', 400] as const;
const INVALID = ['ValidationException', 400] as const;
const NOT_FOUND = ['ResourceNotFoundException', 400] as const;
const NOBODY = '00000000-0000-4000-8000-000000000000';

let server: TestServer;
let store: Identitystore;
let IdentityStoreId = '';

before(async () => {
  server = await startTestServer();
  IdentityStoreId = (await enableIdentityCenter(server)).identityStoreId;
  store = identityStoreOf(server);
});
after(async () => {
  await server?.stop();
});

const makeUser = (name: string) => makeWorkforceUser(store, IdentityStoreId, name);
async function makeGroup(DisplayName: string, rest = {}): Promise<string> {
  const { GroupId = '' } = await store.createGroup({ IdentityStoreId, DisplayName, ...rest });
  return GroupId;
}
const change = (GroupId: string, AttributePath: string, AttributeValue?: unknown) =>
  store.updateGroup({
    IdentityStoreId,
    GroupId,
    Operations: [
      {
        AttributePath,
        ...(AttributeValue === undefined ? {} : { AttributeValue: AttributeValue as string }),
      },
    ],
  });
const pair = (GroupId: string, UserId: string) => ({
  IdentityStoreId,
  GroupId,
  MemberId: { UserId },
});
const join = async (group: string, user: string) =>
  (await store.createGroupMembership(pair(group, user))).MembershipId ?? '';

describe('groups', () => {
  it('are described as they were made, changed and deleted', async () => {
    const GroupId = await makeGroup('개발 팀 Developers', { Description: 'all of them' });
    const one = { IdentityStoreId, GroupId };
    const { $metadata: _, CreatedAt, UpdatedAt, ...described } = await store.describeGroup(one);
    assert.deepEqual(CreatedAt, UpdatedAt);
    const by = `arn:aws:iam::${server.account}:user/bootstrap-admin`;
    assert.deepEqual(described, {
      IdentityStoreId,
      GroupId,
      DisplayName: '개발 팀 Developers',
      Description: 'all of them',
      CreatedBy: by,
      UpdatedBy: by,
    });
    await change(GroupId, 'displayName', 'Developers');
    await change(GroupId, 'description');
    const changed = await store.describeGroup(one);
    assert.deepEqual([changed.DisplayName, changed.Description], ['Developers', undefined]);
    await store.deleteGroup(one);
    await assertRefused(store.describeGroup(one), ...NOT_FOUND, 'GROUP not found.');
  });

  it('have a name that is unique, required and not reserved', async () => {
    const GroupId = await makeGroup('Named');
    await assertRefused(makeGroup('NAMED'), ...CONFLICT, 'Duplicate GroupDisplayName');
    const unnamed = store.createGroup({ IdentityStoreId });
    await assertRefused(unnamed, ...INVALID, 'displayName is a required attribute');
    const reserved = 'AWSAdministrators is a reserved name and cannot be used';
    await assertRefused(makeGroup('AWSAdministrators'), ...INVALID, reserved);
    const removed = change(GroupId, 'displayName');
    await assertRefused(removed, ...INVALID, 'displayName is a required attribute');
    const unknown = change(GroupId, 'owner', 'me');
    await assertRefused(unknown, ...INVALID, 'The attribute owner is not supported');
    await makeGroup('x'.repeat(1024));
    await makeGroup(`${'x'.repeat(1023)}y`);
  });

  it('R031: a group that is made again under its name is another group', async () => {
    const first = await makeGroup('again');
    await store.deleteGroup({ IdentityStoreId, GroupId: first });
    assert.notEqual(await makeGroup('again'), first);
  });

  it('are listed in pages, filtered by name and found by it', async () => {
    const made = await Promise.all(['p1', 'p2', 'p3'].map((name) => makeGroup(name)));
    const seen: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const token = NextToken === undefined ? {} : { NextToken };
      const page = await store.listGroups({ IdentityStoreId, MaxResults: 2, ...token });
      seen.push(...(page.Groups ?? []).map(({ GroupId }) => GroupId));
      ({ NextToken } = page);
    } while (NextToken !== undefined);
    assert.ok(made.every((id) => seen.includes(id)));
    assert.equal(new Set(seen).size, seen.length);
    const filter = (AttributePath: string, AttributeValue: string) =>
      store.listGroups({ IdentityStoreId, Filters: [{ AttributePath, AttributeValue }] });
    const found = await filter('DisplayName', 'P2');
    assert.deepEqual(
      found.Groups?.map(({ GroupId }) => GroupId),
      [made[1]],
    );
    const refused = filter('Description', 'x');
    await assertRefused(
      refused,
      ...INVALID,
      'The attribute Description is not supported in a filter',
    );
    const by = (AttributePath: string, AttributeValue: string) =>
      store.getGroupId({
        IdentityStoreId,
        AlternateIdentifier: { UniqueAttribute: { AttributePath, AttributeValue } },
      });
    assert.equal((await by('displayName', 'P3')).GroupId, made[2]);
    await assertRefused(by('displayName', 'p4'), ...NOT_FOUND, 'GROUP not found.');
    const notUnique = by('description', 'x');
    await assertRefused(
      notUnique,
      ...INVALID,
      'The attribute description is not a unique attribute',
    );
  });

  it('have external ids of their own', async () => {
    const GroupId = await makeGroup('external');
    await change(GroupId, 'externalIds', [{ issuer: 'okta', id: 'g' }]);
    const AlternateIdentifier = { ExternalId: { Issuer: 'okta', Id: 'g' } };
    const found = await store.getGroupId({ IdentityStoreId, AlternateIdentifier });
    assert.equal(found.GroupId, GroupId);
    const asUser = store.getUserId({ IdentityStoreId, AlternateIdentifier });
    await assertRefused(asUser, ...NOT_FOUND, 'USER not found.');
  });
});

describe('memberships', () => {
  it('join a user and a group once, and are found by both', async () => {
    const [GroupId, UserId] = [await makeGroup('joined'), await makeUser('joined')];
    const MembershipId = await join(GroupId, UserId);
    const {
      $metadata: _,
      CreatedAt,
      UpdatedAt,
      ...described
    } = await store.describeGroupMembership({ IdentityStoreId, MembershipId });
    assert.deepEqual(CreatedAt, UpdatedAt);
    const by = `arn:aws:iam::${server.account}:user/bootstrap-admin`;
    assert.deepEqual(described, {
      ...pair(GroupId, UserId),
      MembershipId,
      CreatedBy: by,
      UpdatedBy: by,
    });
    const found = await store.getGroupMembershipId(pair(GroupId, UserId));
    assert.equal(found.MembershipId, MembershipId);
    const twice = store.createGroupMembership(pair(GroupId, UserId));
    await assertRefused(twice, ...CONFLICT, 'Member and Group relationship already exists.');
    await store.deleteGroupMembership({ IdentityStoreId, MembershipId });
    const gone = store.describeGroupMembership({ IdentityStoreId, MembershipId });
    await assertRefused(gone, ...NOT_FOUND, 'GROUP_MEMBERSHIP not found.');
    const none = store.getGroupMembershipId(pair(GroupId, UserId));
    await assertRefused(none, ...NOT_FOUND, 'GROUP_MEMBERSHIP not found.');
  });

  it('need a user and a group that there are', async () => {
    const [group, user] = [await makeGroup('half'), await makeUser('half')];
    const noUser = store.createGroupMembership(pair(group, NOBODY));
    await assertRefused(noUser, ...NOT_FOUND, 'Member does not exist');
    const noGroup = store.createGroupMembership(pair(NOBODY, user));
    await assertRefused(noGroup, ...NOT_FOUND, 'Group does not exist');
    const members = await store.isMemberInGroups({
      IdentityStoreId,
      MemberId: { UserId: user },
      GroupIds: [group, NOBODY],
    });
    assert.deepEqual(
      members.Results?.map(({ MembershipExists }) => MembershipExists),
      [false, false],
    );
    const nobody = store.isMemberInGroups({
      IdentityStoreId,
      MemberId: { UserId: NOBODY },
      GroupIds: [group],
    });
    await assertRefused(nobody, ...NOT_FOUND, 'USER not found.');
  });

  it('are listed by group and by member, in pages', async () => {
    const group = await makeGroup('many');
    const users = await Promise.all(['m1', 'm2', 'm3'].map(makeUser));
    for (const user of users) await join(group, user);
    const first = await store.listGroupMemberships({
      IdentityStoreId,
      GroupId: group,
      MaxResults: 2,
    });
    assert.equal(first.GroupMemberships?.length, 2);
    const { NextToken = '' } = first;
    const rest = await store.listGroupMemberships({ IdentityStoreId, GroupId: group, NextToken });
    const all = [...(first.GroupMemberships ?? []), ...(rest.GroupMemberships ?? [])];
    assert.deepEqual(all.map(({ MemberId }) => MemberId?.UserId).toSorted(), users.toSorted());
    const [user = ''] = users;
    const second = await makeGroup('many-two');
    await join(second, user);
    const MemberId = { UserId: user };
    const page = await store.listGroupMembershipsForMember({
      IdentityStoreId,
      MemberId,
      MaxResults: 1,
    });
    const next = await store.listGroupMembershipsForMember({
      IdentityStoreId,
      MemberId,
      NextToken: page.NextToken ?? '',
    });
    const groups = [...(page.GroupMemberships ?? []), ...(next.GroupMemberships ?? [])];
    assert.deepEqual(groups.map(({ GroupId }) => GroupId).toSorted(), [group, second].toSorted());
    const results = await store.isMemberInGroups({
      IdentityStoreId,
      MemberId,
      GroupIds: [second, group, NOBODY],
    });
    assert.deepEqual(
      results.Results?.map((one) => [one.GroupId, one.MembershipExists]),
      [
        [second, true],
        [group, true],
        [NOBODY, false],
      ],
    );
  });

  it('go with their user and with their group', async () => {
    const [group, other] = [await makeGroup('going'), await makeGroup('staying')];
    const [user, second] = [await makeUser('going'), await makeUser('staying')];
    for (const [g, u] of [
      [group, user],
      [group, second],
      [other, user],
    ] as const)
      await join(g, u);
    await store.deleteUser({ IdentityStoreId, UserId: user });
    const left = await store.listGroupMemberships({ IdentityStoreId, GroupId: group });
    assert.deepEqual(
      left.GroupMemberships?.map(({ MemberId }) => MemberId?.UserId),
      [second],
    );
    await store.deleteGroup({ IdentityStoreId, GroupId: group });
    const none = await store.listGroupMembershipsForMember({
      IdentityStoreId,
      MemberId: { UserId: second },
    });
    assert.deepEqual(none.GroupMemberships, []);
  });
});

describe('R035: the event history', () => {
  it('finds changes by the name of the user or group, which the events hide', async () => {
    await makeUser('searched.user');
    await makeGroup('Searched Group');
    const { cloudtrail } = clientsOf(server);
    for (const [name, event] of [
      ['searched.user', 'CreateUser'],
      ['Searched Group', 'CreateGroup'],
    ] as const) {
      const { Events } = await cloudtrail.lookupEvents({
        LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue: name }],
      });
      assert.deepEqual(
        Events?.map(({ EventName }) => EventName),
        [event],
      );
      const record = JSON.parse(Events?.[0]?.CloudTrailEvent ?? '{}');
      assert.equal(record.eventSource, 'identitystore.amazonaws.com');
      assert.equal(record.requestParameters.displayName, 'HIDDEN_DUE_TO_SECURITY_REASONS');
    }
  });
});
