import type { Access } from '../../calls/access.ts';
import { accounts, accountsAccess } from './accounts.ts';
import { organization, organizationAccess } from './organization.ts';
import { policies, policiesAccess } from './policies.ts';
import { tags, tagsAccess } from './tags.ts';
import { tree, treeAccess } from './tree.ts';
import { trust, trustAccess } from './trust.ts';

/**
 * api/organizations: what makes several accounts one installation. Owns: operations, their access
 * rules, pages of lists and the form of answers, one file a noun. Does not own: what organizations,
 * their members and policies are (domain/organizations).
 */
export const organizationsOperations = {
  ...accounts,
  ...organization,
  ...policies,
  ...tags,
  ...tree,
  ...trust,
};

export const organizationsAccess = {
  ...accountsAccess,
  ...organizationAccess,
  ...policiesAccess,
  ...tagsAccess,
  ...treeAccess,
  ...trustAccess,
} satisfies Access<typeof organizationsOperations>;
