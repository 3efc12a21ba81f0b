import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import {
  createGroup,
  deleteGroup,
  externalIdsOf,
  findGroupByName,
  type GroupRow,
  getGroup,
  holdStore,
  listGroups,
  ownerOfExternalId,
  type StoreAccess,
  updateGroup,
  workforceGroupArn,
} from '../../domain/directory/index.ts';
import { AwsError } from '../../failures/aws-error.ts';
import type { Handlers } from '../../wire/index.ts';
import { type AlternateIdentifier, byFilter, byUniqueAttribute } from './lookup.ts';
import { describeGroup, nextPage, noteResource } from './outputs.ts';
import { inStore, openStore } from './resources.ts';

/** Groups of an identity store. */
export const groupOperations = {
  async CreateGroup(input, call) {
    const access = await openStore(call, input, 'CreateGroup');
    const { work, storeId } = access;
    holdStore(access);
    const group = await createGroup(work, storeId, input, call.principal.arn);
    note(call, group);
    return { IdentityStoreId: storeId, GroupId: group.group_id };
  },

  async DescribeGroup(input, call) {
    const { work, storeId } = await openStore(call, input, 'DescribeGroup');
    const group = await getGroup(work, storeId, input.GroupId);
    const ids = await externalIdsOf(work, [group.group_id]);
    return describeGroup(group, ids.get(group.group_id));
  },

  async UpdateGroup(input, call) {
    const { work, storeId } = await openStore(call, input, 'UpdateGroup');
    const group = await getGroup(work, storeId, input.GroupId);
    await updateGroup(work, group, input.Operations, call.principal.arn);
    note(call, group);
    return {};
  },

  async DeleteGroup(input, call) {
    const { work, storeId } = await openStore(call, input, 'DeleteGroup');
    const group = await getGroup(work, storeId, input.GroupId);
    await deleteGroup(work, group);
    note(call, group);
    return {};
  },

  async ListGroups(input, call) {
    const access = await openStore(call, input, 'ListGroups');
    const { work, storeId } = access;
    const [filter] = input.Filters ?? [];
    const { items, nextToken } = filter
      ? { items: await byFilter({ displayname: byName(access) }, filter), nextToken: undefined }
      : await listGroups(work, storeId, input);
    const ids = await externalIdsOf(
      work,
      items.map(({ group_id }) => group_id),
    );
    return {
      Groups: items.map((group) => describeGroup(group, ids.get(group.group_id))),
      ...nextPage(nextToken),
    };
  },

  async GetGroupId(input, call) {
    const access = await openStore(call, input, 'GetGroupId');
    const groupId = await findId(access, input.AlternateIdentifier as AlternateIdentifier);
    if (groupId === undefined) {
      throw new AwsError('ResourceNotFoundException', 'GROUP not found.', {
        members: { ResourceType: 'GROUP' },
      });
    }
    return { IdentityStoreId: access.storeId, GroupId: groupId };
  },
} satisfies Handlers<typeof import('@aws-sdk/client-identitystore'), Call>;

export const groupAccess = {
  CreateGroup: inStore(),
  DescribeGroup: inStore(({ GroupId }) => [workforceGroupArn(GroupId)]),
  UpdateGroup: inStore(({ GroupId }) => [workforceGroupArn(GroupId)]),
  DeleteGroup: inStore(({ GroupId }) => [workforceGroupArn(GroupId)]),
  ListGroups: inStore(() => [workforceGroupArn('*')]),
  GetGroupId: inStore(() => [workforceGroupArn('*')]),
} satisfies Access<typeof groupOperations>;

function byName({ work, storeId }: StoreAccess) {
  return async (value: string): Promise<GroupRow | undefined> =>
    await findGroupByName(work, storeId, value);
}

async function findId(
  access: StoreAccess,
  { ExternalId: external, UniqueAttribute: unique }: AlternateIdentifier,
): Promise<string | undefined> {
  const { work, storeId } = access;
  if (external) return await ownerOfExternalId(work, storeId, 'GROUP', external);
  return (await byUniqueAttribute({ displayname: byName(access) }, unique))?.group_id;
}

function note(call: Call, { account_id, group_id: id, display_name: name }: GroupRow): void {
  noteResource(call, account_id, { kind: 'Group', id, name });
}
