import type { Work } from '../work.ts';
import type { AccountRow } from './account.ts';
import { countOwned } from './dependents.ts';
import { quotas } from './quotas.ts';

type CountedTable =
  | 'iam_users'
  | 'iam_groups'
  | 'iam_roles'
  | 'iam_policies'
  | 'iam_policy_versions'
  | 'iam_instance_profiles'
  | 'mfa_devices'
  | 'saml_providers'
  | 'oidc_providers';

async function count(work: Work, table: CountedTable): Promise<number> {
  const { count } = await work.read
    .selectFrom(table)
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('account_id', '=', work.account)
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function countDevicesInUse(work: Work): Promise<number> {
  const { count } = await work.read
    .selectFrom('mfa_devices')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('account_id', '=', work.account)
    .where('owner_id', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** What GetAccountSummary counts: entities in use and their quotas (aws-facts J7). */
export async function accountSummary(
  work: Work,
  account: AccountRow,
): Promise<Record<string, number>> {
  const rootKeys = await countOwned(work, 'access_keys', account.account_id);
  const rootDevices = await countOwned(work, 'mfa_devices', account.account_id);
  return {
    Users: await count(work, 'iam_users'),
    Groups: await count(work, 'iam_groups'),
    Roles: await count(work, 'iam_roles'),
    Policies: await count(work, 'iam_policies'),
    PolicyVersionsInUse: await count(work, 'iam_policy_versions'),
    InstanceProfiles: await count(work, 'iam_instance_profiles'),
    Providers: (await count(work, 'saml_providers')) + (await count(work, 'oidc_providers')),
    AccountAccessKeysPresent: rootKeys > 0 ? 1 : 0,
    AccountMFAEnabled: rootDevices > 0 ? 1 : 0,
    MFADevices: await count(work, 'mfa_devices'),
    MFADevicesInUse: await countDevicesInUse(work),
    AccountPasswordPresent: account.root_password === null ? 0 : 1,
    ...limits,
    ...notKept,
  };
}

const limits = {
  UsersQuota: quotas.usersPerAccount,
  GroupsQuota: quotas.groupsPerAccount,
  RolesQuota: quotas.rolesPerAccount,
  PoliciesQuota: quotas.policiesPerAccount,
  InstanceProfilesQuota: quotas.instanceProfilesPerAccount,
  GroupsPerUserQuota: quotas.groupsPerUser,
  AccessKeysPerUserQuota: quotas.accessKeysPerUser,
  AttachedPoliciesPerGroupQuota: quotas.attachedPoliciesPerEntity,
  AttachedPoliciesPerRoleQuota: quotas.attachedPoliciesPerEntity,
  AttachedPoliciesPerUserQuota: quotas.attachedPoliciesPerEntity,
  VersionsPerPolicyQuota: quotas.versionsPerPolicy,
  PolicySizeQuota: quotas.managedPolicySize,
  UserPolicySizeQuota: quotas.userInlineSize,
  GroupPolicySizeQuota: quotas.groupInlineSize,
  RolePolicySizeQuota: quotas.roleInlineSize,
  AssumeRolePolicySizeQuota: quotas.trustPolicySize,
  PolicyVersionsInUseQuota: 10_000,
  ServerCertificatesQuota: 20,
  SigningCertificatesPerUserQuota: 2,
};

/** Kinds that the account cannot have yet; tools expect their members all the same. */
const notKept = {
  AccountSigningCertificatesPresent: 0,
  GlobalEndpointTokenVersion: 1,
  ServerCertificates: 0,
};
