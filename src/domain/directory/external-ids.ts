import type { Work } from '../work.ts';
import type { ExternalId } from './attributes.ts';
import { duplicate } from './errors.ts';

/** Whose external id it is. */
export type ExternalOwner = 'USER' | 'GROUP';

/** The user or group of an external id, or undefined. */
export async function ownerOfExternalId(
  work: Work,
  storeId: string,
  type: ExternalOwner,
  { Issuer, Id }: ExternalId,
): Promise<string | undefined> {
  const row = await work.read
    .selectFrom('directory_external_ids')
    .select('owner_id')
    .where('store_id', '=', storeId)
    .where('owner_type', '=', type)
    .where('issuer', '=', Issuer)
    .where('external_id', '=', Id)
    .executeTakeFirst();
  return row?.owner_id;
}

/** The external ids of users or groups, by their owner's id. */
export async function externalIdsOf(
  work: Work,
  ownerIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ExternalId[]>> {
  const found = new Map<string, ExternalId[]>();
  if (ownerIds.length === 0) return found;
  const rows = await work.read
    .selectFrom('directory_external_ids')
    .select(['owner_id', 'issuer', 'external_id'])
    .where('owner_id', 'in', ownerIds)
    .orderBy('issuer')
    .orderBy('external_id')
    .execute();
  for (const { owner_id: owner, issuer, external_id } of rows) {
    const ids = found.get(owner) ?? [];
    ids.push({ Issuer: issuer, Id: external_id });
    found.set(owner, ids);
  }
  return found;
}

/** Whose the ids are to be. */
export interface ExternalIdOwner {
  readonly storeId: string;
  readonly type: ExternalOwner;
  readonly id: string;
}

/** Gives a user or group these external ids and no others. Throws ConflictException for one that is taken. */
export async function setExternalIds(
  work: Work,
  owner: ExternalIdOwner,
  ids: readonly ExternalId[],
): Promise<void> {
  for (const id of ids) {
    const holder = await ownerOfExternalId(work, owner.storeId, owner.type, id);
    if (holder !== undefined && holder !== owner.id) throw duplicate('Duplicate ExternalId');
  }
  removeExternalIds(work, owner.id);
  if (ids.length === 0) return;
  const rows = ids.map(({ Issuer, Id }) => ({
    account_id: work.account,
    store_id: owner.storeId,
    owner_type: owner.type,
    owner_id: owner.id,
    issuer: Issuer,
    external_id: Id,
  }));
  const distinct = new Set(rows.map((row) => `${row.issuer}\n${row.external_id}`));
  if (distinct.size < rows.length) throw duplicate('Duplicate ExternalId');
  work.write(work.read.insertInto('directory_external_ids').values(rows), rows.length);
}

/** Takes all external ids from a user or group. */
export function removeExternalIds(work: Work, ownerId: string): void {
  work.write(
    work.read
      .deleteFrom('directory_external_ids')
      .where('account_id', '=', work.account)
      .where('owner_id', '=', ownerId),
    'any',
  );
}
