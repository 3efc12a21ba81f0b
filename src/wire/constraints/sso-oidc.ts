import type { ConstraintTable } from './constraint.ts';

/** The sso-oidc API model constrains nothing but which members are there; domain checks the rest. */
export const ssoOidcConstraints: ConstraintTable = { members: {}, operations: {}, structures: {} };
