import type { ControlPolicyType } from '../../store/index.ts';
import type { Work } from '../work.ts';
import { AWS_POLICIES, enabledTypes, getControlPolicy } from './control-policies.ts';
import { constraintViolation, organizationsError } from './errors.ts';
import { type OrganizationRow, touchOrganization } from './organizations.ts';
import { changedUnder, readTreeAround } from './tree.ts';

/** Policies of one type on one target (Organizations quotas). */
const MOST_PER_TARGET = 5;
/** Rows of one statement: an engine takes so many values and no more. */
const MOST_ROWS = 100;

/** A policy on a target. */
export interface AttachmentRow {
  readonly target_id: string;
  readonly policy_id: string;
  readonly type: ControlPolicyType;
}

/** Where a policy is attached, or what a target has, in the order of their ids. */
export async function listAttachments(
  work: Work,
  organization: OrganizationRow,
  of: { readonly policy: string } | { readonly target: string },
): Promise<AttachmentRow[]> {
  const all = work.read
    .selectFrom('organization_attachments')
    .select(['target_id', 'policy_id', 'type'])
    .where('account_id', '=', organization.management_account);
  const some =
    'policy' in of
      ? all.where('policy_id', '=', of.policy)
      : all.where('target_id', '=', of.target);
  return await some.orderBy('target_id').orderBy('policy_id').execute();
}

/**
 * Attaches a policy to a root, organizational unit or account: it applies to all below from now. Throws
 * TargetNotFoundException, PolicyTypeNotEnabledException, DuplicatePolicyAttachmentException, and
 * ConstraintViolationException above the quota of a target.
 */
export async function attachPolicy(
  work: Work,
  organization: OrganizationRow,
  policyId: string,
  target: string,
): Promise<void> {
  const policy = await getControlPolicy(work, organization, policyId);
  const tree = await readTreeAround(work, organization, target);
  if (!enabledTypes(organization).includes(policy.type)) {
    throw organizationsError('PolicyTypeNotEnabledException');
  }
  const present = (await listAttachments(work, organization, { target })).filter(
    ({ type }) => type === policy.type,
  );
  if (present.some((row) => row.policy_id === policyId)) {
    throw organizationsError('DuplicatePolicyAttachmentException');
  }
  if (present.length >= MOST_PER_TARGET) {
    throw constraintViolation(
      'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
      'You have attached the maximum number of policies to the specified target.',
    );
  }
  touchOrganization(work, organization);
  insert(work, policy.type, policyId, [target]);
  changedUnder(work, tree, target);
}

/**
 * Detaches a policy. Throws ConstraintViolationException for the last one of its type: a target keeps one.
 */
export async function detachPolicy(
  work: Work,
  organization: OrganizationRow,
  policyId: string,
  target: string,
): Promise<void> {
  const policy = await getControlPolicy(work, organization, policyId);
  const tree = await readTreeAround(work, organization, target);
  const present = await listAttachments(work, organization, { target });
  if (!present.some((row) => row.policy_id === policyId)) {
    throw organizationsError('PolicyNotAttachedException');
  }
  if (present.filter(({ type }) => type === policy.type).length === 1) {
    throw constraintViolation(
      'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
      'You cannot remove the last policy attached to the specified target. You must have at least one attached at all times.',
    );
  }
  touchOrganization(work, organization);
  work.write(
    work.read
      .deleteFrom('organization_attachments')
      .where('account_id', '=', work.account)
      .where('target_id', '=', target)
      .where('policy_id', '=', policyId),
  );
  changedUnder(work, tree, target);
}

/** Attaches AWS's own policy of each enabled type to something new in the tree. */
export function attachDefaults(work: Work, organization: OrganizationRow, target: string): void {
  for (const type of enabledTypes(organization)) attachDefaultOf(work, type, [target]);
}

/** Attaches AWS's own policy of a type to many targets. */
export function attachDefaultOf(
  work: Work,
  type: ControlPolicyType,
  targets: readonly string[],
): void {
  const policy = AWS_POLICIES[type];
  for (let at = 0; at < targets.length; at += MOST_ROWS) {
    insert(work, type, policy.id, targets.slice(at, at + MOST_ROWS));
  }
}

/** Removes what was attached to something that leaves the tree. */
export function removeAttachments(work: Work, target: string): void {
  work.write(
    work.read
      .deleteFrom('organization_attachments')
      .where('account_id', '=', work.account)
      .where('target_id', '=', target),
    'any',
  );
}

/** Removes all attachments of policies of a type. */
export function removeAllOfType(work: Work, type: ControlPolicyType): void {
  work.write(
    work.read
      .deleteFrom('organization_attachments')
      .where('account_id', '=', work.account)
      .where('type', '=', type),
    'any',
  );
}

function insert(
  work: Work,
  type: ControlPolicyType,
  policy_id: string,
  targets: readonly string[],
): void {
  const { account: account_id, now: attached_at } = work;
  const rows = targets.map((target_id) => ({
    account_id,
    target_id,
    policy_id,
    type,
    attached_at,
  }));
  work.write(work.read.insertInto('organization_attachments').values(rows), rows.length);
}
