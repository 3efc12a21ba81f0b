import { type Access, tagConditionKeys } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { organizationsError } from '../../domain/organizations/errors.ts';
import {
  getManagedOrganization,
  getReadableOrganization,
} from '../../domain/organizations/organizations.ts';
import {
  accountsUnder,
  isParent,
  parentOf,
  readBranches,
  readTree,
  type Tree,
  unitsUnder,
} from '../../domain/organizations/tree.ts';
import { createUnit, deleteUnit, getUnit, renameUnit } from '../../domain/organizations/units.ts';
import type { Work } from '../../domain/work.ts';
import type { Handlers } from '../../wire/index.ts';
import { describeAccount, describeUnit } from './outputs.ts';
import { pageOfAll } from './paging.ts';
import { namedResources } from './resources.ts';

/** Organizational units, and what stands under what. */
export const tree = {
  async CreateOrganizationalUnit({ ParentId: parent = '', Name: name = '', Tags: tags }, { work }) {
    const organization = await getManagedOrganization(work);
    const given = (tags ?? []).map(({ Key = '', Value = '' }) => ({ Key, Value }));
    const unit = await createUnit(work, organization, { parent, name, tags: given });
    return { OrganizationalUnit: describeUnit(unit, await readBranches(work, organization)) };
  },

  async DescribeOrganizationalUnit({ OrganizationalUnitId: id = '' }, { work }) {
    const organization = await getReadableOrganization(work);
    const unit = await getUnit(work, organization, id);
    return { OrganizationalUnit: describeUnit(unit, await readBranches(work, organization)) };
  },

  async UpdateOrganizationalUnit({ OrganizationalUnitId: id = '', Name: name }, { work }) {
    const organization = await getManagedOrganization(work);
    const unit = await renameUnit(work, organization, id, name);
    return { OrganizationalUnit: describeUnit(unit, await readBranches(work, organization)) };
  },

  async DeleteOrganizationalUnit({ OrganizationalUnitId: id = '' }, { work }) {
    await deleteUnit(work, await getManagedOrganization(work), id);
    return {};
  },

  async ListOrganizationalUnitsForParent(input, { work }) {
    const found = await readParent(work, input.ParentId);
    const units = unitsUnder(found, input.ParentId ?? '');
    const { rows, more } = pageOfAll(units, ({ unit_id: id }) => id, input);
    const OrganizationalUnits = rows.map((unit) => describeUnit(unit, found));
    return { OrganizationalUnits, ...more };
  },

  async ListAccountsForParent(input, { work, now }) {
    const found = await readParent(work, input.ParentId);
    const members = accountsUnder(found, input.ParentId ?? '');
    const { rows, more } = pageOfAll(members, ({ account_id: id }) => id, input);
    return { Accounts: rows.map((row) => describeAccount(row, found, now)), ...more };
  },

  async ListChildren(input, { work }) {
    const { ParentId: parent = '', ChildType: Type } = input;
    const found = await readParent(work, parent);
    const ids =
      Type === 'ACCOUNT'
        ? accountsUnder(found, parent).map(({ account_id: id }) => id)
        : unitsUnder(found, parent).map(({ unit_id: id }) => id);
    const { rows, more } = pageOfAll(ids, (id) => id, input);
    return { Children: rows.map((Id) => ({ Id, ...(Type ? { Type } : {}) })), ...more };
  },

  async ListParents(input, { work }) {
    const organization = await getReadableOrganization(work);
    const parent = parentOf(await readTree(work, organization), input.ChildId ?? '');
    if (parent === undefined) throw organizationsError('ChildNotFoundException');
    const Type = parent === organization.root_id ? 'ROOT' : 'ORGANIZATIONAL_UNIT';
    const { rows, more } = pageOfAll([parent], (id) => id, input);
    return { Parents: rows.map((Id) => ({ Id, Type })), ...more };
  },
} satisfies Partial<Handlers<typeof import('@aws-sdk/client-organizations'), Call>>;

const onUnit = {
  resources: (
    { OrganizationalUnitId: id }: { readonly OrganizationalUnitId?: string | undefined },
    call: Call,
  ) => namedResources(call, id),
};

const onParent = {
  resources: ({ ParentId: id }: { readonly ParentId?: string | undefined }, call: Call) =>
    namedResources(call, id),
};

export const treeAccess = {
  CreateOrganizationalUnit: { ...onParent, keys: (input) => tagConditionKeys(input.Tags) },
  DescribeOrganizationalUnit: onUnit,
  UpdateOrganizationalUnit: onUnit,
  DeleteOrganizationalUnit: onUnit,
  ListOrganizationalUnitsForParent: onParent,
  ListAccountsForParent: onParent,
  ListChildren: onParent,
  ListParents: { resources: ({ ChildId: id }, call) => namedResources(call, id) },
} satisfies Access<typeof tree>;

async function readParent(work: Work, parent = ''): Promise<Tree> {
  const found = await readTree(work, await getReadableOrganization(work));
  if (isParent(found, parent)) return found;
  throw organizationsError('ParentNotFoundException');
}
