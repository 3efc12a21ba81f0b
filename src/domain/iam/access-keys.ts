import { accessKeyId } from '../../base/ids.ts';
import { keyEntity } from '../entities.ts';
import type { Work } from '../work.ts';
import { countOwned } from './dependents.ts';
import { noSuchAccessKey, quotaExceeded } from './errors.ts';
import { cutPage, type Page, type PageRequest, pageLimit, pageStart } from './paging.ts';
import { quotas } from './quotas.ts';
import { type Subject, touchSubject } from './subject.ts';

/** An access key as its row has it, without the secret. */
export interface AccessKeyRow {
  readonly access_key_id: string;
  readonly owner_id: string;
  readonly status: 'Active' | 'Inactive';
  readonly created_at: number;
  readonly last_used_at: number | null;
  readonly last_used_service: string | null;
  readonly last_used_region: string | null;
}

const COLUMNS = [
  'access_key_id',
  'owner_id',
  'status',
  'created_at',
  'last_used_at',
  'last_used_service',
  'last_used_region',
] as const;

/** Seals a secret so that it opens again only with the same context. */
export interface SecretSealing {
  seal(plaintext: string, context: string): string;
}

/** 30 random bytes are 40 characters of base 64, the length of AWS's secret access keys. */
const SECRET_BYTES = 30;

/**
 * Creates a key of the subject and answers it with its secret, which is kept sealed and never
 * shown again. The seal's context is the key's id, so that a sealed secret opens for its own key
 * only. Throws LimitExceeded.
 */
export async function createAccessKey(
  work: Work,
  subject: Subject,
  secrets: SecretSealing,
): Promise<AccessKeyRow & { readonly secret: string }> {
  const limit = quotas.accessKeysPerUser;
  if ((await countOwned(work, 'access_keys', subject.id)) >= limit) {
    throw quotaExceeded('AccessKeysPerUser', limit);
  }
  const id = accessKeyId('AKIA', work.account, work.random);
  const secret = work.random(SECRET_BYTES).toString('base64');
  const row: AccessKeyRow = {
    access_key_id: id,
    owner_id: subject.id,
    status: 'Active',
    created_at: work.now,
    last_used_at: null,
    last_used_service: null,
    last_used_region: null,
  };
  work.write(
    work.read
      .insertInto('access_keys')
      .values({ account_id: work.account, ...row, secret: secrets.seal(secret, id) }),
  );
  touchSubject(work, subject);
  work.changed(keyEntity(id));
  return { ...row, secret };
}

/** The account's key with that id, whoever its owner is, or undefined. */
export async function findAccessKey(work: Work, id: string): Promise<AccessKeyRow | undefined> {
  return await work.read
    .selectFrom('access_keys')
    .select(COLUMNS)
    .where('account_id', '=', work.account)
    .where('access_key_id', '=', id)
    .executeTakeFirst();
}

async function refuseForeignKey(work: Work, subject: Subject, id: string): Promise<void> {
  const key = await findAccessKey(work, id);
  if (key?.owner_id !== subject.id) throw noSuchAccessKey(id);
}

/** Makes the subject's key usable or unusable; throws NoSuchEntity. */
export async function setAccessKeyStatus(
  work: Work,
  subject: Subject,
  id: string,
  status: 'Active' | 'Inactive',
): Promise<void> {
  await refuseForeignKey(work, subject, id);
  work.write(
    work.read
      .updateTable('access_keys')
      .set({ status })
      .where('account_id', '=', work.account)
      .where('access_key_id', '=', id),
  );
  touchSubject(work, subject);
  work.changed(keyEntity(id));
}

/** Deletes the subject's key for good; throws NoSuchEntity. */
export async function deleteAccessKey(work: Work, subject: Subject, id: string): Promise<void> {
  await refuseForeignKey(work, subject, id);
  work.write(
    work.read
      .deleteFrom('access_keys')
      .where('account_id', '=', work.account)
      .where('access_key_id', '=', id),
  );
  touchSubject(work, subject);
  work.changed(keyEntity(id));
}

/** The subject's keys, by their ids. */
export async function listAccessKeys(
  work: Work,
  subject: Subject,
  request: PageRequest,
): Promise<Page<AccessKeyRow>> {
  const rows = await work.read
    .selectFrom('access_keys')
    .select(COLUMNS)
    .where('account_id', '=', work.account)
    .where('owner_id', '=', subject.id)
    .where('access_key_id', '>', pageStart(request))
    .orderBy('access_key_id')
    .limit(pageLimit(request))
    .execute();
  return cutPage(rows, request, (row) => row.access_key_id);
}
