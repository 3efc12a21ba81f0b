import { anyCase, deleteTags, type Tag, tagList, tagsOf, writeTags } from '../tags.ts';
import type { Work } from '../work.ts';
import { invalidInput, quotaExceeded } from './errors.ts';
import { type Page, type PageRequest, pageOf } from './paging.ts';
import { quotas } from './quotas.ts';

/** What can be tagged; the word that IAM's quota names end in. */
export type Taggable =
  | 'User'
  | 'Role'
  | 'Policy'
  | 'InstanceProfile'
  | 'MFADevice'
  | 'SAMLProvider'
  | 'OpenIDConnectProvider';

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
  const keys = tags.map(({ Key }) => anyCase(Key));
  refuseUnusableKeys(keys);
  const present = [...(await tagsOf(work, ownerId)).keys()].map(anyCase);
  const total = new Set([...present, ...keys]).size;
  const limit = quotas.tagsPerEntity;
  if (total > limit) throw quotaExceeded(`TagsPer${of}`, limit);
  writeTags(work, ownerId, tags, anyCase);
}

/** Takes tags away by their keys, whatever the case; keys that the entity does not have are fine. */
export function removeTags(work: Work, ownerId: string, keys: readonly string[]): void {
  deleteTags(work, ownerId, keys, anyCase);
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
