import type { Work } from '../work.ts';
import { attachDefaultOf, removeAllOfType } from './attachments.ts';
import { enabledTypes, usableType } from './control-policies.ts';
import { organizationsError } from './errors.ts';
import { type OrganizationRow, touchOrganization } from './organizations.ts';
import { changedUnder, readTree } from './tree.ts';

/**
 * Enables a type of policies at the root: everything in the tree has AWS's policy that allows
 * everything, until others are attached.
 */
export async function enableType(
  work: Work,
  organization: OrganizationRow,
  rootId: string,
  wanted: string,
): Promise<OrganizationRow> {
  requireRoot(organization, rootId);
  const type = usableType(organization, wanted);
  const enabled = enabledTypes(organization);
  if (enabled.includes(type)) throw organizationsError('PolicyTypeAlreadyEnabledException');
  const tree = await readTree(work, organization);
  const policy_types = [...enabled, type].join(' ');
  touchOrganization(work, organization, { policy_types });
  const targets = [organization.root_id, ...tree.units.keys(), ...tree.accounts.keys()];
  attachDefaultOf(work, type, targets);
  changedUnder(work, tree, organization.root_id);
  return { ...organization, policy_types };
}

/** Disables a type: all its attachments are lost, and none of its policies applies any more. */
export async function disableType(
  work: Work,
  organization: OrganizationRow,
  rootId: string,
  wanted: string,
): Promise<OrganizationRow> {
  requireRoot(organization, rootId);
  const enabled = enabledTypes(organization);
  const type = enabled.find((one) => one === wanted);
  if (!type) throw organizationsError('PolicyTypeNotEnabledException');
  const policy_types = enabled.filter((one) => one !== type).join(' ') || null;
  touchOrganization(work, organization, { policy_types });
  removeAllOfType(work, type);
  changedUnder(work, await readTree(work, organization), organization.root_id);
  return { ...organization, policy_types };
}

function requireRoot(organization: OrganizationRow, rootId: string): void {
  if (rootId !== organization.root_id) throw organizationsError('RootNotFoundException');
}
