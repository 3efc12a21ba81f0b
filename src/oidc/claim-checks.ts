import { failure } from '../failures/catalogue.ts';
import type { Check } from '../failures/check.ts';
import { type Audiences, acceptedAudiences, audiencesOf } from './audiences.ts';
import type { TokenProvider, TokenSubject } from './subject.ts';
import { listed, quoted } from './text.ts';
import { textMember } from './token.ts';

type Subject = TokenSubject;

const MAX_SUBJECT = 255;
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML answers cannot carry them.
const CONTROL = /[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/;

/** What keeps a subject from being answered and recorded; undefined when nothing does. */
function subjectProblem(sub: string): string | undefined {
  if (sub === '') return 'it is empty';
  if (CONTROL.test(sub)) return 'it has control characters';
  const length = [...sub].length;
  return length > MAX_SUBJECT ? `it has ${length} characters` : undefined;
}

function subOf(subject: Subject): string {
  const sub = textMember(subject.token().claims, 'sub');
  if (sub === undefined) throw new Error('sub is no text');
  return sub;
}

/**
 * The response's shape has 6 to 255 characters; AWS was seen to accept shorter subjects, and short
 * ones are common in identity providers for tests.
 */
export const subjectIsUsable: Check<Subject> = {
  name: 'subjectIsUsable',
  code: 'OIDC-075',
  run(subject) {
    const problem = subjectProblem(subOf(subject));
    return problem === undefined ? undefined : failure('OIDC-075', { problem });
  },
  describe(subject) {
    return {
      expected: `1 to ${MAX_SUBJECT} characters, none of control`,
      received: quoted(subOf(subject)),
    };
  },
};

/** @throws when the token tells no audience, or there is no provider to compare it with */
function audienceEvidence(subject: Subject): {
  readonly audiences: Audiences;
  readonly provider: TokenProvider;
} {
  const audiences = audiencesOf(subject.token().claims);
  const { provider } = subject;
  if (!audiences || !provider) throw new Error('no audience or no provider');
  return { audiences, provider };
}

export const audienceIsRegistered: Check<Subject> = {
  name: 'audienceIsRegistered',
  code: 'OIDC-076',
  run(subject) {
    const { audiences, provider } = audienceEvidence(subject);
    if (acceptedAudiences(audiences, provider).length > 0) return undefined;
    return failure('OIDC-076', { audience: listed(audiences.presented) });
  },
  describe(subject) {
    const { audiences, provider } = audienceEvidence(subject);
    const claim = audiences.original ? 'azp' : 'aud';
    return {
      expected: provider.clientIds
        ? `one of the client ids ${listed(provider.clientIds)}`
        : 'any audience: the trust policy tells them apart',
      received: `${claim} ${listed(audiences.presented)}`,
    };
  },
};
