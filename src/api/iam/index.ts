/**
 * api/iam: the operations of IAM over its own domain.
 * Owns: the handlers, what a caller must be allowed for each of them, the members of outputs.
 * Does not own: the rules of users, groups, roles and policies (domain/iam), protocols (wire/),
 * the stages of a call (calls/).
 */
import { accessKeyAccess, accessKeyOperations } from './access-keys.ts';
import { accountAccess, accountOperations } from './account.ts';
import { attachmentAccess, attachmentOperations } from './attachments.ts';
import {
  authorizationDetailAccess,
  authorizationDetailOperations,
} from './authorization-details.ts';
import { boundaryAccess, boundaryOperations } from './boundaries.ts';
import { groupAccess, groupOperations } from './groups.ts';
import { inlinePolicyAccess, inlinePolicyOperations } from './inline-policies.ts';
import { instanceProfileAccess, instanceProfileOperations } from './instance-profiles.ts';
import { loginProfileAccess, loginProfileOperations } from './login-profiles.ts';
import { mfaDeviceAccess, mfaDeviceOperations } from './mfa-devices.ts';
import { oidcProviderAccess, oidcProviderOperations } from './oidc-providers.ts';
import { policyAccess, policyOperations } from './policies.ts';
import { policyVersionAccess, policyVersionOperations } from './policy-versions.ts';
import { providerTagAccess, providerTagOperations } from './provider-tags.ts';
import { roleAccess, roleOperations } from './roles.ts';
import { samlProviderAccess, samlProviderOperations } from './saml-providers.ts';
import { simulationAccess, simulationOperations } from './simulation.ts';
import { tagAccess, tagOperations } from './tags.ts';
import { userAccess, userOperations } from './users.ts';
import { virtualMfaDeviceAccess, virtualMfaDeviceOperations } from './virtual-mfa-devices.ts';

/** Every operation of IAM that Gatehouse implements. */
export const iamOperations = {
  ...userOperations,
  ...groupOperations,
  ...accessKeyOperations,
  ...loginProfileOperations,
  ...mfaDeviceOperations,
  ...virtualMfaDeviceOperations,
  ...accountOperations,
  ...authorizationDetailOperations,
  ...roleOperations,
  ...policyOperations,
  ...policyVersionOperations,
  ...inlinePolicyOperations,
  ...attachmentOperations,
  ...boundaryOperations,
  ...tagOperations,
  ...instanceProfileOperations,
  ...samlProviderOperations,
  ...oidcProviderOperations,
  ...providerTagOperations,
  ...simulationOperations,
};

/** The access rule of each of them. */
export const iamAccess = {
  ...userAccess,
  ...groupAccess,
  ...accessKeyAccess,
  ...loginProfileAccess,
  ...mfaDeviceAccess,
  ...virtualMfaDeviceAccess,
  ...accountAccess,
  ...authorizationDetailAccess,
  ...roleAccess,
  ...policyAccess,
  ...policyVersionAccess,
  ...inlinePolicyAccess,
  ...attachmentAccess,
  ...boundaryAccess,
  ...tagAccess,
  ...instanceProfileAccess,
  ...samlProviderAccess,
  ...oidcProviderAccess,
  ...providerTagAccess,
  ...simulationAccess,
};
