import { failure } from '../failures/catalogue.ts';
import type { Check } from '../failures/check.ts';
import { type ClaimedTag, claimedTags, transitiveTagKeys } from './aws-attributes.ts';
import type { ResponseSubject } from './subject.ts';
import { shown, shownList } from './text.ts';

type ResponseCheck = Check<ResponseSubject>;

/** How many tags a session may have (aws-facts B2). */
const MOST_TAGS = 50;
const KEY = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;
const VALUE = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;

function keysText({ attributes }: ResponseSubject): string {
  return shownList(
    claimedTags(attributes).map(({ key }) => key),
    'no tags',
  );
}

export const tagsAreFew: ResponseCheck = {
  name: 'tagsAreFew',
  code: 'SAML-080',
  run({ attributes }) {
    const count = claimedTags(attributes).length;
    return count <= MOST_TAGS ? undefined : failure('SAML-080', { count: String(count) });
  },
  describe({ attributes }) {
    return {
      expected: `at most ${MOST_TAGS} tags`,
      received: `${claimedTags(attributes).length} tags`,
    };
  },
};

export const tagsHaveOneValue: ResponseCheck = {
  name: 'tagsHaveOneValue',
  code: 'SAML-077',
  run({ attributes }) {
    const tag = claimedTags(attributes).find(({ values }) => values.length !== 1);
    if (!tag) return undefined;
    return failure('SAML-077', { key: shown(tag.key), count: String(tag.values.length) });
  },
  describe({ attributes }) {
    const counts = claimedTags(attributes).map(({ key, values }) => `${key}: ${values.length}`);
    return { expected: 'one value for each tag', received: shownList(counts, 'no tags') };
  },
};

function tagFault({ key, values: [value = ''] }: ClaimedTag): string | undefined {
  if (!KEY.test(key)) return 'its key has other characters or another length';
  if (key.toLowerCase().startsWith('aws:')) return 'keys that begin with aws: are reserved';
  if (!VALUE.test(value)) return 'its value has other characters or is too long';
  return undefined;
}

export const tagsAreValid: ResponseCheck = {
  name: 'tagsAreValid',
  code: 'SAML-078',
  run({ attributes }) {
    for (const tag of claimedTags(attributes)) {
      const detail = tagFault(tag);
      if (detail !== undefined) return failure('SAML-078', { key: shown(tag.key), detail });
    }
    return undefined;
  },
  describe(subject) {
    return { expected: 'keys and values of allowed characters', received: keysText(subject) };
  },
};

/** The first text that stands there twice when case does not count. */
function repeated(texts: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return texts.find((text) => {
    const size = seen.size;
    return seen.add(text.toLowerCase()).size === size;
  });
}

export const tagKeysAreDistinct: ResponseCheck = {
  name: 'tagKeysAreDistinct',
  code: 'SAML-079',
  run({ attributes }) {
    const key = repeated(claimedTags(attributes).map((tag) => tag.key));
    return key === undefined ? undefined : failure('SAML-079', { key: shown(key) });
  },
  describe(subject) {
    return { expected: 'keys that differ in more than case', received: keysText(subject) };
  },
};

export const transitiveKeysAreTags: ResponseCheck = {
  name: 'transitiveKeysAreTags',
  code: 'SAML-081',
  run({ attributes }) {
    const tags = new Set(claimedTags(attributes).map(({ key }) => key.toLowerCase()));
    const key = transitiveTagKeys(attributes).find((each) => !tags.has(each.toLowerCase()));
    return key === undefined ? undefined : failure('SAML-081', { key: shown(key) });
  },
  describe(subject) {
    return {
      expected: `some of: ${keysText(subject)}`,
      received: shownList(transitiveTagKeys(subject.attributes)),
    };
  },
};
