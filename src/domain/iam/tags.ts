import type { Work } from '../work.ts';
import { invalidInput, quotaExceeded } from './errors.ts';
import { type Page, type PageRequest, pageOf } from './paging.ts';
import { quotas } from './quotas.ts';

/** A tag as requests and answers write it. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** What can be tagged; the word that IAM's quota names end in. */
export type Taggable =
  | 'User'
  | 'Role'
  | 'Policy'
  | 'InstanceProfile'
  | 'MFADevice'
  | 'SAMLProvider'
  | 'OpenIDConnectProvider';

/** The entity's tags in the order of their keys. Empty for an id that nothing has. */
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

/**
 * One page of the entity's tags, by key. The marker is a position: a key in any script would not
 * fit into the 320 characters that IAM allows for a marker.
 */
export async function listTags(
  work: Work,
  ownerId: string,
  request: PageRequest,
): Promise<Page<Tag>> {
  const tags = tagList(await tagsOf(work, ownerId));
  const numbered = tags.map((tag, index) => ({ tag, position: String(index).padStart(2, '0') }));
  const page = pageOf(numbered, request, ({ position }) => position);
  return { ...page, items: page.items.map(({ tag }) => tag) };
}

/**
 * Gives an entity, new or existing, these tags besides those it has; a key that differs by case
 * alone replaces the old one. The caller creates or touches the entity itself. Throws InvalidInput
 * for keys given twice and for keys that begin with `aws:`, LimitExceeded above 50 tags.
 */
export async function setTags(
  work: Work,
  ownerId: string,
  tags: readonly Tag[],
  of: Taggable,
): Promise<void> {
  if (tags.length === 0) return;
  const values = tags.map(({ Key, Value }) => ({
    account_id: work.account,
    owner_id: ownerId,
    key: Key,
    key_key: Key.toLowerCase(),
    value: Value,
  }));
  refuseUnusableKeys(values.map((row) => row.key_key));
  const present = [...(await tagsOf(work, ownerId)).keys()].map((key) => key.toLowerCase());
  const total = new Set([...present, ...values.map((row) => row.key_key)]).size;
  const limit = quotas.tagsPerEntity;
  if (total > limit) throw quotaExceeded(`TagsPer${of}`, limit);
  work.write(
    work.read
      .insertInto('iam_tags')
      .values(values)
      .onConflict((conflict) =>
        conflict.columns(['account_id', 'owner_id', 'key_key']).doUpdateSet((e) => ({
          key: e.ref('excluded.key'),
          value: e.ref('excluded.value'),
        })),
      ),
    values.length,
  );
}

/** Takes tags away by their keys, whatever the case; keys that the entity does not have are fine. */
export function removeTags(work: Work, ownerId: string, keys: readonly string[]): void {
  if (keys.length === 0) return;
  work.write(
    work.read
      .deleteFrom('iam_tags')
      .where('account_id', '=', work.account)
      .where('owner_id', '=', ownerId)
      .where(
        'key_key',
        'in',
        keys.map((key) => key.toLowerCase()),
      ),
    'any',
  );
}

function refuseUnusableKeys(lowerCaseKeys: readonly string[]): void {
  if (new Set(lowerCaseKeys).size < lowerCaseKeys.length) {
    throw invalidInput('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  }
  const reserved = lowerCaseKeys.find((key) => key.startsWith('aws:'));
  if (reserved !== undefined) {
    throw invalidInput('Tag keys beginning with "aws:" are reserved for system use.');
  }
}
