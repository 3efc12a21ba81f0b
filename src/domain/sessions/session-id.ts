import type { RandomBytes } from '../../base/bytes.ts';
import { uuid } from '../../base/ids.ts';

/**
 * A new id of a browser session. It begins with the account that the session belongs to: credentials
 * that came from the session name it, wherever they were carried, and nothing else of them tells
 * where it is to be looked up.
 */
export function browserSessionId(account: string, random: RandomBytes): string {
  return `${account}-${uuid(random)}`;
}

/** The account of a session's id; undefined for ids of another making. */
export function accountOfSession(sessionId: string): string | undefined {
  return /^(\d{12})-[0-9a-f-]{36}$/.exec(sessionId)?.[1];
}
