import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { enableOrganizationInstance } from '../../domain/identity-center/enable.ts';
import { requireInstance } from '../../domain/identity-center/instance-access.ts';
import { type InstanceRow, instanceArn } from '../../domain/identity-center/instances.ts';
import { readSettings } from '../../domain/identity-center/settings.ts';
import { startUrls } from '../../domain/identity-center/start-urls.ts';
import { updateSettings } from '../../domain/identity-center/update-settings.ts';
import { refuse } from '../../failures/aws-error.ts';
import type { GatehouseModule, Handlers } from '../../wire/index.ts';
import { onInstance } from '../sso-admin/resources.ts';

export const identityCenter = {
  async EnableIdentityCenter({ Region: region, Name: name }, call) {
    const wanted = region ?? call.region;
    if (!call.regions.includes(wanted)) throw refuse('IDC-006', { region: wanted });
    const made = await enableOrganizationInstance(call.work, {
      region: wanted,
      name: name ?? null,
    });
    return {
      InstanceArn: instanceArn(made.instance_id),
      IdentityStoreId: made.identity_store_id,
      StartUrl: startUrls(call.publicUrl, made).start,
    };
  },

  async DescribeIdentityCenter({ InstanceArn: arn }, call) {
    const { instance } = await requireInstance(call, arn);
    return { Instance: shown(call, instance) };
  },

  async UpdateIdentityCenterSettings({ InstanceArn: arn, ...change }, call) {
    const access = await requireInstance(call, arn);
    return { Instance: shown(call, await updateSettings(access, change)) };
  },
} satisfies Partial<Handlers<GatehouseModule, Call>>;

export const identityCenterAccess = {
  EnableIdentityCenter: {},
  DescribeIdentityCenter: onInstance,
  UpdateIdentityCenterSettings: onInstance,
} satisfies Access<typeof identityCenter>;

function shown({ publicUrl }: Call, instance: InstanceRow) {
  const { sessionMinutes, mfa, accountInstances } = readSettings(instance.settings);
  const { start, plain, aws } = startUrls(publicUrl, instance);
  return {
    InstanceArn: instanceArn(instance.instance_id),
    IdentityStoreId: instance.identity_store_id,
    Kind: instance.kind,
    OwnerAccountId: instance.account_id,
    Region: instance.region,
    Name: instance.name ?? undefined,
    CreatedAt: new Date(instance.created_at),
    Subdomain: instance.subdomain ?? undefined,
    StartUrl: start,
    DefaultStartUrl: plain,
    AwsStartUrl: aws,
    SessionMinutes: sessionMinutes,
    MfaMode: mfa.mode,
    MfaTypes: mfa.types.join(','),
    WithoutDevice: mfa.withoutDevice,
    UsersManageDevices: mfa.usersManageDevices,
    AccountInstances: accountInstances === 'allowed',
  };
}
