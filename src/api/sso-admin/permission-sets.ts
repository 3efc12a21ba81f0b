import { type Access, tagConditionKeys } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { requireInstance } from '../../domain/identity-center/instance-access.ts';
import { pageOf } from '../../domain/identity-center/paging.ts';
import { deletePermissionSet } from '../../domain/identity-center/permission-sets/permission-set-use.ts';
import {
  allPermissionSets,
  createPermissionSet,
  type PermissionSetRow,
  permissionSetArn,
  requirePermissionSets,
  updatePermissionSet,
} from '../../domain/identity-center/permission-sets/permission-sets.ts';
import { setTags } from '../../domain/identity-center/tags.ts';
import type { Handlers } from '../../wire/index.ts';
import { openPermissionSet, openToChange } from './open.ts';
import { onInstance, onPermissionSet } from './resources.ts';

/** Permission sets themselves; their policies are in policies.ts. */
export const permissionSetOperations = {
  async CreatePermissionSet(input, call) {
    const access = await requireInstance(call, input.InstanceArn);
    const row = await createPermissionSet(access, input);
    await setTags(access.work, row.permission_set_id, input.Tags ?? []);
    return { PermissionSet: describe(row) };
  },

  async DescribePermissionSet(input, call) {
    const { row } = await openPermissionSet(call, input);
    return { PermissionSet: describe(row) };
  },

  async UpdatePermissionSet(input, call) {
    const { access, row } = await openToChange(call, input);
    updatePermissionSet(access.work, row, input);
    return {};
  },

  async DeletePermissionSet(input, call) {
    const { access, row } = await openToChange(call, input);
    await deletePermissionSet(access.work, row);
    return {};
  },

  async ListPermissionSets(input, call) {
    const access = await requireInstance(call, input.InstanceArn);
    requirePermissionSets(access);
    const all = await allPermissionSets(access.work);
    const page = pageOf(all, input, ({ permission_set_id: id }) => id);
    return { PermissionSets: page.items.map(permissionSetArn), NextToken: page.nextToken };
  },
} satisfies Partial<Handlers<typeof import('@aws-sdk/client-sso-admin'), Call>>;

/** What each of `permissionSetOperations` asks the caller's policies. */
export const permissionSetAccess = {
  CreatePermissionSet: { ...onInstance, keys: (input) => tagConditionKeys(input.Tags) },
  DescribePermissionSet: onPermissionSet,
  UpdatePermissionSet: onPermissionSet,
  DeletePermissionSet: onPermissionSet,
  ListPermissionSets: onInstance,
} satisfies Access<typeof permissionSetOperations>;

function describe(row: PermissionSetRow) {
  return {
    Name: row.name,
    PermissionSetArn: permissionSetArn(row),
    CreatedDate: new Date(row.created_at),
    SessionDuration: row.session_duration,
    ...(row.description === null ? {} : { Description: row.description }),
    ...(row.relay_state === null ? {} : { RelayState: row.relay_state }),
  };
}
