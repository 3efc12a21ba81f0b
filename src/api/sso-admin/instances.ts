import { type Access, type AccessRule, tagConditionKeys } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { deleteInstance } from '../../domain/identity-center/delete-instance.ts';
import { createAccountInstance } from '../../domain/identity-center/enable.ts';
import { invalid } from '../../domain/identity-center/errors.ts';
import {
  delegatedInstance,
  requireInstance,
} from '../../domain/identity-center/instance-access.ts';
import {
  type InstanceRow,
  instanceArn,
  instanceOfAccount,
  touchInstance,
} from '../../domain/identity-center/instances.ts';
import { pageOf } from '../../domain/identity-center/paging.ts';
import { setTags } from '../../domain/identity-center/tags.ts';
import type { Handlers } from '../../wire/index.ts';
import { onInstance } from './resources.ts';

/** Instances of Identity Center. Organization instances are made by gatehouse:EnableIdentityCenter. */
export const instanceOperations = {
  async CreateInstance(input, call) {
    const { instance, repeated } = await createAccountInstance(call.work, {
      region: call.region,
      name: input.Name ?? null,
      clientToken: input.ClientToken,
    });
    if (!repeated) await setTags(call.work, instance.instance_id, input.Tags ?? []);
    return { InstanceArn: instanceArn(instance.instance_id) };
  },

  async DescribeInstance(input, call) {
    const { instance } = await requireInstance(call, input.InstanceArn);
    const { Regions: _, PrimaryRegion: __, ...described } = describe(instance);
    return { ...described, PermissionSetsEnabled: instance.kind === 'organization' };
  },

  async ListInstances(input, call) {
    const found = [await instanceOfAccount(call.work), await delegatedInstance(call.work)];
    const instances = found.filter((row) => row !== undefined);
    const page = pageOf(instances, input, ({ instance_id }) => instance_id);
    return { Instances: page.items.map(describe), NextToken: page.nextToken };
  },

  async UpdateInstance(input, call) {
    const { instance, work } = await requireInstance(call, input.InstanceArn);
    if (input.EncryptionConfiguration?.KeyType === 'CUSTOMER_MANAGED_KEY') {
      throw invalid('Customer managed keys are not supported.');
    }
    const { PermissionSetsEnabled: enabled } = input;
    if (enabled !== undefined && enabled !== (instance.kind === 'organization')) {
      throw invalid('The operation is not supported for this Identity Center instance');
    }
    touchInstance(work, instance, input.Name === undefined ? {} : { name: input.Name });
    return {};
  },

  async DeleteInstance(input, call) {
    await deleteInstance(await requireInstance(call, input.InstanceArn));
    return {};
  },
} satisfies Partial<Handlers<typeof import('@aws-sdk/client-sso-admin'), Call>>;

const noResource: AccessRule<object> = {};

/** What each of `instanceOperations` asks the caller's policies. */
export const instanceAccess = {
  CreateInstance: { keys: (input) => tagConditionKeys(input.Tags) },
  DescribeInstance: onInstance,
  ListInstances: noResource,
  UpdateInstance: onInstance,
  DeleteInstance: onInstance,
} satisfies Access<typeof instanceOperations>;

function describe(instance: InstanceRow) {
  return {
    InstanceArn: instanceArn(instance.instance_id),
    IdentityStoreId: instance.identity_store_id,
    OwnerAccountId: instance.account_id,
    CreatedDate: new Date(instance.created_at),
    Status: 'ACTIVE' as const,
    PrimaryRegion: instance.region,
    Regions: [
      {
        RegionName: instance.region,
        Status: 'ACTIVE' as const,
        AddedDate: new Date(instance.created_at),
        IsPrimaryRegion: true,
      },
    ],
    ...(instance.name === null ? {} : { Name: instance.name }),
  };
}
