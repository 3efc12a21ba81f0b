import type { KeyRing } from '../../../crypto/index.ts';
import type { Statement, Store } from '../../../store/index.ts';
import type { AuditEvent } from '../../audit/record.ts';
import type { WorkforceSessionParts } from '../role-sessions/role-session.ts';
import type { Polls } from './polls.ts';
import type { AccessTokens } from './tokens.ts';

/**
 * identity-center/sso: what command lines do at an instance: registering, authorizing a device or a
 * browser, tokens (`sso-oidc`), and what an access token gets them (`sso`). One table of checks for
 * each, an attempt for each refusal. Does not own: the pages on which somebody consents (signin/sso),
 * how roles' sessions come about (role-sessions/), protocols (wire/).
 */

/** A bounded set of token buckets, as calls/throttle.ts makes them. */
export interface Rates {
  readonly take: (key: string, now: number) => boolean;
}

/** What command lines and portals of Identity Center are served with. */
export interface SsoParts extends WorkforceSessionParts {
  readonly store: Pick<Store, 'read'>;
  readonly ring: () => KeyRing;
  /** A function, because the port may be known late. */
  readonly publicUrl: () => string;
  readonly tokens: AccessTokens;
  readonly polls: Polls;
  /** Registrations and authorizations of devices, which anybody may begin, by address. */
  readonly strangers: Rates;
  /** What of an address is counted together. */
  readonly sourceOf: (address: string) => string;
  readonly writeEvent: (event: AuditEvent) => Statement;
}
