import { isoSeconds } from '../../base/clock.ts';
import { sha256 } from '../../base/digest.ts';
import { failure } from '../../failures/catalogue.ts';
import type { Check } from '../../failures/check.ts';
import type { LoginGrant } from './grants.ts';

/** CreateOAuth2Token's input, its lengths and patterns checked. */
export interface TokenRequest {
  readonly clientId: string;
  readonly grantType: string;
  readonly code?: string | undefined;
  readonly redirectUri?: string | undefined;
  readonly codeVerifier?: string | undefined;
  readonly refreshToken?: string | undefined;
}

/** A code that is to be exchanged. */
export interface CodeSubject {
  readonly asked: TokenRequest;
  /** The grant of the code, used or not. */
  readonly grant: LoginGrant | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

type Subject = CodeSubject;

const REQUIRED = ['code', 'redirectUri', 'codeVerifier'] as const;

function missing({ asked }: Subject): (typeof REQUIRED)[number] | undefined {
  return REQUIRED.find((member) => asked[member] === undefined);
}

function grantOf({ grant }: Subject): LoginGrant {
  if (!grant) throw new Error('there is no grant');
  return grant;
}

const exchangeIsComplete: Check<Subject> = {
  name: 'exchangeIsComplete',
  code: 'LOGIN-030',
  run(subject) {
    const member = missing(subject);
    return member && failure('LOGIN-030', { member });
  },
  describe: (subject) => ({
    expected: REQUIRED.join(', '),
    received: missing(subject) === undefined ? 'all' : `no ${missing(subject)}`,
  }),
};

const codeIsKnown: Check<Subject> = {
  name: 'codeIsKnown',
  code: 'LOGIN-031',
  run: ({ asked, grant }) => {
    if (asked.code === undefined) throw new Error('there is no code');
    return grant ? undefined : failure('LOGIN-031', {});
  },
  describe: ({ grant }) => ({
    expected: 'a code of this server',
    received: grant ? 'one' : 'none',
  }),
};

const codeIsUnused: Check<Subject> = {
  name: 'codeIsUnused',
  code: 'LOGIN-032',
  run: (subject) => (isUnused(grantOf(subject)) ? undefined : failure('LOGIN-032', {})),
  describe: (subject) => ({
    expected: 'a code that was not exchanged',
    received: isUnused(grantOf(subject)) ? 'one' : 'an exchanged one',
  }),
};

function isUnused({ generation, ended }: LoginGrant): boolean {
  return generation === 0 && !ended;
}

const codeIsInTime: Check<Subject> = {
  name: 'codeIsInTime',
  code: 'LOGIN-033',
  run(subject) {
    const { codeExpiresAt } = grantOf(subject);
    if (subject.now < codeExpiresAt) return undefined;
    return failure('LOGIN-033', { expiresAt: isoSeconds(codeExpiresAt) });
  },
  describe: (subject) => ({
    expected: `an expiry after ${isoSeconds(subject.now)}`,
    received: isoSeconds(grantOf(subject).codeExpiresAt),
  }),
};

const codeIsOfClient: Check<Subject> = {
  name: 'codeIsOfClient',
  code: 'LOGIN-034',
  run(subject) {
    const { clientId: issued } = grantOf(subject);
    const { clientId: received } = subject.asked;
    return received === issued ? undefined : failure('LOGIN-034', { issued, received });
  },
  describe: (subject) => ({
    expected: grantOf(subject).clientId,
    received: subject.asked.clientId,
  }),
};

const redirectIsRepeated: Check<Subject> = {
  name: 'redirectIsRepeated',
  code: 'LOGIN-035',
  run(subject) {
    const { redirectUri: issued } = grantOf(subject);
    const { redirectUri: received = 'none' } = subject.asked;
    return received === issued ? undefined : failure('LOGIN-035', { issued, received });
  },
  describe: (subject) => ({
    expected: grantOf(subject).redirectUri,
    received: subject.asked.redirectUri ?? 'none',
  }),
};

const verifierFits: Check<Subject> = {
  name: 'verifierFits',
  code: 'LOGIN-036',
  run: (subject) => (hasVerifier(subject) ? undefined : failure('LOGIN-036', {})),
  describe: (subject) => ({
    expected: 'a verifier whose SHA-256 is the challenge',
    received: hasVerifier(subject) ? 'one' : 'another',
  }),
};

/** Whether the request carries the secret that the authorization named the hash of (RFC 7636). */
export function hasVerifier(subject: CodeSubject): boolean {
  const { codeVerifier = '' } = subject.asked;
  return sha256(codeVerifier, 'base64url') === grantOf(subject).codeChallenge;
}

/** What the exchange of an authorization code has to fulfil. */
export const codeChecks: readonly Check<CodeSubject>[] = [
  exchangeIsComplete,
  codeIsKnown,
  codeIsUnused,
  codeIsInTime,
  codeIsOfClient,
  redirectIsRepeated,
  verifierFits,
];
