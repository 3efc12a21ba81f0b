import type { Check } from '../../../failures/check.ts';
import * as condition from './condition-checks.ts';
import type { TrustPolicySubject } from './policy.ts';
import * as principal from './principal-checks.ts';

/** Mistakes that can be seen in a trust policy without anybody signing in. */
export const trustPolicyChecks: readonly Check<TrustPolicySubject>[] = [
  principal.policyIsTaken,
  principal.nobodyUnknownIsLetIn,
  principal.providersAreOfRoleAccount,
  principal.providersHaveTheirAction,
  condition.conditionKeysAreOfProviders,
  condition.samlAudienceIsRecipient,
  condition.sharedIssuersAreLimited,
  condition.wildcardsAreUnderstood,
];
