import type { TreeNode } from '../../organizations/tree/tree-node.ts';
import type { Group, User } from '../shared/people.ts';
import type { PermissionSet } from '../shared/permission-set.ts';
import type { Assignment } from './assignment.ts';

/** What the steps of the wizard have chosen. */
export interface Choice {
  /** Undefined until somebody chose: then what the page before chose holds. */
  readonly accounts: readonly TreeNode[] | undefined;
  readonly users: readonly User[];
  readonly groups: readonly Group[];
  readonly sets: readonly PermissionSet[];
}

export const NOTHING: Choice = { accounts: undefined, users: [], groups: [], sets: [] };

/** Which steps are filled in. */
export function isFull({ users, groups, sets }: Choice) {
  return { principals: users.length + groups.length > 0, sets: sets.length > 0 };
}

/** An assignment that is to be made, with the names that are shown of it. */
export interface Planned extends Assignment {
  readonly accountName: string;
  readonly principalName: string;
  readonly permissionSetName: string;
}

/** Every assignment that a choice means: each principal with each set in each account. */
export function plannedOf({ accounts = [], users, groups, sets }: Choice): Planned[] {
  const principals = [
    ...groups.map(({ GroupId: id, DisplayName: name = '' }) => ({
      principal: { kind: 'GROUP', id } as const,
      principalName: name,
    })),
    ...users.map(({ UserId: id, UserName: name = '' }) => ({
      principal: { kind: 'USER', id } as const,
      principalName: name,
    })),
  ];
  return accounts.flatMap((account) =>
    principals.flatMap((principal) =>
      sets.map(({ PermissionSetArn = '', Name = '' }) => ({
        ...principal,
        account: account.id,
        accountName: account.name,
        permissionSet: PermissionSetArn,
        permissionSetName: Name,
      })),
    ),
  );
}
