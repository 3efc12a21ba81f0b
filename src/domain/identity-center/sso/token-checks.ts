import { isoSeconds } from '../../../base/clock.ts';
import { failure } from '../../../failures/catalogue.ts';
import type { Check } from '../../../failures/check.ts';
import { GRANT_TYPES } from './clients.ts';
import { deviceChecks } from './device-checks.ts';
import type { SsoGrant } from './grants.ts';
import { isRepeated, type TokenSubject, verifierFits } from './token-subject.ts';

type Subject = TokenSubject;

const NEEDED: Readonly<Record<string, readonly (keyof Subject['asked'])[]>> = {
  [GRANT_TYPES.code]: ['code', 'redirectUri', 'codeVerifier'],
  [GRANT_TYPES.device]: ['deviceCode'],
  [GRANT_TYPES.refresh]: ['refreshToken'],
};

function missing({ asked }: Subject): string | undefined {
  return NEEDED[asked.grantType]?.find((member) => asked[member] === undefined);
}

const requestIsComplete: Check<Subject> = {
  name: 'requestIsComplete',
  code: 'SSO-051',
  run(subject) {
    const member = missing(subject);
    const { grantType } = subject.asked;
    return member === undefined ? undefined : failure('SSO-051', { member, grantType });
  },
  describe: (subject) => ({
    expected: NEEDED[subject.asked.grantType]?.join(', ') ?? 'nothing',
    received: missing(subject) === undefined ? 'all' : `no ${missing(subject)}`,
  }),
};

function grantOf({ grant }: Subject): SsoGrant {
  if (!grant) throw new Error('there is no grant');
  return grant;
}

const codeIsKnown: Check<Subject> = {
  name: 'codeIsKnown',
  code: 'SSO-070',
  run: ({ grant }) => (grant ? undefined : failure('SSO-070', {})),
  describe: ({ grant }) => ({
    expected: 'a code of this server',
    received: grant ? 'one' : 'none',
  }),
};

function ofClient(code: 'SSO-071' | 'SSO-081', name: string): Check<Subject> {
  return {
    name,
    code,
    run: (subject) =>
      grantOf(subject).clientKey === subject.client.key ? undefined : failure(code, {}),
    describe: (subject) => ({
      expected: grantOf(subject).clientName,
      received:
        grantOf(subject).clientKey === subject.client.key ? 'the same' : 'another registration',
    }),
  };
}

const redirectIsRepeated: Check<Subject> = {
  name: 'redirectIsRepeated',
  code: 'SSO-072',
  run(subject) {
    const { redirectUri: issued = 'none' } = grantOf(subject);
    const { redirectUri: received = 'none' } = subject.asked;
    return received === issued ? undefined : failure('SSO-072', { issued, received });
  },
  describe: (subject) => ({
    expected: grantOf(subject).redirectUri ?? 'none',
    received: subject.asked.redirectUri ?? 'none',
  }),
};

const verifierIsOfCode: Check<Subject> = {
  name: 'verifierIsOfCode',
  code: 'SSO-073',
  run(subject) {
    grantOf(subject);
    return verifierFits(subject) ? undefined : failure('SSO-073', {});
  },
  describe: (subject) => ({
    expected: 'a verifier whose SHA-256 is the challenge',
    received: verifierFits(subject) ? 'one' : 'another',
  }),
};

const codeIsUnused: Check<Subject> = {
  name: 'codeIsUnused',
  code: 'SSO-074',
  run: (subject) => (grantOf(subject).generation === 0 ? undefined : failure('SSO-074', {})),
  describe: (subject) => ({
    expected: 'a code that was not exchanged',
    received: grantOf(subject).generation === 0 ? 'one' : 'an exchanged one',
  }),
};

const codeIsInTime: Check<Subject> = {
  name: 'codeIsInTime',
  code: 'SSO-075',
  run(subject) {
    const { codeExpiresAt } = grantOf(subject);
    if (subject.now < codeExpiresAt) return undefined;
    return failure('SSO-075', { expiresAt: isoSeconds(codeExpiresAt) });
  },
  describe: (subject) => ({
    expected: `an expiry after ${isoSeconds(subject.now)}`,
    received: isoSeconds(grantOf(subject).codeExpiresAt),
  }),
};

const refreshTokenIsGenuine: Check<Subject> = {
  name: 'refreshTokenIsGenuine',
  code: 'SSO-080',
  run: ({ grant }) => (grant ? undefined : failure('SSO-080', {})),
  describe: ({ place }) => ({
    expected: 'a refresh token of this installation',
    received: place ? `token ${place.generation} of ${place.grantId}` : 'something else',
  }),
};

const sessionGoesOn: Check<Subject> = {
  name: 'sessionGoesOn',
  code: 'SSO-090',
  run(subject) {
    grantOf(subject);
    return subject.sessionGoesOn ? undefined : failure('SSO-090', {});
  },
  describe: (subject) => ({
    expected: `a session until ${isoSeconds(grantOf(subject).sessionExpiresAt)}`,
    received: subject.sessionGoesOn ? 'it goes on' : 'it has ended',
  }),
};

const refreshTokenIsLast: Check<Subject> = {
  name: 'refreshTokenIsLast',
  code: 'SSO-082',
  run(subject) {
    const { generation } = grantOf(subject);
    const sent = subject.place?.generation ?? 0;
    if (sent === generation || isRepeated(subject)) return undefined;
    return failure('SSO-082', { sent: String(sent), current: String(generation) });
  },
  describe: (subject) => ({
    expected: `token ${grantOf(subject).generation}, or the one before for ten seconds`,
    received: `token ${subject.place?.generation ?? 0}`,
  }),
};

const userIsEnabled: Check<Subject> = {
  name: 'userOfGrantIsEnabled',
  code: 'SSO-091',
  run(subject) {
    grantOf(subject);
    return subject.user?.enabled ? undefined : failure('SSO-091', {});
  },
  describe: ({ user }) => ({
    expected: 'an enabled user',
    received: user ? (user.enabled ? 'one' : 'a disabled one') : 'none',
  }),
};

/** What each grant type's exchange has to fulfil. */
export const tokenChecks: Readonly<Record<string, readonly Check<TokenSubject>[]>> = {
  [GRANT_TYPES.device]: [requestIsComplete, ...deviceChecks, sessionGoesOn, userIsEnabled],
  [GRANT_TYPES.code]: [
    requestIsComplete,
    codeIsKnown,
    ofClient('SSO-071', 'codeIsOfClient'),
    redirectIsRepeated,
    verifierIsOfCode,
    codeIsUnused,
    codeIsInTime,
    sessionGoesOn,
    userIsEnabled,
  ],
  [GRANT_TYPES.refresh]: [
    requestIsComplete,
    refreshTokenIsGenuine,
    ofClient('SSO-081', 'refreshTokenIsOfClient'),
    sessionGoesOn,
    refreshTokenIsLast,
    userIsEnabled,
  ],
};
