import type { Access } from '../../calls/access.ts';
import { assignmentAccess, assignmentOperations } from './assignments.ts';
import { attributeAccess, attributeOperations } from './attributes.ts';
import { instanceAccess, instanceOperations } from './instances.ts';
import { permissionSetAccess, permissionSetOperations } from './permission-sets.ts';
import { policyAccess, policyOperations } from './policies.ts';
import { provisioningAccess, provisioningOperations } from './provisioning.ts';
import { tagAccess, tagOperations } from './tags.ts';

/**
 * api/sso-admin: IAM Identity Center's administration. Owns: operations and their access rules, one
 * file a group. Does not own: what instances and permission sets are (domain/identity-center).
 */
export const ssoAdminOperations = {
  ...assignmentOperations,
  ...attributeOperations,
  ...instanceOperations,
  ...permissionSetOperations,
  ...policyOperations,
  ...provisioningOperations,
  ...tagOperations,
};

export const ssoAdminAccess = {
  ...assignmentAccess,
  ...attributeAccess,
  ...instanceAccess,
  ...permissionSetAccess,
  ...policyAccess,
  ...provisioningAccess,
  ...tagAccess,
} satisfies Access<typeof ssoAdminOperations>;
