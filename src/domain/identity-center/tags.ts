import type { Work } from '../work.ts';
import { invalid, quotaExceeded } from './errors.ts';

/** A tag as requests and answers write it. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** The most tags of an instance or a permission set. */
const MOST_TAGS = 50;

/** The tags of an instance or a permission set, by key; the work is of the instance's account. */
export async function tagsOf(work: Work, ownerId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await work.read
    .selectFrom('iam_tags')
    .select(['key', 'value'])
    .where('account_id', '=', work.account)
    .where('owner_id', '=', ownerId)
    .orderBy('key_key')
    .execute();
  return new Map(rows.map(({ key, value }) => [key, value]));
}

/**
 * Gives an instance or a permission set these tags besides those it has. Keys that differ by case
 * are different ones here. Throws ValidationException for keys given twice and for keys that begin
 * with `aws:`, ServiceQuotaExceededException above 50 tags.
 */
export async function setTags(work: Work, ownerId: string, tags: readonly Tag[]): Promise<void> {
  if (tags.length === 0) return;
  const keys = new Set(tags.map(({ Key }) => Key));
  if (keys.size < tags.length) throw invalid('The request names a tag key more than once.');
  if (tags.some(({ Key }) => Key.toLowerCase().startsWith('aws:'))) {
    throw invalid('Tag keys that begin with aws: are reserved for system use.');
  }
  const present = await tagsOf(work, ownerId);
  if (new Set([...present.keys(), ...keys]).size > MOST_TAGS) {
    throw quotaExceeded(`The resource can have at most ${MOST_TAGS} tags.`);
  }
  work.write(
    work.read
      .insertInto('iam_tags')
      .values(
        tags.map(({ Key, Value }) => ({
          account_id: work.account,
          owner_id: ownerId,
          key: Key,
          key_key: Key,
          value: Value,
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['account_id', 'owner_id', 'key_key'])
          .doUpdateSet((e) => ({ value: e.ref('excluded.value') })),
      ),
    tags.length,
  );
}

/** Takes tags away by their keys; keys that there are none of are fine. */
export function removeTags(work: Work, ownerId: string, keys: readonly string[]): void {
  if (keys.length === 0) return;
  work.write(
    work.read
      .deleteFrom('iam_tags')
      .where('account_id', '=', work.account)
      .where('owner_id', '=', ownerId)
      .where('key_key', 'in', keys),
    'any',
  );
}

/** Takes all tags away from what is deleted. */
export function deleteTags(work: Work, ownerId: string): void {
  work.write(
    work.read
      .deleteFrom('iam_tags')
      .where('account_id', '=', work.account)
      .where('owner_id', '=', ownerId),
    'any',
  );
}
