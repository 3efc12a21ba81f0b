import type { Work } from './work.ts';

/**
 * The rows of tags, whatever they are of: entities of IAM; roots, organizational units, accounts and
 * policies of an organization; instances and permission sets of Identity Center. They belong to the
 * work's account and hang on the unique id of what is tagged, which its service changes or holds in the
 * same plan. Does not own which keys there may be, how many, and what is told of others: each service
 * has rules and errors of its own (iam/, organizations/, identity-center/).
 */

/** A tag as requests and answers write it. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** The form in which keys are compared: IAM and Organizations take no notice of the case of letters. */
export type CompareKey = (key: string) => string;

export const anyCase: CompareKey = (key) => key.toLowerCase();
export const exactCase: CompareKey = (key) => key;

/** The tags of something in the order of their keys. Empty for an id that nothing has. */
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

/** Tags as answers write them. */
export function tagList(tags: ReadonlyMap<string, string>): Tag[] {
  return [...tags].map(([Key, Value]) => ({ Key, Value }));
}

/** Writes tags with keys of which none compares equal to another; each replaces the one of its key. */
export function writeTags(
  work: Work,
  ownerId: string,
  tags: readonly Tag[],
  compare: CompareKey,
): void {
  if (tags.length === 0) return;
  const rows = tags.map(({ Key, Value }) => ({
    account_id: work.account,
    owner_id: ownerId,
    key: Key,
    key_key: compare(Key),
    value: Value,
  }));
  work.write(
    work.read
      .insertInto('iam_tags')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['account_id', 'owner_id', 'key_key']).doUpdateSet((e) => ({
          key: e.ref('excluded.key'),
          value: e.ref('excluded.value'),
        })),
      ),
    rows.length,
  );
}

/** Takes tags away by their keys; keys that there are none of are fine. */
export function deleteTags(
  work: Work,
  ownerId: string,
  keys: readonly string[],
  compare: CompareKey,
): void {
  if (keys.length === 0) return;
  work.write(
    work.read
      .deleteFrom('iam_tags')
      .where('account_id', '=', work.account)
      .where('owner_id', '=', ownerId)
      .where('key_key', 'in', keys.map(compare)),
    'any',
  );
}

/** Takes all tags away from what is deleted; that itself guards against tags added meanwhile. */
export function deleteAllTags(work: Work, ownerId: string): void {
  work.write(
    work.read
      .deleteFrom('iam_tags')
      .where('account_id', '=', work.account)
      .where('owner_id', '=', ownerId),
    'any',
  );
}
