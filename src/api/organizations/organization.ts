import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { findAccount } from '../../domain/accounts/accounts.ts';
import { nodeArn, organizationArn } from '../../domain/organizations/arns.ts';
import { enabledTypes } from '../../domain/organizations/control-policies.ts';
import { deleteOrganization } from '../../domain/organizations/delete-organization.ts';
import {
  createOrganization,
  getManagedOrganization,
  getOrganization,
  getReadableOrganization,
  type OrganizationRow,
} from '../../domain/organizations/organizations.ts';
import { disableType, enableType } from '../../domain/organizations/policy-types.ts';
import type { Handlers } from '../../wire/index.ts';
import { pageOfAll } from './paging.ts';
import { namedResources, organizationResource } from './resources.ts';

/** The organization with its root and the types of policies that are enabled there. */
export const organization = {
  async CreateOrganization(input, call) {
    const made = await createOrganization(call.work, input.FeatureSet ?? 'ALL');
    return { Organization: await describe(call, made) };
  },

  async DescribeOrganization(_input, call) {
    return { Organization: await describe(call, await getOrganization(call.work)) };
  },

  async DeleteOrganization(_input, { work }) {
    await deleteOrganization(work, await getManagedOrganization(work));
    return {};
  },

  async ListRoots(input, { work }) {
    const found = await getReadableOrganization(work);
    const { rows, more } = pageOfAll([found], ({ root_id }) => root_id, input);
    return { Roots: rows.map(describeRoot), ...more };
  },

  async EnablePolicyType({ RootId: root, PolicyType: type }, { work }) {
    const managed = await getManagedOrganization(work);
    return { Root: describeRoot(await enableType(work, managed, root ?? '', type ?? '')) };
  },

  async DisablePolicyType({ RootId: root, PolicyType: type }, { work }) {
    const managed = await getManagedOrganization(work);
    return { Root: describeRoot(await disableType(work, managed, root ?? '', type ?? '')) };
  },
} satisfies Partial<Handlers<typeof import('@aws-sdk/client-organizations'), Call>>;

interface OfRoot {
  readonly RootId?: string | undefined;
  readonly PolicyType?: string | undefined;
}

const ofRoot = {
  resources: ({ RootId: root }: OfRoot, call: Call) => namedResources(call, root),
  keys: ({ PolicyType: type = '' }: OfRoot) => ({ 'organizations:policytype': [type] }),
};

export const organizationAccess = {
  CreateOrganization: {},
  DescribeOrganization: {},
  DeleteOrganization: { resources: (_input, call) => organizationResource(call) },
  ListRoots: {},
  EnablePolicyType: ofRoot,
  DisablePolicyType: ofRoot,
} satisfies Access<typeof organization>;

async function describe(call: Call, found: OrganizationRow) {
  const manager = await findAccount(call.work, found.management_account);
  return {
    Id: found.organization_id,
    Arn: organizationArn(found),
    FeatureSet: found.feature_set,
    MasterAccountId: found.management_account,
    MasterAccountArn: nodeArn(found, found.management_account),
    MasterAccountEmail: manager?.email ?? '',
    // Of the feature set, as AWS has it; which types are enabled is the root's to tell.
    AvailablePolicyTypes: found.feature_set === 'ALL' ? [AVAILABLE] : [],
  };
}

const AVAILABLE = { Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' } as const;

function describeRoot(found: OrganizationRow) {
  const { root_id: id } = found;
  return { Id: id, Arn: nodeArn(found, id), Name: 'Root', PolicyTypes: typesOf(found) };
}

function typesOf(found: OrganizationRow) {
  return enabledTypes(found).map((Type) => ({ Type, Status: 'ENABLED' as const }));
}
