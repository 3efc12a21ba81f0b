import type { BrowserSessionTable } from '../../store/index.ts';
import type { Principal } from '../principal.ts';

/** Whose a browser session is. */
export interface SessionOwner {
  /** The IAM user's unique id, the account id for the root user, else the role's unique id. */
  readonly ownerId: string;
  readonly principalArn: string;
  readonly kind: BrowserSessionTable['kind'];
}

/** The owner of a session that is opened for `principal`. */
export function ownerOf(principal: Principal): SessionOwner {
  const { arn, userId, kind } = principal;
  // The user id of a role session holds a name of its own choosing; sessions are ended by the role.
  return { ownerId: kind === 'assumed-role' ? principal.roleId : userId, principalArn: arn, kind };
}
