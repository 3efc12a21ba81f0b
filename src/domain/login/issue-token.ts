import { type IdentityKey, identityKeys, signIdentityToken } from '../../crypto/index.ts';
import type { Principal } from '../principal.ts';
import type { BrowserSession } from '../sessions/browser-sessions.ts';
import { expiryAfter, type Issued, issue } from '../sts/issue.ts';
import type { LoginParts } from './parts.ts';
import { type TokenPlace, writeRefreshToken } from './refresh-token.ts';

/** The longest that credentials of `aws login` last, in seconds (aws-facts H4). */
export const MOST_SECONDS = 900;

/** The output of CreateOAuth2Token. */
export interface TokenAnswer {
  readonly accessToken: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
  };
  readonly tokenType: 'aws_sigv4';
  /** Seconds. */
  readonly expiresIn: number;
  readonly refreshToken: string;
  readonly idToken?: string;
}

/** For whom, out of which session and until when at most credentials are issued. */
export interface Holder {
  readonly principal: Principal;
  readonly session: BrowserSession;
}

/**
 * Credentials of the session's own principal, for fifteen minutes or as long as the session lasts. They
 * are the session's claims and name it, so that they end with it; they grant nothing that the browser
 * has not.
 */
export function issueLoginCredentials({ seal }: LoginParts, holder: Holder, now: number): Issued {
  const { principal, session } = holder;
  if (!principal.session) throw new Error('a browser session has credentials without a session');
  const expiresAt = Math.min(expiryAfter(now, MOST_SECONDS), session.expiresAt);
  const { sessionId: browserSessionId } = session;
  // The time of issue stays: a policy that revokes older sessions has to reach this one as well.
  return issue(seal, { ...principal.session, browserSessionId, expiresAt });
}

/** The answer with its refresh token and, in exchange for a code, its identity token. */
export function tokenAnswer(
  parts: LoginParts,
  { Credentials }: Issued,
  place: TokenPlace,
  identity: { readonly now: number; readonly arn: string; readonly clientId: string } | undefined,
  now: number,
): TokenAnswer {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials;
  return {
    accessToken: {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    },
    tokenType: 'aws_sigv4',
    expiresIn: Math.min(MOST_SECONDS, Math.floor((Expiration.getTime() - now) / 1000)),
    refreshToken: writeRefreshToken(place, parts.ring()),
    ...(identity ? { idToken: identityToken(parts, identity, Expiration) } : {}),
  };
}

/** The keys that identity tokens are verified with. */
export function identityKeysOf({ ring }: LoginParts): { readonly keys: readonly IdentityKey[] } {
  return { keys: identityKeys(ring()) };
}

function identityToken(
  { publicUrl, ring }: LoginParts,
  { arn, clientId, now }: { readonly arn: string; readonly clientId: string; readonly now: number },
  expiration: Date,
): string {
  const claims = {
    iss: publicUrl(),
    sub: arn,
    aud: clientId,
    iat: Math.floor(now / 1000),
    exp: Math.floor(expiration.getTime() / 1000),
  };
  return signIdentityToken(claims, ring());
}
