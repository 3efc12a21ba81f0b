import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import {
  createUser,
  deleteUser,
  externalIdsOf,
  findUserByEmail,
  findUserByName,
  getUser,
  holdStore,
  listUsers,
  newAttributes,
  ownerOfExternalId,
  type StoreAccess,
  type UserRow,
  updateUser,
  workforceUserArn,
} from '../../domain/directory/index.ts';
import { AwsError } from '../../failures/aws-error.ts';
import type { Handlers } from '../../wire/index.ts';
import { type AlternateIdentifier, byFilter, byUniqueAttribute } from './lookup.ts';
import { describeUser, nextPage, noteResource } from './outputs.ts';
import { inStore, openStore } from './resources.ts';

/** Users of an identity store. */
export const userOperations = {
  async CreateUser({ IdentityStoreId, ...input }, call) {
    const access = await openStore(call, { IdentityStoreId }, 'CreateUser');
    const { work, storeId } = access;
    holdStore(access);
    const user = await createUser(work, storeId, newAttributes(input), call.principal.arn);
    note(call, user);
    return { IdentityStoreId: storeId, UserId: user.user_id };
  },

  async DescribeUser(input, call) {
    const { work, storeId } = await openStore(call, input, 'DescribeUser');
    const user = await getUser(work, storeId, input.UserId);
    const ids = await externalIdsOf(work, [user.user_id]);
    return describeUser(user, ids.get(user.user_id), input.Extensions);
  },

  async UpdateUser(input, call) {
    const { work, storeId } = await openStore(call, input, 'UpdateUser');
    const user = await getUser(work, storeId, input.UserId);
    await updateUser(work, user, input.Operations, call.principal.arn);
    note(call, user);
    return {};
  },

  async DeleteUser(input, call) {
    const { work, storeId } = await openStore(call, input, 'DeleteUser');
    const user = await getUser(work, storeId, input.UserId);
    await deleteUser(work, user);
    note(call, user);
    return {};
  },

  async ListUsers(input, call) {
    const access = await openStore(call, input, 'ListUsers');
    const { work, storeId } = access;
    const [filter] = input.Filters ?? [];
    const { items, nextToken } = filter
      ? { items: await byFilter({ username: byName(access) }, filter), nextToken: undefined }
      : await listUsers(work, storeId, input);
    const ids = await externalIdsOf(
      work,
      items.map(({ user_id }) => user_id),
    );
    return {
      Users: items.map((user) => describeUser(user, ids.get(user.user_id), input.Extensions)),
      ...nextPage(nextToken),
    };
  },

  async GetUserId(input, call) {
    const access = await openStore(call, input, 'GetUserId');
    const userId = await findId(access, input.AlternateIdentifier as AlternateIdentifier);
    if (userId === undefined) {
      throw new AwsError('ResourceNotFoundException', 'USER not found.', {
        members: { ResourceType: 'USER' },
      });
    }
    return { IdentityStoreId: access.storeId, UserId: userId };
  },
} satisfies Handlers<typeof import('@aws-sdk/client-identitystore'), Call>;

export const userAccess = {
  CreateUser: inStore(),
  DescribeUser: inStore(({ UserId }) => [workforceUserArn(UserId)]),
  UpdateUser: inStore(({ UserId }) => [workforceUserArn(UserId)]),
  DeleteUser: inStore(({ UserId }) => [workforceUserArn(UserId)]),
  ListUsers: inStore(() => [workforceUserArn('*')]),
  GetUserId: inStore(() => [workforceUserArn('*')]),
} satisfies Access<typeof userOperations>;

function byName({ work, storeId }: StoreAccess) {
  return async (value: string): Promise<UserRow | undefined> =>
    await findUserByName(work, storeId, value);
}

async function findId(
  access: StoreAccess,
  { ExternalId: external, UniqueAttribute: unique }: AlternateIdentifier,
): Promise<string | undefined> {
  const { work, storeId } = access;
  if (external) return await ownerOfExternalId(work, storeId, 'USER', external);
  const finders = {
    username: byName(access),
    'emails.value': (value: string) => findUserByEmail(work, storeId, value),
  };
  return (await byUniqueAttribute(finders, unique))?.user_id;
}

function note(call: Call, { account_id, user_id: id, user_name: name }: UserRow): void {
  noteResource(call, account_id, { kind: 'User', id, name });
}
