import type { SessionClaims } from '../../crypto/index.ts';
import { expiryAfter, type Issued, issue, type Seal } from './issue.ts';

/**
 * Credentials for a console session that temporary credentials open: the same principal with the
 * same tags and policies. It lasts `seconds` where the broker asked for a length, which
 * `consoleChecks` grants to roles alone, and as long as the credentials otherwise (aws-facts H3).
 */
export function issueConsoleSession(
  seal: Seal,
  claims: SessionClaims,
  asked: {
    readonly seconds: number | undefined;
    readonly browserSessionId: string;
    /** Milliseconds since 1970. */
    readonly now: number;
  },
): Issued {
  const { seconds, browserSessionId, now } = asked;
  const expiresAt = seconds === undefined ? claims.expiresAt : expiryAfter(now, seconds);
  // The time of issue stays: a policy that revokes older sessions has to reach this one as well.
  return issue(seal, { ...claims, browserSessionId, expiresAt });
}
