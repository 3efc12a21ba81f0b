import { ssoClientFailures } from './sso-client.ts';
import { ssoPageFailures } from './sso-page.ts';
import { ssoPortalFailures } from './sso-portal.ts';
import { ssoTokenFailures } from './sso-token.ts';

/** Failures of command lines and portals of IAM Identity Center. */
export const ssoFailures = {
  ...ssoPortalFailures,
  ...ssoClientFailures,
  ...ssoTokenFailures,
  ...ssoPageFailures,
} as const;
