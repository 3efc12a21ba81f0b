import type { Principal } from '../shared/people.ts';

/** One user or group with one permission set in one account. */
export interface Assignment {
  readonly account: string;
  readonly permissionSet: string;
  readonly principal: Principal;
}

/** An assignment with its names. */
export interface NamedAssignment extends Assignment {
  readonly key: string;
  readonly permissionSetName: string;
  /** Of an orphan the name that it had when it was assigned (R032). */
  readonly principalName: string;
  /** Whether the directory has nobody with this id any more. */
  readonly isOrphan: boolean;
}

/** A name that no other assignment has. */
export function keyOf({ account, permissionSet, principal }: Assignment): string {
  return `${account} ${permissionSet} ${principal.kind} ${principal.id}`;
}
