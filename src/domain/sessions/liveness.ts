import type { IamState } from '../iam/state.ts';
import { accountOfSession } from './session-id.ts';

/**
 * Whether credentials that name a browser session may still be used: neither it nor a session that
 * it came from has been ended. That a session has run out ends nothing: credentials that came
 * from it have an end of their own, and the session is kept until the last of them is over. One of
 * which nothing is known is taken for ended.
 */
export async function sessionIsLive(
  state: Pick<IamState, 'fresh' | 'browserSession'>,
  sessionId: string,
): Promise<boolean> {
  const account = accountOfSession(sessionId);
  if (account === undefined) return false;
  await state.fresh([account]);
  const session = await state.browserSession(account, sessionId);
  if (!session || session.ended) return false;
  for (const earlier of session.cameFrom) {
    if (!(await sessionIsLive(state, earlier))) return false;
  }
  return true;
}
