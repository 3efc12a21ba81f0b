import { anyCase, deleteTags, type Tag, tagsOf, writeTags } from '../tags.ts';
import type { Work } from '../work.ts';
import { constraintViolation, invalidInput } from './errors.ts';

/* Tags belong to the management account, like everything it says of its members: works are of it. */

const MOST_TAGS = 50;

/** Adds tags to what is new. Throws InvalidInputException, ConstraintViolationException. */
export function addTags(work: Work, resource: string, tags: readonly Tag[]): void {
  refuseKeys(tags);
  refuseNumber(tags.length);
  writeTags(work, resource, tags, anyCase);
}

/**
 * Adds tags to a resource, or gives those it has other values. Throws InvalidInputException,
 * ConstraintViolationException.
 */
export async function setTags(work: Work, resource: string, tags: readonly Tag[]): Promise<void> {
  refuseKeys(tags);
  const present = [...(await tagsOf(work, resource)).keys()].map(anyCase);
  refuseNumber(new Set([...present, ...tags.map(({ Key }) => anyCase(Key))]).size);
  writeTags(work, resource, tags, anyCase);
}

/** Removes the tags of these keys, as far as the resource has them: a request may name any number. */
export async function removeTags(
  work: Work,
  resource: string,
  keys: readonly string[],
): Promise<void> {
  const named = new Set(keys.map(anyCase));
  const present = [...(await tagsOf(work, resource)).keys()];
  const removed = present.filter((key) => named.has(anyCase(key)));
  deleteTags(work, resource, removed, anyCase);
}

function refuseKeys(tags: readonly Tag[]): void {
  const keys = tags.map(({ Key }) => anyCase(Key));
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
