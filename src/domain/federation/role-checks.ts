import type { Check } from '../../failures/check.ts';
import * as existence from './role-existence-checks.ts';
import type { RoleSubject } from './role-subject.ts';
import * as session from './session-checks.ts';
import * as trust from './trust-checks.ts';

/**
 * What a verified identity has to fulfil to get a session of a role, in order: the role, what its
 * trust policy says, then the session itself. Everything up to the duration is refused in the same
 * words, so that a role that does not exist is not told from one that is somebody else's.
 */
export const roleChecks: readonly Check<RoleSubject>[] = [
  existence.roleIsOfProviderAccount,
  existence.roleIsNotReserved,
  existence.roleExists,
  trust.trustPolicyNamesProvider,
  trust.trustPolicyAllowsAction,
  trust.trustPolicyConditionsHold,
  trust.noTrustStatementDenies,
  trust.trustPolicyAllowsTags,
  trust.trustPolicyAllowsSourceIdentity,
  session.durationIsWithinMaximum,
  session.providerSessionGoesOn,
  session.sessionPoliciesCanBeUsed,
  session.sessionHasRoom,
];
