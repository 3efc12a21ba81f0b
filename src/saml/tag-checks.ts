import { failure } from '../failures/catalogue.ts';
import type { Check } from '../failures/check.ts';
import type { ClaimedTag } from './aws-attributes.ts';
import type { ResponseSubject } from './subject.ts';
import { shown, shownList } from './text.ts';

type ResponseCheck = Check<ResponseSubject>;

/** How many tags a session may have (aws-facts B2). */
const MOST_TAGS = 50;
const KEY = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;
const VALUE = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;

function keysText({ aws }: ResponseSubject): string {
  return shownList(
    aws.tags.map(({ key }) => key),
    'no tags',
  );
}

export const tagsAreFew: ResponseCheck = {
  name: 'tagsAreFew',
  code: 'SAML-080',
  run({ aws }) {
    const count = aws.tags.length;
    return count <= MOST_TAGS ? undefined : failure('SAML-080', { count: String(count) });
  },
  describe({ aws }) {
    return {
      expected: `at most ${MOST_TAGS} tags`,
      received: `${aws.tags.length} tags`,
    };
  },
};

export const tagsHaveOneValue: ResponseCheck = {
  name: 'tagsHaveOneValue',
  code: 'SAML-077',
  run({ aws }) {
    const tag = aws.tags.find(({ values }) => values.length !== 1);
    if (!tag) return undefined;
    return failure('SAML-077', { key: shown(tag.key), count: String(tag.values.length) });
  },
  describe({ aws }) {
    const counts = aws.tags.map(({ key, values }) => `${key}: ${values.length}`);
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
  run({ aws }) {
    for (const tag of aws.tags) {
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
  run({ aws }) {
    const key = repeated(aws.tags.map((tag) => tag.key));
    return key === undefined ? undefined : failure('SAML-079', { key: shown(key) });
  },
  describe(subject) {
    return { expected: 'keys that differ in more than case', received: keysText(subject) };
  },
};

export const transitiveKeysAreTags: ResponseCheck = {
  name: 'transitiveKeysAreTags',
  code: 'SAML-081',
  run({ aws }) {
    const tags = new Set(aws.tags.map(({ key }) => key.toLowerCase()));
    const key = aws.transitiveTagKeys.find((each) => !tags.has(each.toLowerCase()));
    return key === undefined ? undefined : failure('SAML-081', { key: shown(key) });
  },
  describe(subject) {
    return {
      expected: `some of: ${keysText(subject)}`,
      received: shownList(subject.aws.transitiveTagKeys),
    };
  },
};
