import type { OutputOf } from '../../api/operations.ts';

/** An account of the organization. */
export type Account = NonNullable<OutputOf<'organizations', 'ListAccounts'>['Accounts']>[number];

/** A place of the organization's tree. */
export interface TreeNode {
  readonly kind: 'root' | 'unit' | 'account';
  readonly id: string;
  readonly name: string;
  /** Of a node of the kind `account`. */
  readonly account?: Account;
}

/** An account as a node. */
export function accountNode(account: Account): TreeNode {
  return { kind: 'account', id: account.Id ?? '', name: account.Name ?? '', account };
}

/** Units before accounts, each in the order of their names. */
export function inOrder(nodes: readonly TreeNode[]): TreeNode[] {
  return nodes.toSorted(
    (one, other) =>
      Number(one.kind === 'account') - Number(other.kind === 'account') ||
      one.name.localeCompare(other.name) ||
      one.id.localeCompare(other.id),
  );
}
