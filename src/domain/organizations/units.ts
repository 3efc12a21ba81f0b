import { deleteAllTags, type Tag } from '../tags.ts';
import type { Work } from '../work.ts';
import { attachDefaults, removeAttachments } from './attachments.ts';
import { constraintViolation, organizationsError } from './errors.ts';
import { organizationToken } from './ids.ts';
import { type OrganizationRow, touchOrganization } from './organizations.ts';
import { addTags } from './tags.ts';
import { accountsUnder, isParent, pathTo, readTree, type UnitRow, unitsUnder } from './tree.ts';

/** Levels of organizational units under a root (Organizations quotas). */
const MOST_LEVELS = 5;
const MOST_UNITS = 2000;

/** Adds an organizational unit under the root or another one. */
export async function createUnit(
  work: Work,
  organization: OrganizationRow,
  input: { readonly parent: string; readonly name: string; readonly tags: readonly Tag[] },
): Promise<UnitRow> {
  const tree = await readTree(work, organization);
  const { parent, name } = input;
  if (!isParent(tree, parent)) throw organizationsError('ParentNotFoundException');
  refuseName(unitsUnder(tree, parent), name);
  if (pathTo(tree, parent).length > MOST_LEVELS) {
    throw constraintViolation(
      'OU_DEPTH_LIMIT_EXCEEDED',
      'You exceeded the OU depth limit: an organization has at most five levels of OUs under its root.',
    );
  }
  if (tree.units.size >= MOST_UNITS) {
    throw constraintViolation(
      'OU_NUMBER_LIMIT_EXCEEDED',
      'You exceeded the number of OUs that you can have in an organization.',
    );
  }
  const suffix = organization.root_id.slice('r-'.length);
  const unit: UnitRow = {
    unit_id: `ou-${suffix}-${organizationToken(8, work.random)}`,
    parent_id: parent,
    name,
  };
  touchOrganization(work, organization);
  work.write(
    work.read
      .insertInto('organizational_units')
      .values({ account_id: work.account, ...unit, created_at: work.now }),
  );
  attachDefaults(work, organization, unit.unit_id);
  addTags(work, unit.unit_id, input.tags);
  return unit;
}

/** The organizational unit of that id; throws OrganizationalUnitNotFoundException. */
export async function getUnit(
  work: Work,
  organization: OrganizationRow,
  id: string,
): Promise<UnitRow> {
  const unit = await work.read
    .selectFrom('organizational_units')
    .select(['unit_id', 'parent_id', 'name'])
    .where('account_id', '=', organization.management_account)
    .where('unit_id', '=', id)
    .executeTakeFirst();
  if (unit) return unit;
  throw organizationsError('OrganizationalUnitNotFoundException');
}

/** Gives an organizational unit another name; its policies stay what they are. */
export async function renameUnit(
  work: Work,
  organization: OrganizationRow,
  id: string,
  name: string | undefined,
): Promise<UnitRow> {
  const unit = await getUnit(work, organization, id);
  if (name === undefined || name === unit.name) return unit;
  refuseName(unitsUnder(await readTree(work, organization), unit.parent_id), name);
  work.write(
    work.read
      .updateTable('organizational_units')
      .set({ name })
      .where('account_id', '=', work.account)
      .where('unit_id', '=', id),
  );
  return { ...unit, name };
}

/** Removes an organizational unit under which nothing stands. */
export async function deleteUnit(
  work: Work,
  organization: OrganizationRow,
  id: string,
): Promise<void> {
  await getUnit(work, organization, id);
  const tree = await readTree(work, organization);
  if (unitsUnder(tree, id).length + accountsUnder(tree, id).length > 0) {
    throw organizationsError('OrganizationalUnitNotEmptyException');
  }
  touchOrganization(work, organization);
  removeAttachments(work, id);
  deleteAllTags(work, id);
  work.write(
    work.read
      .deleteFrom('organizational_units')
      .where('account_id', '=', work.account)
      .where('unit_id', '=', id),
  );
}

function refuseName(siblings: readonly UnitRow[], name: string): void {
  if (siblings.some((unit) => unit.name === name)) {
    throw organizationsError('DuplicateOrganizationalUnitException');
  }
}
