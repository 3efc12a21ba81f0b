import type { Kysely } from 'kysely';
import { createAccounts } from './0001-accounts.ts';
import { createIam } from './0002-iam.ts';
import { createEvents } from './0003-events.ts';
import { createIdentityProviders } from './0004-identity-providers.ts';
import { createAttempts } from './0005-attempts.ts';
import { createBrowserSessions } from './0006-browser-sessions.ts';
import { createSamlUses } from './0007-saml-uses.ts';
import { createMfaDevices } from './0008-mfa-devices.ts';
import { createMail } from './0009-mail.ts';
import { createSignInFlows } from './0010-sign-in-flows.ts';
import { createSignInFailures } from './0011-sign-in-failures.ts';
import { describeSessions } from './0012-sessions.ts';
import { createRecovery } from './0013-recovery.ts';
import { createLoginGrants } from './0014-login-grants.ts';
import { addRootPasswordTime } from './0015-root-password-time.ts';
import { addSessionOrigin } from './0016-session-origin.ts';
import { createOrganizations } from './0017-organizations.ts';
import { createIdentityCenter } from './0018-identity-center.ts';
import { createDirectory } from './0019-directory.ts';
import { createSsoGrants } from './0021-sso-grants.ts';
import { createPortalFavourites } from './0022-portal-favourites.ts';

/** One step forward of the schema. There is no way back: restore a backup instead. */
export interface Migration {
  readonly up: (db: Kysely<unknown>, dialect: 'sqlite' | 'postgres') => Promise<void>;
}

/** Every migration by its name, in the order in which they run. Names are never changed. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-accounts': { up: createAccounts },
  '0002-iam': { up: createIam },
  '0003-events': { up: createEvents },
  '0004-identity-providers': { up: createIdentityProviders },
  '0005-attempts': { up: createAttempts },
  '0006-browser-sessions': { up: createBrowserSessions },
  '0007-saml-uses': { up: createSamlUses },
  '0008-mfa-devices': { up: createMfaDevices },
  '0009-mail': { up: createMail },
  '0010-sign-in-flows': { up: createSignInFlows },
  '0011-sign-in-failures': { up: createSignInFailures },
  '0012-sessions': { up: describeSessions },
  '0013-recovery': { up: createRecovery },
  '0014-login-grants': { up: createLoginGrants },
  '0015-root-password-time': { up: addRootPasswordTime },
  '0016-session-origin': { up: addSessionOrigin },
  '0017-organizations': { up: createOrganizations },
  '0018-identity-center': { up: createIdentityCenter },
  '0019-directory': { up: createDirectory },
  '0021-sso-grants': { up: createSsoGrants },
  '0022-portal-favourites': { up: createPortalFavourites },
};
