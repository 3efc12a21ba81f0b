import { failure } from '../../failures/catalogue.ts';
import type { Check } from '../../failures/check.ts';
import {
  type AccessTokenAnswer,
  type AccessTokenOwner,
  type AccessTokenProvider,
  accessTokenProviders,
} from './access-token.ts';

/** An access token as far as its provider told of it. */
export interface AccessTokenSubject {
  /** ProviderId of the request. */
  readonly providerId: string;
  /** Undefined when the provider is none that can be asked. */
  readonly answer: AccessTokenAnswer | undefined;
}

type Subject = AccessTokenSubject;

/** True for the providers whose access tokens are taken. */
export function isAccessTokenProvider(providerId: string): providerId is AccessTokenProvider {
  return accessTokenProviders.some((known) => known === providerId);
}

function answerOf({ answer, providerId }: Subject): AccessTokenAnswer {
  if (!answer) throw new Error(`${providerId} was not asked`);
  return answer;
}

/** Whose the token is; throws when the provider did not tell. */
export function ownerOf(subject: Subject): AccessTokenOwner {
  const answer = answerOf(subject);
  if (answer.kind !== 'owner') throw new Error(`${subject.providerId} names no owner`);
  return answer.owner;
}

/** The provider's answer, if there was one at all. */
function heard(subject: Subject): Exclude<AccessTokenAnswer, { readonly kind: 'unreachable' }> {
  const answer = answerOf(subject);
  if (answer.kind === 'unreachable') throw new Error(`${subject.providerId} did not answer`);
  return answer;
}

/** What an access token has to fulfil, in order: its provider is one, answers, and knows it. */
export const accessTokenChecks: readonly Check<AccessTokenSubject>[] = [
  {
    name: 'providerTakesAccessTokens',
    code: 'FED-018',
    run: ({ providerId: provider }) =>
      isAccessTokenProvider(provider) ? undefined : failure('FED-018', { provider }),
    describe: ({ providerId }) => ({
      expected: accessTokenProviders.join(' or '),
      received: providerId,
    }),
  },
  {
    name: 'providerCanBeAsked',
    code: 'FED-019',
    run(subject) {
      const answer = answerOf(subject);
      if (answer.kind !== 'unreachable') return undefined;
      const { url, problem } = answer;
      const provider = subject.providerId;
      return failure('FED-019', { provider, url, problem: problem.kind });
    },
    describe(subject) {
      const answer = answerOf(subject);
      const received = answer.kind === 'unreachable' ? answer.problem.kind : 'an answer';
      return { expected: 'an answer within five seconds', received };
    },
  },
  {
    name: 'providerKnowsToken',
    code: 'FED-020',
    run(subject) {
      const answer = heard(subject);
      if (answer.kind !== 'rejected') return undefined;
      return failure('FED-020', { provider: subject.providerId, status: String(answer.status) });
    },
    describe(subject) {
      const answer = heard(subject);
      const received = answer.kind === 'rejected' ? `status ${answer.status}` : 'status 200';
      return { expected: 'status 200', received };
    },
  },
  {
    name: 'providerNamesOwner',
    code: 'FED-021',
    run(subject) {
      const answer = heard(subject);
      if (answer.kind !== 'unclear') return undefined;
      return failure('FED-021', { provider: subject.providerId, url: answer.url });
    },
    describe(subject) {
      const answer = heard(subject);
      const owner = answer.kind === 'owner' ? answer.owner : undefined;
      return {
        expected: 'an application and a person',
        received: owner ? `application ${owner.appId}, person ${owner.userId}` : 'neither',
      };
    },
  },
];
