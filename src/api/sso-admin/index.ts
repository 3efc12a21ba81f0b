import type { Access } from '../../calls/access.ts';
import { instanceAccess, instanceOperations } from './instances.ts';

/**
 * api/sso-admin: IAM Identity Center's administration. Owns: operations and their access rules, one
 * file a group. Does not own: what instances and permission sets are (domain/identity-center).
 */
export const ssoAdminOperations = {
  ...instanceOperations,
};

export const ssoAdminAccess = {
  ...instanceAccess,
} satisfies Access<typeof ssoAdminOperations>;
