import { failure } from '../failures/catalogue.ts';
import type { Check } from '../failures/check.ts';
import type { TokenSubject } from './subject.ts';
import { MAX_TOKEN_CHARACTERS, type TokenProblem } from './token.ts';

type Subject = TokenSubject;

/** The steps of reading a token, in their order. */
const steps = [
  'too-long',
  'amazon-access-token',
  'white-space',
  'encrypted',
  'not-three-parts',
  'not-base64url',
  'header',
  'claims',
] as const;

type Step = (typeof steps)[number];

function stepOf(problem: TokenProblem): Step {
  switch (problem.kind) {
    case 'header-too-long':
    case 'not-text':
      return 'header';
    case 'not-json':
      return problem.part;
    default:
      return problem.kind;
  }
}

/**
 * The problem that reading met at a step; undefined when it got past the step.
 *
 * @throws when reading ended before it
 */
function problemAt({ reading }: Subject, step: Step): TokenProblem | undefined {
  if (reading.ok) return undefined;
  const ended = stepOf(reading.problem);
  if (ended === step) return reading.problem;
  if (steps.indexOf(ended) < steps.indexOf(step)) throw new Error(`reading ended at ${ended}`);
  return undefined;
}

/** What was received, for a step whose problem says all there is to say. */
function received(subject: Subject, step: Step, right: string, wrong: string): string {
  return problemAt(subject, step) ? wrong : right;
}

export const tokenIsNotTooLong: Check<Subject> = {
  name: 'tokenIsNotTooLong',
  code: 'OIDC-005',
  run(subject) {
    const problem = problemAt(subject, 'too-long');
    if (problem?.kind !== 'too-long') return undefined;
    return failure('OIDC-005', { characters: String(problem.characters) });
  },
  describe(subject) {
    const problem = problemAt(subject, 'too-long');
    const characters = problem?.kind === 'too-long' ? `${problem.characters} characters` : 'fewer';
    return { expected: `at most ${MAX_TOKEN_CHARACTERS} characters`, received: characters };
  },
};

export const tokenIsNoAccessToken: Check<Subject> = {
  name: 'tokenIsNoAccessToken',
  code: 'OIDC-004',
  run(subject) {
    return problemAt(subject, 'amazon-access-token') && failure('OIDC-004', {});
  },
  describe(subject) {
    const wrong = 'an access token of Login with Amazon, without ProviderId';
    return {
      expected: 'an ID token',
      received: received(subject, 'amazon-access-token', 'no access token of Amazon', wrong),
    };
  },
};

export const tokenHasNoWhiteSpace: Check<Subject> = {
  name: 'tokenHasNoWhiteSpace',
  code: 'OIDC-003',
  run(subject) {
    return problemAt(subject, 'white-space') && failure('OIDC-003', {});
  },
  describe(subject) {
    return {
      expected: 'no spaces or ends of lines',
      received: received(subject, 'white-space', 'none', 'white space'),
    };
  },
};

export const tokenIsNotEncrypted: Check<Subject> = {
  name: 'tokenIsNotEncrypted',
  code: 'OIDC-002',
  run(subject) {
    return problemAt(subject, 'encrypted') && failure('OIDC-002', {});
  },
  describe(subject) {
    return {
      expected: 'a token that is signed only',
      received: received(subject, 'encrypted', 'not encrypted', 'the five parts of encryption'),
    };
  },
};

export const tokenHasThreeParts: Check<Subject> = {
  name: 'tokenHasThreeParts',
  code: 'OIDC-001',
  run(subject) {
    const problem = problemAt(subject, 'not-three-parts');
    if (problem?.kind !== 'not-three-parts') return undefined;
    return failure('OIDC-001', { parts: String(problem.parts) });
  },
  describe(subject) {
    const problem = problemAt(subject, 'not-three-parts');
    const parts = problem?.kind === 'not-three-parts' ? problem.parts : 3;
    return { expected: '3 parts', received: `${parts} parts` };
  },
};

export const partsAreBase64url: Check<Subject> = {
  name: 'partsAreBase64url',
  code: 'OIDC-006',
  run(subject) {
    const problem = problemAt(subject, 'not-base64url');
    if (problem?.kind !== 'not-base64url') return undefined;
    return failure('OIDC-006', { part: problem.part });
  },
  describe(subject) {
    const problem = problemAt(subject, 'not-base64url');
    const part = problem?.kind === 'not-base64url' ? `another form in the ${problem.part}` : '';
    return { expected: 'base64url without padding', received: part || 'base64url' };
  },
};

function headerProblem(problem: TokenProblem): string {
  if (problem.kind === 'header-too-long') return `it has ${problem.bytes} bytes`;
  if (problem.kind === 'not-text') return `\`${problem.member}\` is not a text`;
  return 'it is not one JSON object without repeated names';
}

export const headerIsReadable: Check<Subject> = {
  name: 'headerIsReadable',
  code: 'OIDC-007',
  run(subject) {
    const problem = problemAt(subject, 'header');
    return problem && failure('OIDC-007', { problem: headerProblem(problem) });
  },
  describe(subject) {
    const problem = problemAt(subject, 'header');
    return {
      expected: 'a JSON object without repeated names',
      received: problem ? headerProblem(problem) : 'a JSON object',
    };
  },
};

export const claimsAreReadable: Check<Subject> = {
  name: 'claimsAreReadable',
  code: 'OIDC-008',
  run(subject) {
    return problemAt(subject, 'claims') && failure('OIDC-008', {});
  },
  describe(subject) {
    return {
      expected: 'a JSON object without repeated names',
      received: received(subject, 'claims', 'a JSON object', 'something else'),
    };
  },
};
