import type { SessionClaims } from '../../../crypto/index.ts';
import type { IamState } from '../../iam/state.ts';
import { accountOfSession } from '../../sessions/session-id.ts';
import { accessIndexOf } from '../assignments/access-index.ts';
import type { WorkforceState, WorkforceUserState } from '../state.ts';

/** Only Identity Center gives sessions of such roles. */
const RESERVED = /^AWSReservedSSO_/;

/**
 * Whether whoever credentials of a reserved role were given to is still assigned that role. It is true
 * of all other credentials, also of such as a reserved role's assumed: they end with their session.
 */
export async function isStillAssigned(
  { state, workforce }: { readonly state: IamState; readonly workforce: WorkforceState },
  { account, principal, workforceUserId, browserSessionId }: SessionClaims,
): Promise<boolean> {
  if (workforceUserId === undefined || browserSessionId === undefined) return true;
  if (principal.kind !== 'assumed-role' || !RESERVED.test(principal.roleName)) return true;
  const user = await findUser({ state, workforce }, browserSessionId, workforceUserId);
  if (!user) return false;
  const { permissionSets } = await accessIndexOf(workforce, user);
  for (const id of permissionSets.get(account) ?? []) {
    const name = await workforce.provisionedRole(user.account, account, id);
    if (name === principal.roleName) return true;
  }
  return false;
}

/** The user, found in the account of the session or of one that the session came from. */
async function findUser(
  parts: { readonly state: IamState; readonly workforce: WorkforceState },
  sessionId: string,
  userId: string,
): Promise<WorkforceUserState | undefined> {
  const { state, workforce } = parts;
  const account = accountOfSession(sessionId);
  if (account === undefined) return undefined;
  await state.fresh([account]);
  const user = await workforce.user(account, userId);
  if (user) return user;
  for (const earlier of (await state.browserSession(account, sessionId))?.cameFrom ?? []) {
    const found = await findUser(parts, earlier, userId);
    if (found) return found;
  }
  return undefined;
}
