import type { Work } from '../work.ts';
import { listAttachments } from './attachments.ts';
import { type ControlPolicy, enabledTypes, listControlPolicies } from './control-policies.ts';
import { findOrganization } from './organizations.ts';
import { pathTo, readTree } from './tree.ts';

/** The control policies of one level of the tree. */
export interface ControlLevel {
  /** The id of the root, organizational unit or account that carries them. */
  readonly target: string;
  readonly policies: readonly ControlPolicy[];
}

/**
 * The service control policies that limit the work's account, from the root to itself, with their
 * texts; undefined where none apply. What requests are decided by is the same in compiled form, see
 * `AccountState.scps`.
 */
export async function controlLevels(work: Work): Promise<ControlLevel[] | undefined> {
  const type = 'SERVICE_CONTROL_POLICY';
  const organization = await findOrganization(work);
  if (!organization || organization.management_account === work.account) return undefined;
  if (!enabledTypes(organization).includes(type)) return undefined;
  const all = await listControlPolicies(work, organization, type);
  const known = new Map(all.map((policy) => [policy.id, policy]));
  const levels: ControlLevel[] = [];
  for (const target of pathTo(await readTree(work, organization), work.account)) {
    const attached = await listAttachments(work, organization, { target });
    const policies = attached.flatMap(({ policy_id: id }) => known.get(id) ?? []);
    levels.push({ target, policies });
  }
  return levels;
}
