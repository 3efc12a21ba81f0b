import type { IamState } from '../iam/state.ts';
import { accountOfSession } from './session-id.ts';

/**
 * Whether credentials that name a browser session may still be used: neither it nor the session that
 * it was opened from has been ended. A session of which nothing is known any more is taken for ended.
 * That a session has run out ends nothing: credentials that came from it have an end of their own.
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
  return session.parentId === undefined || (await sessionIsLive(state, session.parentId));
}
