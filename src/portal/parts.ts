import type { Clock } from '../base/clock.ts';
import type { SessionUse } from '../calls/browser-session.ts';
import type { Call } from '../calls/call.ts';
import type { Connection } from '../calls/connection.ts';
import type { CredentialParts } from '../calls/credentials.ts';
import type { PortalSessionParts } from '../calls/portal-session.ts';
import type { Throttle } from '../calls/throttle.ts';
import type { EventWriter } from '../domain/audit/events.ts';
import type { SecretSealing } from '../domain/mfa/index.ts';
import type { SignInThrottle } from '../domain/sign-in/throttle.ts';
import type { AppFiles } from '../http/app-files.ts';

/** What the access portal is served with. */
export interface PortalParts extends PortalSessionParts, CredentialParts {
  readonly clock: Clock;
  readonly files: AppFiles;
  /** The token that calls of a session's page carry. */
  readonly csrfToken: (secret: string) => string;
  readonly isCsrfToken: (token: string | undefined, secret: string) => boolean;
  readonly seal: Call['seal'];
  readonly secrets: SecretSealing;
  readonly passwords: Call['passwords'];
  readonly writeEvent: EventWriter;
  readonly publicUrl: () => string;
  /** The home region. */
  readonly region: string;
  /** Shared with the AWS calls: an address that fails here has failed there. */
  readonly addressThrottle: Throttle;
  /** One bucket a session. */
  readonly callThrottle: Throttle;
  readonly signInThrottle: SignInThrottle;
  /** Keeps when a session was used last, for the list of them. */
  readonly sessionUse: SessionUse;
  /** Told of every failure, for the log. */
  readonly report: (error: unknown, connection: Connection) => void;
}
