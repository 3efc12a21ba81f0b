/** Paths of the console's rooms, each with the key of its name. `/console` stands before them. */
export const BASE = '/console';

export const ROOMS = [
  { path: '/console', text: 'frame.home' },
  { path: '/console/security-credentials', text: 'frame.credentials' },
  { path: '/console/events', text: 'frame.events' },
  { path: '/console/sign-in-attempts', text: 'frame.troubleshooting' },
] as const;

/** The rooms of IAM. */
export const IAM_ROOMS = [
  { path: '/console/iam/users', text: 'frame.iam.users' },
  { path: '/console/iam/groups', text: 'frame.iam.groups' },
  { path: '/console/iam/roles', text: 'frame.iam.roles' },
  { path: '/console/iam/policies', text: 'frame.iam.policies' },
  { path: '/console/iam/identity-providers', text: 'frame.iam.providers' },
  { path: '/console/iam/account-settings', text: 'frame.iam.settings' },
] as const;

/** The rooms of AWS Organizations. */
export const ORGANIZATION_ROOMS = [
  { path: '/console/organizations/accounts', text: 'frame.org.accounts' },
  { path: '/console/organizations/policies', text: 'frame.org.policies' },
  { path: '/console/organizations/services', text: 'frame.org.services' },
  { path: '/console/organizations/settings', text: 'frame.org.settings' },
] as const;

/** The rooms of IAM Identity Center. */
export const IDENTITY_CENTER_ROOMS = [
  { path: '/console/identity-center/dashboard', text: 'frame.idc.dashboard' },
  { path: '/console/identity-center/users', text: 'frame.idc.users' },
  { path: '/console/identity-center/groups', text: 'frame.idc.groups' },
  { path: '/console/identity-center/accounts', text: 'frame.idc.accounts' },
  { path: '/console/identity-center/permission-sets', text: 'frame.idc.permissionSets' },
  { path: '/console/identity-center/orphans', text: 'frame.idc.orphans' },
  { path: '/console/identity-center/settings', text: 'frame.idc.settings' },
] as const;
