import { ACCOUNT_ENTITY } from '../entities.ts';
import type { Work } from '../work.ts';
import { organizationsError } from './errors.ts';
import { type MemberRow, membersOf } from './members.ts';
import type { OrganizationRow } from './organizations.ts';

/** An organizational unit as its row has it. */
export interface UnitRow {
  readonly unit_id: string;
  readonly parent_id: string;
  readonly name: string;
}

/** What policies are attached to and accounts stand under, by the forms of their ids. */
export type NodeType = 'ROOT' | 'ORGANIZATIONAL_UNIT' | 'ACCOUNT';

/** The whole tree of an organization, as it is now. */
export interface Tree {
  readonly organization: OrganizationRow;
  readonly units: ReadonlyMap<string, UnitRow>;
  readonly accounts: ReadonlyMap<string, MemberRow>;
}

/** The tree without its accounts: what the path of anything in it is made of. */
export type Branches = Pick<Tree, 'organization' | 'units'>;

/** Reads the organizational units of the tree. */
export async function readBranches(work: Work, organization: OrganizationRow): Promise<Branches> {
  const units = await work.read
    .selectFrom('organizational_units')
    .select(['unit_id', 'parent_id', 'name'])
    .where('account_id', '=', organization.management_account)
    .orderBy('unit_id')
    .execute();
  return { organization, units: new Map(units.map((unit) => [unit.unit_id, unit])) };
}

/** Reads the tree. */
export async function readTree(work: Work, organization: OrganizationRow): Promise<Tree> {
  const branches = await readBranches(work, organization);
  const members = await membersOf(work, organization);
  return { ...branches, accounts: new Map(members.map((one) => [one.account_id, one])) };
}

/** `{organization}/{root}/{units…}/{id}/`: where something stands that is under `parent`. */
export function pathText({ organization, units }: Branches, id: string, parent: string): string {
  const steps = [id];
  for (let at: string | undefined = parent; at !== undefined; at = units.get(at)?.parent_id) {
    steps.unshift(at);
  }
  return `${[organization.organization_id, ...steps].join('/')}/`;
}

/** The tree, when something stands in it under that id; throws TargetNotFoundException. */
export async function readTreeAround(
  work: Work,
  organization: OrganizationRow,
  target: string,
): Promise<Tree> {
  const tree = await readTree(work, organization);
  if (nodeType(tree, target)) return tree;
  throw organizationsError('TargetNotFoundException');
}

/** What stands in the tree under that id; undefined for an id that is not in it. */
export function nodeType(tree: Tree, id: string): NodeType | undefined {
  if (id === tree.organization.root_id) return 'ROOT';
  if (tree.units.has(id)) return 'ORGANIZATIONAL_UNIT';
  return tree.accounts.has(id) ? 'ACCOUNT' : undefined;
}

/** Whether accounts and organizational units may stand under that id. */
export function isParent(tree: Tree, id: string): boolean {
  const type = nodeType(tree, id);
  return type === 'ROOT' || type === 'ORGANIZATIONAL_UNIT';
}

/** What an account or organizational unit stands under; undefined for the root. */
export function parentOf(tree: Tree, id: string): string | undefined {
  const unit = tree.units.get(id);
  if (unit) return unit.parent_id;
  const account = tree.accounts.get(id);
  return account && (account.parent_id ?? tree.organization.root_id);
}

/** The ids from the root to the one given, which is the last; the root alone has a path of one. */
export function pathTo(tree: Tree, id: string): string[] {
  const path: string[] = [];
  for (let at: string | undefined = id; at !== undefined; at = parentOf(tree, at)) path.unshift(at);
  return path;
}

/** The organizational units directly under an id, in the order of their ids. */
export function unitsUnder(tree: Tree, parent: string): UnitRow[] {
  return [...tree.units.values()].filter((unit) => unit.parent_id === parent);
}

/** The accounts directly under an id, in the order of their ids. */
export function accountsUnder(tree: Tree, parent: string): MemberRow[] {
  return [...tree.accounts.keys()]
    .filter((account) => parentOf(tree, account) === parent)
    .flatMap((account) => tree.accounts.get(account) ?? []);
}

/** Declares the accounts under an id changed, at any depth: other policies apply to them now. */
export function changedUnder(work: Work, tree: Tree, id: string): void {
  for (const account of tree.accounts.keys()) {
    if (pathTo(tree, account).includes(id)) work.changed(ACCOUNT_ENTITY, account);
  }
}
