import type { AccessResource } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { nodeArn, organizationArn, policyArn } from '../../domain/organizations/arns.ts';
import { AWS_POLICIES } from '../../domain/organizations/control-policies.ts';
import {
  findOrganization,
  type OrganizationRow,
} from '../../domain/organizations/organizations.ts';
import { tagsOf } from '../../domain/tags.ts';

/**
 * Resources of the caller's organization as it names them, whether they exist or not: a refused
 * caller must not learn which. They belong to the management account; for a caller of any other
 * account the operation has no resource, and the operation says itself who may call it.
 */
async function resourcesOf(
  call: Call,
  name: (organization: OrganizationRow) => readonly { readonly id: string; readonly arn: string }[],
): Promise<AccessResource[]> {
  const organization = await findOrganization(call.work);
  if (organization?.management_account !== call.account) return [];
  const named = name(organization);
  const resources: AccessResource[] = [];
  for (const { id, arn } of named) {
    resources.push({ arn, tags: await tagsOf(call.work, id) });
  }
  return resources;
}

/** The organization itself. */
export function organizationResource(call: Call): Promise<AccessResource[]> {
  return resourcesOf(call, (organization) => [
    { id: organization.organization_id, arn: organizationArn(organization) },
  ]);
}

/** Roots, organizational units, accounts and policies by their ids. */
export function namedResources(
  call: Call,
  ...ids: readonly (string | undefined)[]
): Promise<AccessResource[]> {
  const given = ids.filter((id) => id !== undefined);
  return resourcesOf(call, (organization) =>
    given.map((id) => ({ id, arn: arnOf(organization, id) })),
  );
}

function arnOf(organization: OrganizationRow, id: string): string {
  if (!id.startsWith('p-')) return nodeArn(organization, id);
  const own = Object.values(AWS_POLICIES).find((policy) => policy.id === id);
  const policy = own ?? { id, type: 'SERVICE_CONTROL_POLICY' as const, awsManaged: false };
  return policyArn(organization, policy);
}
