const IDENTITY_CENTER = '/console/identity-center';

/** Addresses of the pages of IAM Identity Center. */
export const paths = {
  dashboard: `${IDENTITY_CENTER}/dashboard`,
  users: `${IDENTITY_CENTER}/users`,
  createUser: `${IDENTITY_CENTER}/users/create`,
  user: (id: string) => `${IDENTITY_CENTER}/users/${id}`,
  groups: `${IDENTITY_CENTER}/groups`,
  createGroup: `${IDENTITY_CENTER}/groups/create`,
  group: (id: string) => `${IDENTITY_CENTER}/groups/${id}`,
  accounts: `${IDENTITY_CENTER}/accounts`,
  account: (id: string) => `${IDENTITY_CENTER}/accounts/${id}`,
  /** The wizard, with accounts that are chosen already. */
  assign: (accounts: readonly string[] = []) => {
    const query = accounts.length === 0 ? '' : `?${new URLSearchParams({ of: accounts.join() })}`;
    return `${IDENTITY_CENTER}/accounts/assign${query}`;
  },
  permissionSets: `${IDENTITY_CENTER}/permission-sets`,
  createPermissionSet: `${IDENTITY_CENTER}/permission-sets/create`,
  permissionSet: (arn: string) =>
    `${IDENTITY_CENTER}/permission-sets/details?${new URLSearchParams({ arn })}`,
  settings: `${IDENTITY_CENTER}/settings`,
  orphans: `${IDENTITY_CENTER}/orphans`,
} as const;
