import { call } from '../../api/call.ts';
import { allPages } from '../../iam/shared/all-pages.ts';
import { accountNode, inOrder, type TreeNode } from './tree-node.ts';

/** Pages of Organizations have twenty items at most; an organization has ten thousand accounts. */
const MOST_PAGES = 500;

/** The roots; an organization has one. */
export async function listRoots(signal: AbortSignal): Promise<TreeNode[]> {
  const { Roots = [] } = await call('organizations', 'ListRoots', {}, signal);
  return Roots.map(({ Id = '', Name = '' }) => ({ kind: 'root', id: Id, name: Name }));
}

/** The units directly below a root or a unit. */
export async function listUnits(ParentId: string, signal?: AbortSignal): Promise<TreeNode[]> {
  return await allPages(async (NextToken) => {
    const input = { ParentId, NextToken };
    const answer = await call('organizations', 'ListOrganizationalUnitsForParent', input, signal);
    const items = (answer.OrganizationalUnits ?? []).map(
      ({ Id = '', Name = '' }): TreeNode => ({ kind: 'unit', id: Id, name: Name }),
    );
    return { items, next: answer.NextToken };
  }, MOST_PAGES);
}

/** What is directly below a root or a unit. */
export async function listChildren(ParentId: string, signal?: AbortSignal): Promise<TreeNode[]> {
  const accounts = allPages(async (NextToken) => {
    const input = { ParentId, NextToken };
    const answer = await call('organizations', 'ListAccountsForParent', input, signal);
    return { items: (answer.Accounts ?? []).map(accountNode), next: answer.NextToken };
  }, MOST_PAGES);
  return inOrder((await Promise.all([listUnits(ParentId, signal), accounts])).flat());
}

/** Every account of the organization, in the order of their names. */
export async function listAccounts(signal?: AbortSignal): Promise<TreeNode[]> {
  const accounts = await allPages(async (NextToken) => {
    const answer = await call('organizations', 'ListAccounts', { NextToken }, signal);
    return { items: (answer.Accounts ?? []).map(accountNode), next: answer.NextToken };
  }, MOST_PAGES);
  return inOrder(accounts);
}
