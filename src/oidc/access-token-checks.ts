import { failure } from '../failures/catalogue.ts';
import type { Check } from '../failures/check.ts';
import {
  type AccessTokenAnswers,
  type AccessTokenInfo,
  type AccessTokenProvider,
  isAccessTokenProvider,
  isIdToken,
  readAnswers,
} from './access-token.ts';
import { quoted, shown } from './text.ts';

/** Everything that decides about an access token sent with a ProviderId. */
export interface AccessTokenSubject {
  readonly providerId: string;
  readonly token: string;
  /** What came of `accessTokenQuestions`; undefined when nothing was asked. */
  readonly answers: AccessTokenAnswers | undefined;
}

type Subject = AccessTokenSubject;

/** @throws when ProviderId names no such provider */
function providerOf({ providerId }: Subject): AccessTokenProvider {
  if (!isAccessTokenProvider(providerId)) throw new Error('unknown provider');
  return providerId;
}

/** @throws when the provider was not asked */
function answersOf(subject: Subject): AccessTokenAnswers {
  if (!subject.answers) throw new Error('nobody was asked');
  return subject.answers;
}

export const providerTakesAccessTokens: Check<Subject> = {
  name: 'providerTakesAccessTokens',
  code: 'OIDC-090',
  run({ providerId }) {
    if (isAccessTokenProvider(providerId)) return undefined;
    return failure('OIDC-090', { providerId: quoted(providerId) });
  },
  describe({ providerId }) {
    return { expected: 'www.amazon.com or graph.facebook.com', received: quoted(providerId) };
  },
};

export const tokenIsNoIdToken: Check<Subject> = {
  name: 'tokenIsNoIdToken',
  code: 'OIDC-091',
  run(subject) {
    if (!isIdToken(subject.token)) return undefined;
    return providerOf(subject) === 'www.amazon.com'
      ? failure('OIDC-091', {})
      : failure('OIDC-092', {});
  },
  describe({ token }) {
    return { expected: 'an access token', received: isIdToken(token) ? 'an ID token' : 'another' };
  },
};

function unreachable(subject: Subject): { host: string; reason: string } | undefined {
  const failed = [...answersOf(subject).values()].find(({ kind }) => kind === 'failed');
  if (failed?.kind !== 'failed') return undefined;
  return { host: shown(failed.host), reason: shown(failed.reason) };
}

export const providerIsReached: Check<Subject> = {
  name: 'providerIsReached',
  code: 'OIDC-093',
  run(subject) {
    const failed = unreachable(subject);
    return failed && failure('OIDC-093', failed);
  },
  describe(subject) {
    const failed = unreachable(subject);
    return {
      expected: 'answers of the provider',
      received: failed ? `${failed.host}: ${failed.reason}` : 'answers',
    };
  },
};

/** The status with which the provider refused the token. */
function refusal(subject: Subject): number | undefined {
  const refused = [...answersOf(subject).values()].find(
    (answer) => answer.kind === 'answered' && answer.status !== 200,
  );
  return refused?.kind === 'answered' ? refused.status : undefined;
}

export const providerKnowsToken: Check<Subject> = {
  name: 'providerKnowsToken',
  code: 'OIDC-094',
  run(subject) {
    if (unreachable(subject)) throw new Error('the provider was not reached');
    const status = refusal(subject);
    if (status === undefined) return undefined;
    return providerOf(subject) === 'www.amazon.com'
      ? failure('OIDC-094', { status: String(status) })
      : failure('OIDC-095', { status: String(status) });
  },
  describe(subject) {
    return { expected: 'status 200', received: `status ${refusal(subject) ?? 200}` };
  },
};

/** @throws when the provider was not reached or refused the token */
function infoOf(subject: Subject): AccessTokenInfo | undefined {
  if (unreachable(subject) || refusal(subject) !== undefined) throw new Error('nothing was told');
  return readAnswers(providerOf(subject), answersOf(subject));
}

export const providerTellsIdentity: Check<Subject> = {
  name: 'providerTellsIdentity',
  code: 'OIDC-096',
  run(subject) {
    return infoOf(subject) ? undefined : failure('OIDC-096', { providerId: subject.providerId });
  },
  describe(subject) {
    const info = infoOf(subject);
    return {
      expected: 'a user and an application',
      received: info
        ? `user ${quoted(info.subject)}, application ${quoted(info.applications[0] ?? '')}`
        : 'neither',
    };
  },
};

export const accessTokenHasNotExpired: Check<Subject> = {
  name: 'accessTokenHasNotExpired',
  code: 'OIDC-097',
  run(subject) {
    return remaining(subject) > 0 ? undefined : failure('OIDC-097', {});
  },
  describe(subject) {
    const seconds = remaining(subject);
    const received = seconds === Number.POSITIVE_INFINITY ? 'not told' : `${seconds} seconds`;
    return { expected: 'more than 0 seconds left', received };
  },
};

function remaining(subject: Subject): number {
  const info = infoOf(subject);
  if (!info) throw new Error('nothing was told');
  return info.remainingSeconds ?? Number.POSITIVE_INFINITY;
}

/** What an access token with a ProviderId has to fulfil. */
export const accessTokenChecks: readonly Check<AccessTokenSubject>[] = [
  providerTakesAccessTokens,
  tokenIsNoIdToken,
  providerIsReached,
  providerKnowsToken,
  providerTellsIdentity,
  accessTokenHasNotExpired,
];
