import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import {
  type AccessControlAttribute,
  disableAttributes,
  enableAttributes,
  replaceAttributes,
  requireAttributes,
} from '../../domain/identity-center/attributes.ts';
import {
  type InstanceAccess,
  requireInstance,
} from '../../domain/identity-center/instance-access.ts';
import { requirePermissionSets } from '../../domain/identity-center/permission-sets/permission-sets.ts';
import type { Handlers } from '../../wire/index.ts';
import { onInstance } from './resources.ts';

/** Attributes for access control: the tags that sessions are made with. */
export const attributeOperations = {
  async CreateInstanceAccessControlAttributeConfiguration(input, call) {
    const { instance, work } = await forRoles(call, input.InstanceArn);
    enableAttributes(work, instance, attributesOf(input));
    return {};
  },

  async DescribeInstanceAccessControlAttributeConfiguration(input, call) {
    const { instance } = await forRoles(call, input.InstanceArn);
    const AccessControlAttributes = requireAttributes(instance).map(({ key, source }) => ({
      Key: key,
      Value: { Source: [source] },
    }));
    return {
      Status: 'ENABLED',
      InstanceAccessControlAttributeConfiguration: { AccessControlAttributes },
    };
  },

  async UpdateInstanceAccessControlAttributeConfiguration(input, call) {
    const { instance, work } = await forRoles(call, input.InstanceArn);
    replaceAttributes(work, instance, attributesOf(input));
    return {};
  },

  async DeleteInstanceAccessControlAttributeConfiguration(input, call) {
    const { instance, work } = await forRoles(call, input.InstanceArn);
    disableAttributes(work, instance);
    return {};
  },
} satisfies Partial<Handlers<typeof import('@aws-sdk/client-sso-admin'), Call>>;

/** What each of `attributeOperations` asks the caller's policies. */
export const attributeAccess = {
  CreateInstanceAccessControlAttributeConfiguration: onInstance,
  DescribeInstanceAccessControlAttributeConfiguration: onInstance,
  UpdateInstanceAccessControlAttributeConfiguration: onInstance,
  DeleteInstanceAccessControlAttributeConfiguration: onInstance,
} satisfies Access<typeof attributeOperations>;

/** Tags are for sessions of roles, which account instances do not give. */
async function forRoles(call: Call, arn: string): Promise<InstanceAccess> {
  const access = await requireInstance(call, arn);
  requirePermissionSets(access);
  return access;
}

interface GivesAttributes {
  readonly InstanceAccessControlAttributeConfiguration: {
    readonly AccessControlAttributes: readonly {
      readonly Key: string;
      readonly Value: { readonly Source: readonly string[] };
    }[];
  };
}

function attributesOf(input: GivesAttributes): AccessControlAttribute[] {
  const { AccessControlAttributes: given } = input.InstanceAccessControlAttributeConfiguration;
  return given.map(({ Key, Value }) => ({ key: Key, source: Value.Source[0] ?? '' }));
}
