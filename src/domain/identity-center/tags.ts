import { deleteTags, exactCase, type Tag, tagsOf, writeTags } from '../tags.ts';
import type { Work } from '../work.ts';
import { invalid, quotaExceeded } from './errors.ts';

/** The most tags of an instance or a permission set. */
const MOST_TAGS = 50;

/**
 * Gives an instance or a permission set these tags besides those it has. Keys that differ by case
 * are different ones here. Throws ValidationException for keys given twice and for keys that begin
 * with `aws:`, ServiceQuotaExceededException above 50 tags.
 */
export async function setTags(work: Work, ownerId: string, tags: readonly Tag[]): Promise<void> {
  const keys = new Set(tags.map(({ Key }) => Key));
  if (keys.size < tags.length) throw invalid('The request names a tag key more than once.');
  if (tags.some(({ Key }) => Key.toLowerCase().startsWith('aws:'))) {
    throw invalid('Tag keys that begin with aws: are reserved for system use.');
  }
  const present = await tagsOf(work, ownerId);
  if (new Set([...present.keys(), ...keys]).size > MOST_TAGS) {
    throw quotaExceeded(`The resource can have at most ${MOST_TAGS} tags.`);
  }
  writeTags(work, ownerId, tags, exactCase);
}

/** Takes tags away by their keys; keys that there are none of are fine. */
export function removeTags(work: Work, ownerId: string, keys: readonly string[]): void {
  deleteTags(work, ownerId, keys, exactCase);
}
