import type { Work } from '../work.ts';
import { constraintViolation, invalidInput } from './errors.ts';

/** A tag of an account, organizational unit, root or policy. */
export interface ResourceTag {
  readonly Key: string;
  readonly Value: string;
}

const MOST_TAGS = 50;

/**
 * Adds tags to what is new. Tags belong to the management account, like everything it says of its
 * members; `work` is of that account.
 */
export function addTags(work: Work, resource: string, tags: readonly ResourceTag[]): void {
  if (tags.length === 0) return;
  refuseKeys(tags);
  refuseNumber(tags.length);
  work.write(work.read.insertInto('iam_tags').values(rowsOf(work, resource, tags)), tags.length);
}

/** Adds tags to a resource, or gives those it has other values. */
export async function setTags(
  work: Work,
  resource: string,
  tags: readonly ResourceTag[],
): Promise<void> {
  if (tags.length === 0) return;
  refuseKeys(tags);
  const added = new Set(tags.map(({ Key }) => Key.toLowerCase()));
  const before = await readTags(work, work.account, resource);
  const kept = before.filter(({ Key }) => !added.has(Key.toLowerCase()));
  refuseNumber(kept.length + tags.length);
  removeTags(work, resource, [...added]);
  work.write(work.read.insertInto('iam_tags').values(rowsOf(work, resource, tags)), tags.length);
}

/** Removes the tags of these keys, as far as the resource has them: a request may name any number. */
export async function untag(work: Work, resource: string, keys: readonly string[]): Promise<void> {
  const named = new Set(keys.map((key) => key.toLowerCase()));
  const present = (await readTags(work, work.account, resource)).map(({ Key }) => Key);
  const removed = present.filter((key) => named.has(key.toLowerCase()));
  removeTags(work, resource, removed);
}

function removeTags(work: Work, resource: string, keys: readonly string[]): void {
  if (keys.length === 0) return;
  const folded = keys.map((key) => key.toLowerCase());
  work.write(
    work.read
      .deleteFrom('iam_tags')
      .where('account_id', '=', work.account)
      .where('owner_id', '=', resource)
      .where('key_key', 'in', folded),
    'any',
  );
}

/** Removes what a deleted resource was tagged with. */
export function removeAllTags(work: Work, resource: string): void {
  work.write(
    work.read
      .deleteFrom('iam_tags')
      .where('account_id', '=', work.account)
      .where('owner_id', '=', resource),
    'any',
  );
}

/** The tags of a resource in the order of their keys. */
export async function readTags(
  work: Work,
  managementAccount: string,
  resource: string,
): Promise<ResourceTag[]> {
  const rows = await work.read
    .selectFrom('iam_tags')
    .select(['key', 'value'])
    .where('account_id', '=', managementAccount)
    .where('owner_id', '=', resource)
    .orderBy('key_key')
    .execute();
  return rows.map(({ key, value }) => ({ Key: key, Value: value }));
}

function rowsOf(work: Work, resource: string, tags: readonly ResourceTag[]) {
  return tags.map(({ Key, Value }) => ({
    account_id: work.account,
    owner_id: resource,
    key: Key,
    key_key: Key.toLowerCase(),
    value: Value,
  }));
}

function refuseKeys(tags: readonly ResourceTag[]): void {
  const keys = tags.map(({ Key }) => Key.toLowerCase());
  if (new Set(keys).size < keys.length) {
    throw invalidInput('DUPLICATE_TAG_KEY', 'You provided the same tag key more than once.');
  }
  if (keys.some((key) => key.startsWith('aws:'))) {
    throw invalidInput(
      'INVALID_SYSTEM_TAGS_PARAMETER',
      "You specified a tag key that is a system tag. You can't add, edit, or delete system tag keys because they're reserved for AWS use.",
    );
  }
}

function refuseNumber(count: number): void {
  if (count <= MOST_TAGS) return;
  throw constraintViolation(
    'MAX_TAG_LIMIT_EXCEEDED',
    'You have exceeded the number of tags allowed on this resource.',
  );
}
