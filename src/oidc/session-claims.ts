import type { JsonValue } from '../base/json.ts';
import type { Members } from './document.ts';

const TAGS = 'https://aws.amazon.com/tags';
const PRINCIPAL_TAGS = `${TAGS}/principal_tags/`;
const TRANSITIVE_TAG_KEYS = `${TAGS}/transitive_tag_keys`;
const SOURCE_IDENTITY = 'https://aws.amazon.com/source_identity';

/** The session tags that a token asks for; keys keep their case. */
export interface TokenTags {
  readonly tags: readonly (readonly [key: string, value: string])[];
  readonly transitiveKeys: readonly string[];
}

/** Where a claim for session tags has another form than AWS reads. */
export class MalformedTags extends Error {
  /** The claim or the member of it. */
  readonly place: string;

  constructor(place: string) {
    super(`${place} has another form`);
    this.place = place;
  }
}

/**
 * Reads the session tags of a token (aws-facts D3): one claim `https://aws.amazon.com/tags` with
 * `principal_tags` (each value a list of one) and `transitive_tag_keys`, or the flattened claims
 * `…/tags/principal_tags/{Key}` and `…/tags/transitive_tag_keys`; both forms add up. A single
 * value may stand without its list. Limits are not looked at here.
 *
 * @throws MalformedTags for any other form
 */
export function readTokenTags(claims: Members): TokenTags {
  const tags: [string, string][] = [];
  const transitiveKeys: string[] = [];
  const nested = claims.get(TAGS);
  if (nested !== undefined) {
    for (const [name, value] of membersOf(nested, TAGS)) {
      if (name === 'transitive_tag_keys') transitiveKeys.push(...texts(value, name));
      else if (name === 'principal_tags') tags.push(...nestedTags(value));
    }
  }
  for (const [name, value] of claims) {
    if (name === TRANSITIVE_TAG_KEYS) transitiveKeys.push(...texts(value, name));
    else if (name.startsWith(PRINCIPAL_TAGS)) {
      tags.push([name.slice(PRINCIPAL_TAGS.length), single(value, name)]);
    }
  }
  return { tags, transitiveKeys };
}

function nestedTags(value: JsonValue): [string, string][] {
  return [...membersOf(value, 'principal_tags')].map(([key, tag]) => [key, single(tag, key)]);
}

function membersOf(value: JsonValue, place: string): Members {
  if (!(value instanceof Map)) throw new MalformedTags(place);
  return value;
}

function texts(value: JsonValue, place: string): string[] {
  const listed: readonly JsonValue[] = Array.isArray(value) ? value : [value];
  return listed.map((item) => {
    if (typeof item !== 'string') throw new MalformedTags(place);
    return item;
  });
}

/** Tags have one value each: a list of several cannot be kept. */
function single(value: JsonValue, place: string): string {
  const [only, ...others] = texts(value, place);
  if (only === undefined || others.length > 0) throw new MalformedTags(place);
  return only;
}

/** The source identity claim as it stands in the token; undefined when it is absent. */
export function sourceIdentityClaim(claims: Members): JsonValue | undefined {
  return claims.get(SOURCE_IDENTITY);
}
