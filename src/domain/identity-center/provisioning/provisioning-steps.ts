import { iamArn } from '../../../base/arn.ts';
import { AwsError, refuse } from '../../../failures/aws-error.ts';
import { identityProviderMetadata } from '../../../saml/index.ts';
import type { ManagedPolicies } from '../../iam/managed-policies.ts';
import { findRole } from '../../iam/roles.ts';
import { createSamlProvider } from '../../iam/saml-provider-changes.ts';
import { findSamlProviderByName } from '../../iam/saml-providers.ts';
import { type Work, workFor } from '../../work.ts';
import {
  type AssignmentKey,
  assignmentsOf,
  deleteAssignment,
  findAssignment,
  writeAssignment,
} from '../assignments/assignments.ts';
import type { InstanceRow } from '../instances.ts';
import {
  deleteProvisioned,
  findProvisioned,
  insertProvisioned,
  touchProvisioned,
} from './provisioned-roles.ts';
import { guardContent, type RoleContent, roleContentOf } from './provisioning-content.ts';
import type { JobRow } from './provisioning-jobs.ts';
import {
  createReservedRole,
  createServiceRole,
  type RoleSetting,
  removeReservedRole,
  reservedTrust,
  updateReservedRole,
} from './reserved-roles.ts';

/*
 * What a request does, one plan a step. Each step is decided from what there is and not from what
 * an earlier one may have done: repeating it changes nothing, so that it can end anywhere.
 * Works are of the account that owns the instance; what belongs to the target says so.
 */

/** What roles are made with. */
export interface StepParts {
  readonly managedPolicies: ManagedPolicies;
  readonly secrets: { readonly seal: (plaintext: string, context: string) => string };
  /** What names and addresses of this server are built from. */
  readonly publicUrl: string;
  /** Of the instance's own key: X.509 in DER, base64. */
  readonly certificate: string;
}

/** What a step did to a role of the target, for the target's event history. */
export interface RoleChange {
  readonly did: 'CreateRole' | 'UpdateRole' | 'DeleteRole';
  readonly account: string;
  readonly roleName: string;
  readonly path: string;
}

/** The name of an instance's provider in accounts: everybody who needs it finds the same (E4). */
export function providerName({ instance_id }: Pick<InstanceRow, 'instance_id'>): string {
  return `AWSSSO_${instance_id.slice('ssoins-'.length)}_DO_NOT_DELETE`;
}

/**
 * Makes an assignment active, with its role. Throws PROV-007 when nobody wants it any more, and what
 * keeps the role from being made.
 */
export async function assign(
  work: Work,
  instance: InstanceRow,
  job: JobRow,
  parts: StepParts,
): Promise<RoleChange | undefined> {
  const found = await findAssignment(work, instance, keyOf(job));
  const content = await roleContentOf(work, job.permission_set_id);
  if (!found || found.state === 'deleting' || !content) throw refuse('PROV-007', {});
  const change = await provision(work, instance, content, job.target_account, parts);
  if (found.state === 'creating') writeAssignment(work, instance, found, { state: 'active' });
  return change;
}

/** Takes an assignment away that could not be made, unless it was active before. */
export async function dropUnmade(work: Work, job: JobRow): Promise<void> {
  const found = await findAssignment(work, job, keyOf(job));
  if (found?.state === 'creating') deleteAssignment(work, job, found);
}

/**
 * Removes an assignment, and with the last one of its account the role. One that was asked for
 * again meanwhile stays.
 */
export async function unassign(
  work: Work,
  instance: InstanceRow,
  job: JobRow,
): Promise<RoleChange | undefined> {
  const found = await findAssignment(work, instance, keyOf(job));
  if (found?.state === 'deleting') deleteAssignment(work, instance, found);
  const other = await assignmentsOf(work, instance)
    .where('permission_set_id', '=', job.permission_set_id)
    .where('target_account', '=', job.target_account)
    .where('state', '!=', 'deleting')
    .executeTakeFirst();
  if (other) return undefined;
  const row = await findProvisioned(work, instance, job.permission_set_id, job.target_account);
  if (!row) return undefined;
  deleteProvisioned(work, row);
  const target = workFor(work, job.target_account);
  const role = await findRole(target, row.role_name);
  if (!role) return undefined;
  removeReservedRole(target, role);
  return { did: 'DeleteRole', account: target.account, roleName: role.name, path: role.path };
}

/** Makes the role of an account what its permission set is now; nothing where there is no role. */
export async function reprovision(
  work: Work,
  instance: InstanceRow,
  { permissionSetId, targetAccount }: { permissionSetId: string; targetAccount: string },
  parts: StepParts,
): Promise<RoleChange | undefined> {
  const content = await roleContentOf(work, permissionSetId);
  if (!content) throw refuse('PROV-007', {});
  const row = await findProvisioned(work, instance, permissionSetId, targetAccount);
  return row && (await provision(work, instance, content, targetAccount, parts));
}

async function provision(
  work: Work,
  instance: InstanceRow,
  content: RoleContent,
  targetAccount: string,
  parts: StepParts,
): Promise<RoleChange | undefined> {
  try {
    return await ensureRole(work, instance, content, targetAccount, parts);
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'LimitExceeded') throw error;
    throw refuse('PROV-006', { account: targetAccount, reason: error.message });
  }
}

async function ensureRole(
  work: Work,
  instance: InstanceRow,
  content: RoleContent,
  account: string,
  parts: StepParts,
): Promise<RoleChange | undefined> {
  const target = workFor(work, account);
  const setting = settingOf(instance, parts);
  const row = await findProvisioned(work, instance, content.permissionSetId, account);
  const role = row && (await findRole(target, row.role_name));
  guardContent(work, content);
  if (row && role) {
    const trust = reservedTrust(account, setting);
    const isLatest = row.version === content.version && role.trust_policy === trust;
    touchProvisioned(work, row, content.version);
    if (isLatest) return undefined;
    await ensureProvider(target, instance, parts);
    await updateReservedRole(target, setting, role, content);
    return { did: 'UpdateRole', account, roleName: role.name, path: role.path };
  }
  if (row) deleteProvisioned(work, row);
  await ensureProvider(target, instance, parts);
  const { name, path } = await createReservedRole(target, setting, content);
  insertProvisioned(work, instance, {
    target_account: account,
    permission_set_id: content.permissionSetId,
    role_name: name,
    version: content.version,
  });
  return { did: 'CreateRole', account, roleName: name, path };
}

function settingOf(instance: InstanceRow, parts: StepParts): RoleSetting {
  const { managedPolicies } = parts;
  return { managedPolicies, region: instance.region, providerName: providerName(instance) };
}

/** Makes provider and service-linked role in an account that is assigned to for the first time. */
async function ensureProvider(
  target: Work,
  instance: InstanceRow,
  { secrets, publicUrl, certificate, managedPolicies }: StepParts,
): Promise<void> {
  const name = providerName(instance);
  if (await findSamlProviderByName(target, name)) return;
  const portal = `${publicUrl}/portal/${instance.identity_store_id}`;
  const document = identityProviderMetadata({
    entityId: `${portal}/saml/${target.account}`,
    signInUrl: `${portal}/start`,
    certificate,
  });
  const none = { encryptionMode: undefined, privateKey: undefined };
  await createSamlProvider(target, secrets, { name, document, ...none });
  await createServiceRole(target, managedPolicies);
}

function keyOf(job: JobRow): AssignmentKey {
  return {
    permissionSetId: job.permission_set_id,
    targetAccount: job.target_account,
    principalType: job.principal_type ?? 'USER',
    principalId: job.principal_id ?? '',
  };
}

/** The ARN of the role that a change was made to. */
export function changedRoleArn({ account, path, roleName }: RoleChange): string {
  return iamArn(account, 'role', path, roleName);
}
