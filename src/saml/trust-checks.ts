import { failure } from '../failures/catalogue.ts';
import type { Check } from '../failures/check.ts';
import { interruptedValue, isLoneAssertion } from './response-parts.ts';
import type { ResponseSubject } from './subject.ts';
import { shown, shownList } from './text.ts';
import type { Decryption, XmlElement } from './xml/index.ts';

type ResponseCheck = Check<ResponseSubject>;

export const assertionIsAlone: ResponseCheck = {
  name: 'assertionIsAlone',
  code: 'SAML-009',
  run(subject) {
    const { all, direct } = counted(subject);
    if (all === 1 && direct === 1) return undefined;
    return failure('SAML-009', { count: String(all), direct: String(direct) });
  },
  describe(subject) {
    const { all, direct } = counted(subject);
    return {
      expected: 'one assertion, directly inside the response',
      received: `${all} assertions, ${direct} of them directly inside it`,
    };
  },
};

function counted({ assertions, response }: ResponseSubject): { all: number; direct: number } {
  const direct = assertions.filter(({ parent }) => parent === response).length;
  return { all: assertions.length, direct };
}

type DecryptionProblem = Extract<Decryption, { ok: false }>['problem'];

function problemOf({ decryption }: ResponseSubject): DecryptionProblem | undefined {
  return decryption?.ok === false ? decryption.problem : undefined;
}

export const encryptionIsAccepted: ResponseCheck = {
  name: 'encryptionIsAccepted',
  code: 'SAML-010',
  run(subject) {
    const problem = problemOf(subject);
    if (!problem || problem.kind === 'no-private-key' || problem.kind === 'undecryptable') {
      return undefined;
    }
    return failure('SAML-010', { detail: shown(problem.detail) });
  },
  describe(subject) {
    const problem = problemOf(subject);
    const inForm = subject.decryption ? 'accepted encryption' : 'not encrypted';
    return {
      expected: 'AES-GCM or AES-CBC with RSA-OAEP, or no encryption',
      received: problem ? shown(problem.detail) : inForm,
    };
  },
};

export const privateKeyIsPresent: ResponseCheck = {
  name: 'privateKeyIsPresent',
  code: 'SAML-011',
  run(subject) {
    return problemOf(subject)?.kind === 'no-private-key' ? failure('SAML-011', {}) : undefined;
  },
  describe({ decryption, input }) {
    const keys = input.decryption?.keys.length ?? 0;
    return {
      expected: decryption ? 'a private key' : 'no private key needed',
      received: keys === 1 ? '1 private key' : `${keys} private keys`,
    };
  },
};

/** True when something was decrypted that is one assertion; what else it may be is not told. */
function isOpened({ decryption }: ResponseSubject): boolean {
  return decryption?.ok === true && isLoneAssertion(decryption.document.root);
}

export const assertionDecrypts: ResponseCheck = {
  name: 'assertionDecrypts',
  code: 'SAML-012',
  run(subject) {
    return !subject.decryption || isOpened(subject) ? undefined : failure('SAML-012', {});
  },
  describe(subject) {
    const opened = isOpened(subject) ? 'decrypted' : 'not decrypted';
    return {
      expected: 'an assertion that can be read',
      received: subject.decryption ? opened : 'not encrypted',
    };
  },
};

/** The response and, when it was encrypted, the assertion: each a document of its own. */
function rootsOf({ response, candidate, decryption }: ResponseSubject): XmlElement[] {
  return decryption ? [response, candidate] : [response];
}

function repeatedIds(subject: ResponseSubject): string[] {
  return rootsOf(subject).flatMap(({ document }) => [...document.duplicateIds]);
}

export const identifiersAreUnique: ResponseCheck = {
  name: 'identifiersAreUnique',
  code: 'SAML-013',
  run(subject) {
    const repeated = repeatedIds(subject);
    return repeated.length === 0 ? undefined : failure('SAML-013', { ids: shownList(repeated) });
  },
  describe(subject) {
    return { expected: 'no ID twice', received: shownList(repeatedIds(subject), 'no ID twice') };
  },
};

function firstInterrupted(subject: ResponseSubject): string | undefined {
  for (const root of rootsOf(subject)) {
    const found = interruptedValue(root);
    if (found) return shown(found.localName);
  }
  return undefined;
}

export const valuesAreWhole: ResponseCheck = {
  name: 'valuesAreWhole',
  code: 'SAML-014',
  run(subject) {
    const element = firstInterrupted(subject);
    return element === undefined ? undefined : failure('SAML-014', { element });
  },
  describe(subject) {
    const element = firstInterrupted(subject);
    return {
      expected: 'no comment or instruction inside a value',
      received: element === undefined ? 'none' : `one inside ${element}`,
    };
  },
};

export const issuerIsInMetadata: ResponseCheck = {
  name: 'issuerIsInMetadata',
  code: 'SAML-015',
  run({ issuers, input }) {
    const known = knownIssuers(input.metadata);
    const [issuer] = issuers;
    const isOne = issuers.every((each) => each === issuer);
    if (issuer !== undefined && isOne && known.includes(issuer)) return undefined;
    return failure('SAML-015', {
      issuer: shownList([...new Set(issuers)]),
      known: shownList(known),
      requestId: input.requestId,
    });
  },
  describe({ issuers, input }) {
    return {
      expected: shownList(knownIssuers(input.metadata)),
      received: shownList([...new Set(issuers)]),
    };
  },
};

function knownIssuers(metadata: ResponseSubject['input']['metadata']): string[] {
  if (!metadata) throw new Error('no metadata to look for the issuer in');
  return metadata.entities.map(({ entityId }) => entityId);
}
