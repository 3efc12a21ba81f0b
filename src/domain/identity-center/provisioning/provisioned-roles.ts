import { provisionedRoleEntity } from '../../entities.ts';
import type { Work } from '../../work.ts';
import type { InstanceRow } from '../instances.ts';

/* Which roles were made for permission sets; works are of the account that owns the instance. */

/** A role that was made for a permission set, as its row has it. */
export interface ProvisionedRow {
  readonly target_account: string;
  readonly permission_set_id: string;
  readonly role_name: string;
  /** The permission set's version that the role was made from. */
  readonly version: number;
  readonly row_version: number;
}

/** The roles that were made for an instance, to be narrowed. */
export function provisionedOf(work: Work, { instance_id }: Pick<InstanceRow, 'instance_id'>) {
  return work.read
    .selectFrom('provisioned_roles')
    .select(['target_account', 'permission_set_id', 'role_name', 'version', 'row_version'])
    .where('account_id', '=', work.account)
    .where('instance_id', '=', instance_id);
}

/** The role of a permission set in an account, or undefined. */
export async function findProvisioned(
  work: Work,
  instance: Pick<InstanceRow, 'instance_id'>,
  permissionSetId: string,
  targetAccount: string,
): Promise<ProvisionedRow | undefined> {
  return await provisionedOf(work, instance)
    .where('permission_set_id', '=', permissionSetId)
    .where('target_account', '=', targetAccount)
    .executeTakeFirst();
}

/** A role with whether it is what its permission set is now. */
export interface ProvisionedStanding {
  readonly targetAccount: string;
  readonly permissionSetId: string;
  readonly isLatest: boolean;
}

/** The roles of a permission set, or those in an account, with their standing. */
export async function listProvisioned(
  work: Work,
  instance: InstanceRow,
  of: { readonly permissionSetId: string } | { readonly targetAccount: string },
): Promise<ProvisionedStanding[]> {
  const all = work.read
    .selectFrom('provisioned_roles as r')
    .innerJoin('permission_sets as p', 'p.permission_set_id', 'r.permission_set_id')
    .select(['r.target_account', 'r.permission_set_id', 'r.version', 'p.version as latest'])
    .where('r.account_id', '=', work.account)
    .where('r.instance_id', '=', instance.instance_id);
  const rows = await ('permissionSetId' in of
    ? all.where('r.permission_set_id', '=', of.permissionSetId)
    : all.where('r.target_account', '=', of.targetAccount)
  ).execute();
  return rows.map((row) => ({
    targetAccount: row.target_account,
    permissionSetId: row.permission_set_id,
    isLatest: row.version === row.latest,
  }));
}

/** Notes a role that this plan makes. */
export function insertProvisioned(
  work: Work,
  instance: InstanceRow,
  row: Omit<ProvisionedRow, 'row_version'>,
): void {
  work.write(
    work.read.insertInto('provisioned_roles').values({
      account_id: work.account,
      instance_id: instance.instance_id,
      ...row,
      provisioned_at: work.now,
    }),
  );
  work.changed(provisionedRoleEntity(row.target_account, row.permission_set_id));
}

/**
 * Says that somebody goes by this role, or that it was made from a newer version; guarded. Whoever
 * removes the role at the same time has to look again.
 */
export function touchProvisioned(
  work: Work,
  row: ProvisionedRow,
  version: number = row.version,
): void {
  const provisioned = version === row.version ? {} : { provisioned_at: work.now };
  work.write(
    work.read
      .updateTable('provisioned_roles')
      .set((e) => ({ version, ...provisioned, row_version: e('row_version', '+', 1) }))
      .where('account_id', '=', work.account)
      .where('permission_set_id', '=', row.permission_set_id)
      .where('target_account', '=', row.target_account)
      .where('row_version', '=', row.row_version),
  );
}

/** Forgets a role that this plan removes; guarded. */
export function deleteProvisioned(work: Work, row: ProvisionedRow): void {
  work.write(
    work.read
      .deleteFrom('provisioned_roles')
      .where('account_id', '=', work.account)
      .where('permission_set_id', '=', row.permission_set_id)
      .where('target_account', '=', row.target_account)
      .where('row_version', '=', row.row_version),
  );
  work.changed(provisionedRoleEntity(row.target_account, row.permission_set_id));
}
