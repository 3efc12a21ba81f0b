import { failure } from '../failures/catalogue.ts';
import type { Check } from '../failures/check.ts';
import {
  MalformedTags,
  readTokenTags,
  sourceIdentityClaim,
  type TokenTags,
} from './session-claims.ts';
import type { TokenSubject } from './subject.ts';
import { listed, quoted, shown } from './text.ts';

type Subject = TokenSubject;

/** How many tags a session may have (aws-facts B2). */
const MAX_TAGS = 50;
const KEY = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;
const VALUE = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;
const SOURCE_IDENTITY = /^[\w+=,.@-]{2,64}$/;

function tagsOf(subject: Subject): TokenTags {
  return readTokenTags(subject.token().claims);
}

export const sessionTagsAreReadable: Check<Subject> = {
  name: 'sessionTagsAreReadable',
  code: 'OIDC-077',
  run(subject) {
    const place = malformedPlace(subject);
    return place === undefined ? undefined : failure('OIDC-077', { place: quoted(place) });
  },
  describe(subject) {
    const place = malformedPlace(subject);
    return {
      expected: 'principal_tags with one value each, transitive_tag_keys as a list',
      received: place === undefined ? keysOf(subject) : `another form at ${quoted(place)}`,
    };
  },
};

function keysOf(subject: Subject): string {
  return listed(tagsOf(subject).tags.map(([key]) => key));
}

function malformedPlace(subject: Subject): string | undefined {
  try {
    tagsOf(subject);
    return undefined;
  } catch (error) {
    if (error instanceof MalformedTags) return error.place;
    throw error;
  }
}

/** The first tag outside the limits, and why. */
function tagProblem({ tags }: TokenTags): { key: string; problem: string } | undefined {
  for (const [index, [key, value]] of tags.entries()) {
    if (index >= MAX_TAGS) return { key: quoted(key), problem: `there are more than ${MAX_TAGS}` };
    if (!KEY.test(key)) return { key: quoted(key), problem: 'its key has another length or form' };
    if (/^aws:/i.test(key)) return { key: quoted(key), problem: 'its key is reserved' };
    if (!VALUE.test(value)) {
      return { key: quoted(key), problem: 'its value has another length or form' };
    }
  }
  return undefined;
}

export const sessionTagsAreWithinLimits: Check<Subject> = {
  name: 'sessionTagsAreWithinLimits',
  code: 'OIDC-078',
  run(subject) {
    const problem = tagProblem(tagsOf(subject));
    return problem && failure('OIDC-078', problem);
  },
  describe(subject) {
    const tags = tagsOf(subject);
    const problem = tagProblem(tags);
    return {
      expected: `at most ${MAX_TAGS} tags with keys of 1–128 and values of 0–256 characters`,
      received: problem ? `${problem.key}: ${problem.problem}` : `${tags.tags.length} tags`,
    };
  },
};

/** A key that is given twice, without regard to letter case. */
function repeatedKey({ tags }: TokenTags): string | undefined {
  const seen = new Set<string>();
  return tags.find(([key]) => seen.size === seen.add(key.toLowerCase()).size)?.[0];
}

export const sessionTagsAreGivenOnce: Check<Subject> = {
  name: 'sessionTagsAreGivenOnce',
  code: 'OIDC-079',
  run(subject) {
    const key = repeatedKey(tagsOf(subject));
    return key === undefined ? undefined : failure('OIDC-079', { key: quoted(key) });
  },
  describe(subject) {
    return { expected: 'keys that differ in more than letter case', received: keysOf(subject) };
  },
};

/** A transitive key that no tag has. */
function unknownTransitiveKey({ tags, transitiveKeys }: TokenTags): string | undefined {
  const known = new Set(tags.map(([key]) => key.toLowerCase()));
  return transitiveKeys.find((key) => !known.has(key.toLowerCase()));
}

export const transitiveKeysAreTags: Check<Subject> = {
  name: 'transitiveKeysAreTags',
  code: 'OIDC-080',
  run(subject) {
    const key = unknownTransitiveKey(tagsOf(subject));
    return key === undefined ? undefined : failure('OIDC-080', { key: quoted(key) });
  },
  describe(subject) {
    const { transitiveKeys } = tagsOf(subject);
    return { expected: `among the keys ${keysOf(subject)}`, received: listed(transitiveKeys) };
  },
};

function sourceIdentityText(subject: Subject): string {
  const claim = sourceIdentityClaim(subject.token().claims);
  if (claim === undefined) return 'not given';
  return typeof claim === 'string' ? quoted(claim) : 'no text';
}

export const sourceIdentityIsUsable: Check<Subject> = {
  name: 'sourceIdentityIsUsable',
  code: 'OIDC-081',
  run(subject) {
    const claim = sourceIdentityClaim(subject.token().claims);
    if (claim === undefined) return undefined;
    if (typeof claim === 'string' && SOURCE_IDENTITY.test(claim)) return undefined;
    return failure('OIDC-081', { received: shown(sourceIdentityText(subject)) });
  },
  describe(subject) {
    return {
      expected: '2 to 64 letters, digits and _ + = , . @ -, if given',
      received: sourceIdentityText(subject),
    };
  },
};
