import { isoSeconds } from '../base/clock.ts';
import { failure } from '../failures/catalogue.ts';
import type { Check } from '../failures/check.ts';
import { parseInstant } from './instant.ts';
import { isMetadataRoot, speaksSaml2 } from './metadata-parts.ts';
import type { MetadataSubject } from './metadata-subject.ts';
import { expandedName } from './response-parts.ts';
import { shown, shownList, trimmed } from './text.ts';
import type { XmlElement, XmlProblemKind } from './xml/index.ts';

type MetadataCheck = Check<MetadataSubject>;

/** The sizes of documents that IAM takes, in characters, and what one provider may hold (C5). */
const LEAST_CHARACTERS = 1_000;
const MOST_CHARACTERS = 10_000_000;
const MOST_ENTITIES = 10;
const LONGEST_ENTITY_ID = 1_024;

export const documentIsWithinSize: MetadataCheck = {
  name: 'documentIsWithinSize',
  code: 'SAML-050',
  run({ size }) {
    if (size >= LEAST_CHARACTERS && size <= MOST_CHARACTERS) return undefined;
    return failure('SAML-050', { characters: String(size) });
  },
  describe({ size }) {
    return { expected: '1,000 to 10,000,000 characters', received: `${size} characters` };
  },
};

function problemOf({ reading }: MetadataSubject, kinds: readonly XmlProblemKind[]) {
  return !reading.ok && kinds.includes(reading.problem.kind) ? reading.problem : undefined;
}

const ENCODINGS: readonly XmlProblemKind[] = ['encoding', 'not-utf-8'];

export const documentIsUtf8: MetadataCheck = {
  name: 'documentIsUtf8',
  code: 'SAML-051',
  run(subject) {
    const problem = problemOf(subject, ENCODINGS);
    return problem && failure('SAML-051', { detail: shown(problem.detail) });
  },
  describe(subject) {
    const problem = problemOf(subject, ENCODINGS);
    return { expected: 'UTF-8', received: problem ? shown(problem.detail) : 'UTF-8' };
  },
};

export const documentHasNoByteOrderMark: MetadataCheck = {
  name: 'documentHasNoByteOrderMark',
  code: 'SAML-052',
  run(subject) {
    return problemOf(subject, ['byte-order-mark']) && failure('SAML-052', {});
  },
  describe(subject) {
    const problem = problemOf(subject, ['byte-order-mark']);
    return {
      expected: 'no byte order mark',
      received: problem ? 'a byte order mark' : 'none',
    };
  },
};

export const documentIsWellFormed: MetadataCheck = {
  name: 'documentIsWellFormed',
  code: 'SAML-053',
  run({ reading }) {
    if (reading.ok) return undefined;
    const { line, column, detail } = reading.problem;
    return failure('SAML-053', {
      line: String(line),
      column: String(column),
      detail: shown(detail),
    });
  },
  describe({ reading }) {
    return {
      expected: 'well-formed XML',
      received: reading.ok ? 'well-formed XML' : shown(reading.problem.detail),
    };
  },
};

function anyRoot({ reading }: MetadataSubject): XmlElement {
  if (!reading.ok) throw new Error('the document was not read');
  return reading.document.root;
}

export const rootIsMetadata: MetadataCheck = {
  name: 'rootIsMetadata',
  code: 'SAML-054',
  run(subject) {
    const root = anyRoot(subject);
    if (isMetadataRoot(root)) return undefined;
    return failure('SAML-054', { root: shown(expandedName(root)) });
  },
  describe(subject) {
    return {
      expected: 'EntityDescriptor or EntitiesDescriptor of SAML 2.0 metadata',
      received: shown(expandedName(anyRoot(subject))),
    };
  },
};

export const providersAreFew: MetadataCheck = {
  name: 'providersAreFew',
  code: 'SAML-055',
  run({ entities, providers }) {
    if (providers.length > 0 && entities.length <= MOST_ENTITIES) return undefined;
    return failure('SAML-055', {
      count: String(entities.length),
      providers: String(providers.length),
    });
  },
  describe({ entities, providers }) {
    return {
      expected: `1 to ${MOST_ENTITIES} entities with an identity provider among them`,
      received: `${entities.length} entities, ${providers.length} identity providers`,
    };
  },
};

export const entitiesHaveIds: MetadataCheck = {
  name: 'entitiesHaveIds',
  code: 'SAML-056',
  run({ providers }) {
    const ids = providers.map(({ entityId = '' }) => entityId);
    const wrong = ids.find((id) => id === '' || id.length > LONGEST_ENTITY_ID);
    return wrong === undefined ? undefined : failure('SAML-056', { entityId: shown(wrong) });
  },
  describe({ providers }) {
    return {
      expected: 'an entityID of 1 to 1,024 characters',
      received: shownList(providers.map(({ entityId }) => entityId ?? 'none')),
    };
  },
};

export const entityIdsAreDistinct: MetadataCheck = {
  name: 'entityIdsAreDistinct',
  code: 'SAML-057',
  run({ providers }) {
    const ids = providers.map(({ entityId = '' }) => entityId);
    const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
    return repeated === undefined ? undefined : failure('SAML-057', { entityId: shown(repeated) });
  },
  describe({ providers }) {
    return {
      expected: 'different entity IDs',
      received: shownList(providers.map(({ entityId }) => entityId ?? 'none')),
    };
  },
};

export const providersSpeakSaml2: MetadataCheck = {
  name: 'providersSpeakSaml2',
  code: 'SAML-058',
  run({ providers }) {
    const silent = providers.find(({ roles }) => !roles.some(speaksSaml2));
    return silent && failure('SAML-058', { entityId: shown(silent.entityId ?? '') });
  },
  describe({ providers }) {
    const silent = providers.filter(({ roles }) => !roles.some(speaksSaml2));
    return {
      expected: 'urn:oasis:names:tc:SAML:2.0:protocol at each identity provider',
      received:
        silent.length === 0
          ? 'that'
          : `not at ${shownList(silent.map(({ entityId = '' }) => entityId))}`,
    };
  },
};

export const expiryIsReadable: MetadataCheck = {
  name: 'expiryIsReadable',
  code: 'SAML-065',
  run({ providers }) {
    const texts = providers.flatMap(({ expiries }) => expiries);
    const wrong = texts.find((text) => parseInstant(trimmed(text)) === undefined);
    return wrong === undefined ? undefined : failure('SAML-065', { value: shown(wrong) });
  },
  describe({ providers, now }) {
    const told = providers
      .flatMap(({ expiries }) => expiries)
      .map((text) => {
        const time = parseInstant(trimmed(text));
        if (time === undefined) return text;
        return `${isoSeconds(time)}${time <= now ? ' (has passed)' : ''}`;
      });
    return {
      expected: 'none, or times such as 2026-01-31T09:30:00Z',
      received: shownList([...new Set(told)]),
    };
  },
};
