import { iamArn, parseArn } from '../../base/arn.ts';
import { uniqueId } from '../../base/ids.ts';
import { policySize, validatePolicy } from '../../policy/index.ts';
import { policyEntity } from '../entities.ts';
import { deleteAllTags } from '../tags.ts';
import type { Work } from '../work.ts';
import {
  accessDenied,
  alreadyExists,
  deleteConflictText,
  malformedPolicy,
  noSuchPolicy,
  notAnArn,
  notAPolicyArn,
  quotaExceeded,
} from './errors.ts';
import type { ManagedPolicies, ManagedPolicy } from './managed-policies.ts';
import { policyUsage } from './policy-usage.ts';
import { quotas } from './quotas.ts';

/** A customer managed policy as its row has it. */
export interface PolicyRow {
  readonly policy_id: string;
  readonly name: string;
  readonly name_key: string;
  readonly path: string;
  readonly description: string | null;
  readonly created_at: number;
  readonly updated_at: number;
  readonly default_version: number;
  readonly next_version: number;
  readonly row_version: number;
}

/** A managed policy that a request can name: the account's own, or one of AWS's. */
export type AnyPolicy =
  | { readonly of: 'customer'; readonly arn: string; readonly row: PolicyRow }
  | { readonly of: 'aws'; readonly arn: string; readonly managed: ManagedPolicy };

const COLUMNS = [
  'policy_id',
  'name',
  'name_key',
  'path',
  'description',
  'created_at',
  'updated_at',
  'default_version',
  'next_version',
  'row_version',
] as const;

/** The ARN of a customer managed policy. */
export function policyArn(work: Work, row: { path: string; name: string }): string {
  return iamArn(work.account, 'policy', row.path, row.name);
}

/** The account's policy of that name, whatever the case of its letters, or undefined. */
async function findPolicyByName(work: Work, name: string): Promise<PolicyRow | undefined> {
  return await work.read
    .selectFrom('iam_policies')
    .select(COLUMNS)
    .where('account_id', '=', work.account)
    .where('name_key', '=', name.toLowerCase())
    .executeTakeFirst();
}

/** The account's own policy with exactly that ARN, or undefined. */
export async function findPolicy(work: Work, arn: string): Promise<PolicyRow | undefined> {
  const row = await findPolicyByName(work, arn.slice(arn.lastIndexOf('/') + 1));
  return row && policyArn(work, row) === arn ? row : undefined;
}

/** The policy of that ARN among the account's own and AWS's, or undefined; ValidationError. */
export async function findAnyPolicy(
  work: Work,
  managed: ManagedPolicies,
  arn: string,
): Promise<AnyPolicy | undefined> {
  requirePolicyArn(arn);
  const aws = managed.get(arn);
  if (aws) return { of: 'aws', arn, managed: aws };
  const row = await findPolicy(work, arn);
  return row && { of: 'customer', arn, row };
}

/** The policy of that ARN among the account's own and AWS's; NoSuchEntity, ValidationError. */
export async function getAnyPolicy(
  work: Work,
  managed: ManagedPolicies,
  arn: string,
): Promise<AnyPolicy> {
  const policy = await findAnyPolicy(work, managed, arn);
  if (!policy) throw noSuchPolicy(arn);
  return policy;
}

/**
 * The account's own policy of that ARN, to be changed. Throws NoSuchEntity; AccessDenied when the
 * ARN is AWS's or another account's; ValidationError when it is not the ARN of a policy.
 */
export async function getOwnPolicy(work: Work, arn: string): Promise<PolicyRow> {
  requirePolicyArn(arn);
  if (parseArn(arn)?.account !== work.account) {
    throw accessDenied('Policy is outside your own account.');
  }
  const row = await findPolicy(work, arn);
  if (!row) throw noSuchPolicy(arn);
  return row;
}

export function requirePolicyArn(text: string): void {
  const arn = parseArn(text);
  if (!arn) throw notAnArn();
  const isPolicy = arn.service === 'iam' && arn.region === '' && arn.resource.startsWith('policy/');
  if (!isPolicy) throw notAPolicyArn(text);
}

/** Every customer managed policy of the account; a quota bounds their number. */
export async function allPolicies(work: Work): Promise<PolicyRow[]> {
  return await work.read
    .selectFrom('iam_policies')
    .select(COLUMNS)
    .where('account_id', '=', work.account)
    .orderBy('name_key')
    .execute();
}

/** Throws MalformedPolicyDocument, or LimitExceeded for a document above the size of J7. */
export function requirePolicyDocument(document: string): void {
  const reading = validatePolicy(document, 'identity');
  if (!reading.ok) throw malformedPolicy(reading.message);
  const limit = quotas.managedPolicySize;
  if (policySize(document) > limit) throw quotaExceeded('PolicySize', limit);
}

/** Creates a policy with its version 1. EntityAlreadyExists, LimitExceeded, MalformedPolicyDocument. */
export async function createPolicy(
  work: Work,
  input: { name: string; path: string; description: string | null; document: string },
): Promise<PolicyRow> {
  requirePolicyDocument(input.document);
  if (await findPolicyByName(work, input.name)) {
    throw alreadyExists(
      `A policy called ${input.name} already exists. Duplicate names are not allowed.`,
    );
  }
  const limit = quotas.policiesPerAccount;
  if ((await countPolicies(work)) >= limit) throw quotaExceeded('PoliciesPerAccount', limit);
  const row = {
    policy_id: uniqueId('ANPA', work.random),
    name: input.name,
    name_key: input.name.toLowerCase(),
    path: input.path,
    description: input.description,
    created_at: work.now,
    updated_at: work.now,
    default_version: 1,
    next_version: 2,
  };
  work.write(work.read.insertInto('iam_policies').values({ account_id: work.account, ...row }));
  insertVersion(work, row.policy_id, 1, input.document);
  work.changed(policyEntity(policyArn(work, row)));
  return { ...row, row_version: 1 };
}

async function countPolicies(work: Work): Promise<number> {
  const { count } = await work.read
    .selectFrom('iam_policies')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('account_id', '=', work.account)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Adds a version's row; the policy's own row is the caller's to change. */
export function insertVersion(
  work: Work,
  policyId: string,
  version: number,
  document: string,
): void {
  work.write(
    work.read.insertInto('iam_policy_versions').values({
      account_id: work.account,
      policy_id: policyId,
      version,
      document,
      created_at: work.now,
    }),
  );
}

/** Deletes a policy that nothing uses and that has no other version; throws DeleteConflict. */
export async function deletePolicy(work: Work, row: PolicyRow): Promise<void> {
  const usage = await policyUsage(work, policyArn(work, row));
  if (usage.attachments > 0 || usage.boundaries > 0) {
    throw deleteConflictText('Cannot delete a policy attached to entities.');
  }
  const versions = await work.read
    .selectFrom('iam_policy_versions')
    .select('version')
    .where('account_id', '=', work.account)
    .where('policy_id', '=', row.policy_id)
    .execute();
  if (versions.length > 1) {
    throw deleteConflictText(
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
    );
  }
  deleteAllTags(work, row.policy_id);
  work.write(
    work.read
      .deleteFrom('iam_policy_versions')
      .where('account_id', '=', work.account)
      .where('policy_id', '=', row.policy_id),
  );
  work.write(
    work.read
      .deleteFrom('iam_policies')
      .where('account_id', '=', work.account)
      .where('policy_id', '=', row.policy_id)
      .where('row_version', '=', row.row_version),
  );
  work.changed(policyEntity(policyArn(work, row)));
}

/** Raises the policy's row version, guarded by the version that was read (see touchUser). */
export function touchPolicy(
  work: Work,
  row: PolicyRow,
  set: { default_version?: number; next_version?: number; updated_at?: number } = {},
): void {
  work.write(
    work.read
      .updateTable('iam_policies')
      .set((e) => ({ ...set, row_version: e('row_version', '+', 1) }))
      .where('account_id', '=', work.account)
      .where('policy_id', '=', row.policy_id)
      .where('row_version', '=', row.row_version),
  );
  work.changed(policyEntity(policyArn(work, row)));
}
