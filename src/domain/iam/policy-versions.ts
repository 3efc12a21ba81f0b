import type { Work } from '../work.ts';
import { deleteConflictText, limitExceeded, noSuchEntity } from './errors.ts';
import { type Page, type PageRequest, pageOf } from './paging.ts';
import {
  type AnyPolicy,
  insertVersion,
  type PolicyRow,
  policyArn,
  requirePolicyDocument,
  touchPolicy,
} from './policies.ts';
import { quotas } from './quotas.ts';

/** A version of a managed policy. */
export interface PolicyVersion {
  /** 3 stands for `v3`. */
  readonly version: number;
  readonly document: string;
  readonly createdAt: number;
  readonly isDefault: boolean;
}

/** `v3` for 3. */
export function versionId(version: number): string {
  return `v${version}`;
}

/** Every version that the policy has, newest first: at most five. */
async function versionsOf(work: Work, policy: AnyPolicy): Promise<PolicyVersion[]> {
  if (policy.of === 'aws') {
    const { document, createdAt } = policy.managed;
    return [{ version: 1, document, createdAt, isDefault: true }];
  }
  const { policy_id, default_version } = policy.row;
  const rows = await work.read
    .selectFrom('iam_policy_versions')
    .select(['version', 'document', 'created_at'])
    .where('account_id', '=', work.account)
    .where('policy_id', '=', policy_id)
    .orderBy('version', 'desc')
    .execute();
  return rows.map(({ version, document, created_at }) => ({
    version,
    document,
    createdAt: created_at,
    isDefault: version === default_version,
  }));
}

/** One page of a policy's versions, newest first. */
export async function listVersions(
  work: Work,
  policy: AnyPolicy,
  request: PageRequest,
): Promise<Page<PolicyVersion>> {
  const newestFirst = ({ version }: PolicyVersion): string =>
    String(Number.MAX_SAFE_INTEGER - version);
  return pageOf(await versionsOf(work, policy), request, newestFirst);
}

/** The version with that id; throws NoSuchEntity. */
export async function getVersion(
  work: Work,
  policy: AnyPolicy,
  id: string,
): Promise<PolicyVersion> {
  const versions = await versionsOf(work, policy);
  const found = versions.find(({ version }) => versionId(version) === id);
  if (found) return found;
  throw noSuchEntity(`Policy ${policy.arn} version ${id} does not exist or is not attachable.`);
}

/** Adds a version; MalformedPolicyDocument, or LimitExceeded when there are five already. */
export async function createVersion(
  work: Work,
  row: PolicyRow,
  input: { document: string; setAsDefault: boolean },
): Promise<PolicyVersion> {
  requirePolicyDocument(input.document);
  const versions = await versionsOf(work, own(work, row));
  const limit = quotas.versionsPerPolicy;
  if (versions.length >= limit) {
    throw limitExceeded(
      `A managed policy can have up to ${limit} versions. Before you create a new version, you must delete an existing version.`,
    );
  }
  const version = row.next_version;
  insertVersion(work, row.policy_id, version, input.document);
  touchPolicy(work, row, {
    next_version: version + 1,
    updated_at: work.now,
    ...(input.setAsDefault ? { default_version: version } : {}),
  });
  const { document, setAsDefault } = input;
  return { version, document, createdAt: work.now, isDefault: setAsDefault };
}

/** Makes a version the one that counts; throws NoSuchEntity. */
export async function setDefaultVersion(work: Work, row: PolicyRow, id: string): Promise<void> {
  const { version } = await getVersion(work, own(work, row), id);
  touchPolicy(work, row, { default_version: version, updated_at: work.now });
}

/** Deletes a version; throws NoSuchEntity, or DeleteConflict for the default one. */
export async function deleteVersion(work: Work, row: PolicyRow, id: string): Promise<void> {
  const { version, isDefault } = await getVersion(work, own(work, row), id);
  if (isDefault) throw deleteConflictText('Cannot delete the default version of a policy.');
  work.write(
    work.read
      .deleteFrom('iam_policy_versions')
      .where('account_id', '=', work.account)
      .where('policy_id', '=', row.policy_id)
      .where('version', '=', version),
  );
  touchPolicy(work, row, { updated_at: work.now });
}

function own(work: Work, row: PolicyRow): AnyPolicy {
  return { of: 'customer', arn: policyArn(work, row), row };
}
