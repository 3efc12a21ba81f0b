import { endGrantsOf } from '../identity-center/sso/grants.ts';
import { endSessionsOf } from '../sessions/browser-sessions.ts';
import type { Work } from '../work.ts';

/**
 * Ends what a workforce user is signed in with: sessions of browsers but the one that is kept, and
 * those of command lines. Answers how many sessions that were.
 */
export async function endAccess(work: Work, userId: string, except?: string): Promise<number> {
  await endGrantsOf(work, userId);
  return await endSessionsOf(work, userId, { except });
}
