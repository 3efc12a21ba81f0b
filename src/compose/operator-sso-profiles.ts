import type { IdentityCenterResult } from '../cli/services.ts';
import { findUserByName } from '../domain/directory/index.ts';
import { accessIndexOf } from '../domain/identity-center/assignments/access-index.ts';
import { type InstanceRow, instanceOfAccount } from '../domain/identity-center/instances.ts';
import { startUrls } from '../domain/identity-center/start-urls.ts';
import type { Work } from '../domain/work.ts';
import { startError } from '../failures/start-error.ts';
import { readLocally } from './local.ts';
import type { Parts } from './parts.ts';

type SsoProfiles = NonNullable<IdentityCenterResult['profiles']>;

/** An account and the name of a permission set in it. */
type Access = SsoProfiles['accesses'][number];

/**
 * What profiles of the AWS CLI for an instance are made of: where it is, and every account and
 * permission set that a user is assigned, by itself or by its groups; of everybody without a name.
 * Throws StartError IDC-011 or IDC-012.
 */
export async function findSsoProfiles(
  parts: Parts,
  {
    account,
    publicUrl,
    userName,
  }: {
    readonly account: string;
    readonly publicUrl: string;
    readonly userName: string | undefined;
  },
): Promise<IdentityCenterResult> {
  const { instance, accesses } = await readLocally(parts, account, async (work) => {
    const found = await instanceOfAccount(work);
    if (!found) throw startError('IDC-011', { account });
    const all =
      userName === undefined
        ? await assignedAccesses(work, found)
        : await accessesOfUser(parts, work, found, userName);
    return { instance: found, accesses: all };
  });
  const { aws: startUrl } = startUrls(publicUrl, instance);
  return { profiles: { startUrl, region: instance.region, accesses } };
}

async function assignedAccesses(work: Work, { instance_id }: InstanceRow): Promise<Access[]> {
  const rows = await work.read
    .selectFrom('account_assignments as a')
    .innerJoin('permission_sets as p', 'p.permission_set_id', 'a.permission_set_id')
    .innerJoin('accounts as c', 'c.account_id', 'a.target_account')
    .select(['a.target_account', 'p.name'])
    .distinct()
    .where('a.instance_id', '=', instance_id)
    .where('a.state', '=', 'active')
    .where('c.state', '=', 'ACTIVE')
    .orderBy('a.target_account')
    .orderBy('p.name')
    .execute();
  return rows.map((row) => ({ accountId: row.target_account, roleName: row.name }));
}

async function accessesOfUser(
  { workforce, state }: Parts,
  work: Work,
  { identity_store_id }: InstanceRow,
  userName: string,
): Promise<Access[]> {
  const row = await findUserByName(work, identity_store_id, userName);
  await workforce.fresh([work.account]);
  const user = row && (await workforce.user(work.account, row.user_id));
  if (!user) throw startError('IDC-012', { userName });
  const { accounts, permissionSets } = await accessIndexOf(workforce, user);
  const found: Access[] = [];
  await state.fresh(accounts);
  for (const accountId of accounts) {
    if ((await state.account(accountId))?.state !== 'ACTIVE') continue;
    for (const id of permissionSets.get(accountId) ?? []) {
      const set = await workforce.permissionSet(work.account, id);
      if (set) found.push({ accountId, roleName: set.name });
    }
  }
  return found;
}
