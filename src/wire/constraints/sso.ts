import { type ConstraintTable, integer } from './constraint.ts';

/** The constraints of the sso API model, the access portal. */
export const ssoConstraints: ConstraintTable = {
  members: { maxResults: integer({ min: 1, max: 100 }) },
  operations: {},
  structures: {},
  // AWS answers 401 without a token as with a wrong one (aws-facts E2).
  answered: new Set(['accessToken']),
};
