import { type Failure, failure } from '../failures/catalogue.ts';
import type { Check } from '../failures/check.ts';
import type { KeyChoiceProblem } from './choose-key.ts';
import { keyProblemText } from './problem-text.ts';
import type { TokenSubject } from './subject.ts';
import { quoted } from './text.ts';
import { textMember } from './token.ts';

type Subject = TokenSubject;

function kidOf(subject: Subject): string | undefined {
  return textMember(subject.token().header, 'kid');
}

function namedKey(subject: Subject): string {
  const kid = kidOf(subject);
  return kid === undefined ? 'no kid' : quoted(kid);
}

export const keyIsPublished: Check<Subject> = {
  name: 'keyIsPublished',
  code: 'OIDC-060',
  run(subject) {
    const choice = subject.choice();
    return choice.ok ? undefined : keyFailure(subject, choice.problem);
  },
  describe(subject) {
    const { keys, skipped } = subject.keySet();
    const ids = keys.map(({ kid }) => (kid === undefined ? 'without kid' : quoted(kid)));
    const unused = skipped.map(({ kid, index, problem }) => {
      const name = kid === undefined ? `key ${index + 1}` : quoted(kid);
      return `${name} (not used: ${keyProblemText(problem)})`;
    });
    return {
      expected: [...ids, ...unused].join(', ') || 'a key set with keys',
      received: namedKey(subject),
    };
  },
};

function keyFailure(subject: Subject, problem: KeyChoiceProblem): Failure {
  const kid = namedKey(subject);
  switch (problem) {
    case 'unknown-kid':
      return unknownKey(subject);
    case 'wrong-type':
      return failure('OIDC-062', { kid, algorithm: subject.algorithm() });
    case 'ambiguous':
      return failure('OIDC-063', { kid });
    case 'none-suitable':
      return failure('OIDC-064', { algorithm: subject.algorithm() });
  }
}

/** A key of that id may be there and unusable, which is another thing to mend. */
function unknownKey(subject: Subject): Failure {
  const kid = kidOf(subject);
  const skipped = subject.keySet().skipped.find((each) => each.kid === kid);
  if (!skipped) return failure('OIDC-060', { kid: namedKey(subject) });
  return failure('OIDC-061', { kid: namedKey(subject), problem: keyProblemText(skipped.problem) });
}

/** The key that was chosen, by its own id where the token names none. */
function chosenKey(subject: Subject): string {
  const choice = subject.choice();
  const kid = choice.ok ? choice.key.kid : undefined;
  return kid === undefined ? 'without an id' : quoted(kid);
}

export const signatureIsGenuine: Check<Subject> = {
  name: 'signatureIsGenuine',
  code: 'OIDC-065',
  run(subject) {
    return subject.isSigned() ? undefined : failure('OIDC-065', { kid: chosenKey(subject) });
  },
  describe(subject) {
    return {
      expected: `a signature with ${subject.algorithm()} by the key ${chosenKey(subject)}`,
      received: subject.isSigned() ? 'that signature' : 'another signature',
    };
  },
};
