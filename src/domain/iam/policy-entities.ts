import type { Work } from '../work.ts';
import { type Page, type PageRequest, pageOf } from './paging.ts';

/** What ListEntitiesForPolicy can be asked for, in the words of its request. */
export interface EntityQuery extends PageRequest {
  readonly EntityFilter?: string | undefined;
  readonly PathPrefix?: string | undefined;
  readonly PolicyUsageFilter?: string | undefined;
}

/** A user, group or role that uses a managed policy. */
export interface PolicyEntity {
  readonly kind: 'Group' | 'Role' | 'User';
  readonly id: string;
  readonly name: string;
}

interface EntityRow {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly boundary_arn: string | null;
}

/** A page of the entities that a policy is attached to or bounds: groups, roles, users, by name. */
export async function listPolicyEntities(
  work: Work,
  policyArn: string,
  query: EntityQuery,
): Promise<Page<PolicyEntity>> {
  const attached = new Set(await attachedIds(work, policyArn));
  const uses = ({ id, boundary_arn }: EntityRow): boolean => {
    const asBoundary =
      query.PolicyUsageFilter !== 'PermissionsPolicy' && boundary_arn === policyArn;
    const attaches = query.PolicyUsageFilter !== 'PermissionsBoundary' && attached.has(id);
    return asBoundary || attaches;
  };
  const found: PolicyEntity[] = [];
  for (const kind of ['Group', 'Role', 'User'] as const) {
    if ((query.EntityFilter ?? kind) !== kind) continue;
    for (const row of await candidates(work, kind, policyArn)) {
      if (!row.path.startsWith(query.PathPrefix ?? '/') || !uses(row)) continue;
      found.push({ kind, id: row.id, name: row.name });
    }
  }
  return pageOf(found, query, ({ kind, name }) => `${kind} ${name.toLowerCase()}`);
}

async function attachedIds(work: Work, policyArn: string): Promise<string[]> {
  const rows = await work.read
    .selectFrom('iam_attachments')
    .select('owner_id')
    .where('account_id', '=', work.account)
    .where('policy_arn', '=', policyArn)
    .execute();
  return rows.map((row) => row.owner_id);
}

/** The entities of one kind that the policy is attached to or is the boundary of. */
async function candidates(
  work: Work,
  kind: PolicyEntity['kind'],
  policyArn: string,
): Promise<EntityRow[]> {
  const attached = work.read
    .selectFrom('iam_attachments')
    .select('owner_id')
    .where('account_id', '=', work.account)
    .where('policy_arn', '=', policyArn);
  if (kind === 'Group') {
    const groups = await work.read
      .selectFrom('iam_groups')
      .select(['group_id as id', 'name', 'path'])
      .where('account_id', '=', work.account)
      .where('group_id', 'in', attached)
      .execute();
    return groups.map((group) => ({ ...group, boundary_arn: null }));
  }
  if (kind === 'Role') {
    return await work.read
      .selectFrom('iam_roles')
      .select(['role_id as id', 'name', 'path', 'boundary_arn'])
      .where('account_id', '=', work.account)
      .where((e) => e.or([e('role_id', 'in', attached), e('boundary_arn', '=', policyArn)]))
      .execute();
  }
  return await work.read
    .selectFrom('iam_users')
    .select(['user_id as id', 'name', 'path', 'boundary_arn'])
    .where('account_id', '=', work.account)
    .where((e) => e.or([e('user_id', 'in', attached), e('boundary_arn', '=', policyArn)]))
    .execute();
}
