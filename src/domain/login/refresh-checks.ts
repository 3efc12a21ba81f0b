import { failure } from '../../failures/catalogue.ts';
import type { Check } from '../../failures/check.ts';
import type { TokenRequest } from './code-checks.ts';
import type { LoginGrant } from './grants.ts';
import type { TokenPlace } from './refresh-token.ts';

/**
 * How long the refresh token before the present one is answered with the present one again, in
 * milliseconds: the answer may have been lost, and programs that share a cache refresh at the same
 * time. AWS answers the same token consistently within a window likewise (API reference,
 * CreateOAuth2Token).
 */
export const REPEAT_WINDOW = 2 * 60_000;

/** A refresh token that is to be exchanged. */
export interface RefreshSubject {
  readonly asked: TokenRequest;
  /** What the token says of itself; undefined when it was not made here. */
  readonly place: TokenPlace | undefined;
  /** The grant of the token, ended or not. */
  readonly grant: LoginGrant | undefined;
  /** Of the key that made the proof. */
  readonly thumbprint: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

type Subject = RefreshSubject;

function grantOf({ grant }: Subject): LoginGrant {
  if (!grant) throw new Error('there is no grant');
  return grant;
}

function generationOf({ place }: Subject): number {
  if (!place) throw new Error('there is no token');
  return place.generation;
}

const refreshIsComplete: Check<Subject> = {
  name: 'refreshIsComplete',
  code: 'LOGIN-040',
  run: ({ asked }) => (asked.refreshToken === undefined ? failure('LOGIN-040', {}) : undefined),
  describe: ({ asked }) => ({
    expected: 'refreshToken',
    received: asked.refreshToken === undefined ? 'none' : 'one',
  }),
};

const tokenIsGenuine: Check<Subject> = {
  name: 'tokenIsGenuine',
  code: 'LOGIN-041',
  run: ({ asked, place }) => {
    if (asked.refreshToken === undefined) throw new Error('there is no token');
    return place ? undefined : failure('LOGIN-041', {});
  },
  describe: ({ place }) => ({
    expected: 'a refresh token of this installation',
    received: place ? `token ${place.generation} of ${place.grantId}` : 'something else',
  }),
};

const grantLasts: Check<Subject> = {
  name: 'grantLasts',
  code: 'LOGIN-042',
  run: (subject) => {
    generationOf(subject);
    return lasts(subject) ? undefined : failure('LOGIN-042', {});
  },
  describe: (subject) => ({
    expected: 'a sign-in that was not ended',
    received: lasts(subject) ? 'one' : 'an ended one',
  }),
};

function lasts({ grant }: Subject): boolean {
  return grant !== undefined && !grant.ended && grant.generation > 0;
}

const tokenIsOfClient: Check<Subject> = {
  name: 'tokenIsOfClient',
  code: 'LOGIN-043',
  run(subject) {
    const { clientId: issued } = grantOf(subject);
    const { clientId: received } = subject.asked;
    return received === issued ? undefined : failure('LOGIN-043', { issued, received });
  },
  describe: (subject) => ({
    expected: grantOf(subject).clientId,
    received: subject.asked.clientId,
  }),
};

const keyIsOfGrant: Check<Subject> = {
  name: 'keyIsOfGrant',
  code: 'LOGIN-044',
  run: (subject) =>
    grantOf(subject).keyThumbprint === subject.thumbprint ? undefined : failure('LOGIN-044', {}),
  describe: (subject) => ({
    expected: `the key ${grantOf(subject).keyThumbprint ?? ''}`,
    received: `the key ${subject.thumbprint ?? 'of no proof'}`,
  }),
};

const tokenIsLast: Check<Subject> = {
  name: 'tokenIsLast',
  code: 'LOGIN-045',
  run(subject) {
    const sent = generationOf(subject);
    const { generation: current } = grantOf(subject);
    if (sent === current || isRepeated(subject)) return undefined;
    return failure('LOGIN-045', { sent: String(sent), current: String(current) });
  },
  describe: (subject) => ({
    expected: `token ${grantOf(subject).generation}, or the one before for two minutes`,
    received: `token ${generationOf(subject)}`,
  }),
};

/** Whether the token before the present one came again in time. */
export function isRepeated(subject: RefreshSubject): boolean {
  const { generation, rotatedAt } = grantOf(subject);
  const isBefore = generationOf(subject) === generation - 1;
  return isBefore && subject.now < rotatedAt + REPEAT_WINDOW;
}

/** What going on with a refresh token has to fulfil. The key comes before its number. */
export const refreshChecks: readonly Check<RefreshSubject>[] = [
  refreshIsComplete,
  tokenIsGenuine,
  grantLasts,
  tokenIsOfClient,
  keyIsOfGrant,
  tokenIsLast,
];
