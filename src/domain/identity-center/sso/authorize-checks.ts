import { failure } from '../../../failures/catalogue.ts';
import type { Check } from '../../../failures/check.ts';
import { GRANT_TYPES, isRedirectOf, type SsoClient } from './clients.ts';

/** The parameters of `GET /authorize`, as they came; undefined where there is none. */
export interface AuthorizeParameters {
  readonly response_type: string | undefined;
  readonly client_id: string | undefined;
  readonly redirect_uri: string | undefined;
  readonly state: string | undefined;
  readonly code_challenge_method: string | undefined;
  /** Separated by spaces; the CLI's name for what OAuth calls `scope`. */
  readonly scopes: string | undefined;
  readonly code_challenge: string | undefined;
}

/** The names of the parameters, in the order in which links have them. */
export const authorizeParameterNames = [
  'response_type',
  'client_id',
  'redirect_uri',
  'state',
  'code_challenge_method',
  'scopes',
  'code_challenge',
] as const satisfies readonly (keyof AuthorizeParameters)[];

/** A link as it is judged, before anybody is asked anything. */
export interface AuthorizeSubject {
  readonly asked: AuthorizeParameters;
  readonly client: SsoClient | undefined;
  /** Whether the client was registered for an instance that is there. */
  readonly instanceIsKnown: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

type Subject = AuthorizeSubject;

const NONE = 'none';

function clientOf({ client, now }: Subject): SsoClient {
  if (!client || now >= client.expiresAt) throw new Error('there is no client');
  return client;
}

const clientIsRegistered: Check<Subject> = {
  name: 'clientIsRegistered',
  code: 'SSO-101',
  run: ({ client, now }) => (client && now < client.expiresAt ? undefined : failure('SSO-101', {})),
  describe: ({ client }) => ({
    expected: 'a registered client',
    received: client?.name ?? 'something else',
  }),
};

const redirectIsOfClient: Check<Subject> = {
  name: 'redirectIsOfClient',
  code: 'SSO-102',
  run(subject) {
    const { redirect_uri: received = NONE } = subject.asked;
    return isRedirectOf(clientOf(subject), received)
      ? undefined
      : failure('SSO-102', { received: received.slice(0, 512) });
  },
  describe: (subject) => ({
    expected: clientOf(subject).redirectUris.join(' or '),
    received: subject.asked.redirect_uri ?? NONE,
  }),
};

const clientMayUseCodes: Check<Subject> = {
  name: 'clientMayUseCodes',
  code: 'SSO-033',
  run: (subject) =>
    clientOf(subject).grantTypes.includes(GRANT_TYPES.code)
      ? undefined
      : failure('SSO-033', { grantType: GRANT_TYPES.code }),
  describe: (subject) => ({
    expected: GRANT_TYPES.code,
    received: clientOf(subject).grantTypes.join(' '),
  }),
};

const responseIsCode: Check<Subject> = {
  name: 'responseIsCode',
  code: 'SSO-100',
  run: ({ asked: { response_type: received = NONE } }) =>
    received === 'code' ? undefined : failure('SSO-100', { received: received.slice(0, 128) }),
  describe: ({ asked }) => ({ expected: 'code', received: asked.response_type ?? NONE }),
};

const methodIsS256: Check<Subject> = {
  name: 'methodIsS256',
  code: 'SSO-103',
  run: ({ asked: { code_challenge_method: received = NONE } }) =>
    received === 'S256' ? undefined : failure('SSO-103', { received: received.slice(0, 128) }),
  describe: ({ asked }) => ({ expected: 'S256', received: asked.code_challenge_method ?? NONE }),
};

/** 32 bytes have one spelling: the last of 43 characters carries four bits. */
const DIGEST = /^[\w-]{42}[AEIMQUYcgkosw048]$/;

const challengeIsDigest: Check<Subject> = {
  name: 'challengeIsDigest',
  code: 'SSO-104',
  run: ({ asked: { code_challenge: received = '' } }) =>
    DIGEST.test(received) ? undefined : failure('SSO-104', {}),
  describe: ({ asked: { code_challenge: received = '' } }) => ({
    expected: '32 bytes in base64url',
    received: `${received.length} characters`,
  }),
};

const stateIsGiven: Check<Subject> = {
  name: 'stateIsGiven',
  code: 'SSO-105',
  run: ({ asked: { state = '' } }) =>
    /^[\x21-\x7e]{1,512}$/.test(state)
      ? undefined
      : failure('SSO-105', { length: String(state.length) }),
  describe: ({ asked: { state = '' } }) => ({
    expected: '1 to 512 visible characters',
    received: `${state.length} characters`,
  }),
};

function askedScopes({ scopes = '' }: Pick<AuthorizeParameters, 'scopes'>): string[] {
  return [...new Set(scopes.split(' ').filter((scope) => scope !== ''))];
}

/**
 * The scopes of what a link is granted: those that it names, else all that the client is registered
 * for (RFC 6749, 3.3). Tokens without any are of clients without any, which are for accounts.
 */
export function scopesOf(
  asked: Pick<AuthorizeParameters, 'scopes'>,
  client: Pick<SsoClient, 'scopes'>,
): readonly string[] {
  const named = askedScopes(asked);
  return named.length > 0 ? named : client.scopes;
}

const scopesAreOfClient: Check<Subject> = {
  name: 'scopesAreOfClient',
  code: 'SSO-106',
  run(subject) {
    const { scopes } = clientOf(subject);
    const received = askedScopes(subject.asked).find((scope) => !scopes.includes(scope));
    return received === undefined
      ? undefined
      : failure('SSO-106', { received: received.slice(0, 128) });
  },
  describe: (subject) => ({
    expected: clientOf(subject).scopes.join(' ') || NONE,
    received: subject.asked.scopes ?? NONE,
  }),
};

const clientIsOfInstance: Check<Subject> = {
  name: 'clientIsOfInstance',
  code: 'SSO-107',
  run: ({ instanceIsKnown }) => (instanceIsKnown ? undefined : failure('SSO-107', {})),
  describe: ({ client }) => ({
    expected: 'the start URL of an instance',
    received: client?.issuerUrl ?? NONE,
  }),
};

/**
 * What a link has to fulfil before anybody is asked anything. Nothing is ever sent to a redirect URI
 * that has not passed (RFC 6749, 4.1.2.1).
 */
export const authorizeChecks: readonly Check<AuthorizeSubject>[] = [
  clientIsRegistered,
  redirectIsOfClient,
  clientMayUseCodes,
  responseIsCode,
  methodIsS256,
  challengeIsDigest,
  stateIsGiven,
  scopesAreOfClient,
  clientIsOfInstance,
];
