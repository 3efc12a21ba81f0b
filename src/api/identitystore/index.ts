import type { Access } from '../../calls/access.ts';
import { groupAccess, groupOperations } from './groups.ts';
import { membershipAccess, membershipOperations } from './memberships.ts';
import { userAccess, userOperations } from './users.ts';

/**
 * api/identitystore: the identity stores of IAM Identity Center. Owns: operations, their access rules
 * and the form of their answers, one file a noun. Does not own: what users, groups and memberships are
 * (domain/directory), their passwords and mails as an administrator handles them (api/gatehouse).
 */
export const identitystoreOperations = {
  ...userOperations,
  ...groupOperations,
  ...membershipOperations,
};

export const identitystoreAccess = {
  ...userAccess,
  ...groupAccess,
  ...membershipAccess,
} satisfies Access<typeof identitystoreOperations>;
