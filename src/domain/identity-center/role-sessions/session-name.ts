import { sha256 } from '../../../base/digest.ts';

/** What a role session may be called (aws-facts B2). */
const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;
const DIGEST = 8;

/**
 * The name of a person's role sessions: the user name as it is, where a session may be called so.
 * Otherwise characters that it may not have become hyphens, and a digest of the user's id is added,
 * so that no two people share the ARN of a session.
 */
export function sessionNameOf(userName: string, userId: string): string {
  if (SESSION_NAME.test(userName)) return userName;
  const mapped = userName.replace(/[^\w+=,.@-]/gu, '-').slice(0, 63 - DIGEST);
  return `${mapped}-${sha256(userId).slice(0, DIGEST)}`;
}
