import type { SessionClaims, SessionPrincipal } from '../../crypto/index.ts';
import { expiryAfter, type Issued, issue, type Seal } from './issue.ts';

/**
 * Credentials for a console session that temporary credentials open: the same principal with the
 * same tags and policies. It lasts `seconds` where the broker asked for a length, which
 * `consoleChecks` grants to roles alone, and as long as the credentials otherwise (aws-facts H3). What
 * came from a console session lasts no longer than that one, so that no session renews itself.
 */
export function issueConsoleSession(
  seal: Seal,
  claims: SessionClaims,
  asked: {
    readonly seconds: number | undefined;
    readonly browserSessionId: string;
    /** Milliseconds since 1970. */
    readonly now: number;
    /** When the console session ends that the credentials came from, in milliseconds. */
    readonly originEndsAt: number | undefined;
  },
): Issued {
  const { seconds, browserSessionId, now, originEndsAt } = asked;
  const wanted = seconds === undefined ? claims.expiresAt : expiryAfter(now, seconds);
  const bound = claims.browserSessionId === undefined ? wanted : (originEndsAt ?? claims.expiresAt);
  const expiresAt = Math.min(wanted, Math.max(claims.expiresAt, bound));
  // The time of issue stays: a policy that revokes older sessions has to reach this one as well.
  return issue(seal, { ...claims, browserSessionId, expiresAt });
}

/** Somebody who has signed in by name and password. */
export interface SignedIn {
  readonly account: string;
  readonly who:
    | { readonly kind: 'root' }
    | { readonly kind: 'user'; readonly userId: string; readonly userName: string };
  /** When a further factor was shown, in milliseconds since 1970; absent when none was. */
  readonly mfaAuthenticatedAt?: number | undefined;
  /** Made by `browserSessionId`, for the session that the credentials are wrapped in. */
  readonly browserSessionId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly region: string;
  /** GATEHOUSE_CONSOLE_HOURS; 12 hours unless told (R148, aws-facts H1). */
  readonly hours?: number;
}

const CONSOLE_HOURS = 12;

/**
 * Credentials for the console session of a root or IAM user. They are no credentials of
 * GetSessionToken, although they act as the same principal: the browser session that they name tells
 * them apart (see calls/session-checks.ts).
 */
export function issueSignInSession(seal: Seal, signedIn: SignedIn): Issued {
  const { account, who, mfaAuthenticatedAt, browserSessionId, now, region } = signedIn;
  return issue(seal, {
    account,
    region,
    principal: principalOf(who),
    issuedAt: now,
    expiresAt: expiryAfter(now, (signedIn.hours ?? CONSOLE_HOURS) * 3600),
    sessionPolicyArns: [],
    tags: new Map(),
    transitiveTagKeys: [],
    roleChained: false,
    browserSessionId,
    ...(mfaAuthenticatedAt === undefined ? {} : { mfaAuthenticatedAt }),
  });
}

function principalOf(who: SignedIn['who']): SessionPrincipal {
  if (who.kind === 'root') return { kind: 'root-session' };
  return { kind: 'user-session', userName: who.userName, userId: who.userId };
}
