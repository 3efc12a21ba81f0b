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
