import { failure } from '../../failures/catalogue.ts';
import type { Check } from '../../failures/check.ts';
import { isRedirectOf, loginClient, loginClientIds, redirectForm } from './clients.ts';

/** The parameters of `GET /v1/authorize`, as they came; undefined where there is none. */
export interface AuthorizeParameters {
  readonly response_type: string | undefined;
  readonly client_id: string | undefined;
  readonly redirect_uri: string | undefined;
  readonly code_challenge: string | undefined;
  readonly code_challenge_method: string | undefined;
  readonly state: string | undefined;
  readonly scope: string | undefined;
}

/** The names of the parameters, in the order in which links have them. */
export const authorizeParameterNames = [
  'response_type',
  'client_id',
  'state',
  'code_challenge_method',
  'scope',
  'redirect_uri',
  'code_challenge',
] as const satisfies readonly (keyof AuthorizeParameters)[];

/** What a client asks for, and where the server is. */
export interface AuthorizeSubject {
  readonly asked: AuthorizeParameters;
  readonly publicUrl: string;
}

type Subject = AuthorizeSubject;

const NONE = 'none';
/** The name that `aws login` gives the method which others call S256 (aws-facts H4). */
export const CHALLENGE_METHOD = 'SHA-256';
export const LOGIN_SCOPE = 'openid';

const responseIsCode: Check<Subject> = {
  name: 'responseIsCode',
  code: 'LOGIN-001',
  run: ({ asked: { response_type: received = NONE } }) =>
    received === 'code' ? undefined : failure('LOGIN-001', { received }),
  describe: ({ asked }) => ({ expected: 'code', received: asked.response_type ?? NONE }),
};

const clientIsKnown: Check<Subject> = {
  name: 'clientIsKnown',
  code: 'LOGIN-002',
  run: ({ asked: { client_id: received = NONE } }) =>
    loginClient(received) ? undefined : failure('LOGIN-002', { received }),
  describe: ({ asked }) => ({
    expected: loginClientIds.join(' or '),
    received: asked.client_id ?? NONE,
  }),
};

function clientOf({ asked }: Subject) {
  const client = loginClient(asked.client_id ?? '');
  if (!client) throw new Error('there is no client');
  return client;
}

const redirectIsOfClient: Check<Subject> = {
  name: 'redirectIsOfClient',
  code: 'LOGIN-003',
  run(subject) {
    const client = clientOf(subject);
    const { publicUrl } = subject;
    const { redirect_uri: received = NONE } = subject.asked;
    if (isRedirectOf(client, received, publicUrl)) return undefined;
    return failure('LOGIN-003', { received, accepted: redirectForm(client, publicUrl) });
  },
  describe: (subject) => ({
    expected: redirectForm(clientOf(subject), subject.publicUrl),
    received: subject.asked.redirect_uri ?? NONE,
  }),
};

const methodIsSha256: Check<Subject> = {
  name: 'methodIsSha256',
  code: 'LOGIN-004',
  run: ({ asked: { code_challenge_method: received = NONE } }) =>
    received === CHALLENGE_METHOD ? undefined : failure('LOGIN-004', { received }),
  describe: ({ asked }) => ({
    expected: CHALLENGE_METHOD,
    received: asked.code_challenge_method ?? NONE,
  }),
};

const challengeIsDigest: Check<Subject> = {
  name: 'challengeIsDigest',
  code: 'LOGIN-005',
  run: ({ asked: { code_challenge: received = '' } }) =>
    isDigest(received) ? undefined : failure('LOGIN-005', { length: String(received.length) }),
  describe: ({ asked: { code_challenge: received = '' } }) => ({
    expected: '32 bytes in base64url',
    received: isDigest(received) ? 'the same' : `${received.length} characters`,
  }),
};

/** 32 bytes have one spelling: the last of 43 characters carries four bits. */
function isDigest(text: string): boolean {
  return /^[\w-]{42}[AEIMQUYcgkosw048]$/.test(text);
}

const stateIsGiven: Check<Subject> = {
  name: 'stateIsGiven',
  code: 'LOGIN-006',
  run: ({ asked: { state = '' } }) =>
    /^[\x21-\x7e]{1,512}$/.test(state)
      ? undefined
      : failure('LOGIN-006', { length: String(state.length) }),
  describe: ({ asked: { state = '' } }) => ({
    expected: '1 to 512 visible characters',
    received: `${state.length} characters`,
  }),
};

const scopeIsOpenid: Check<Subject> = {
  name: 'scopeIsOpenid',
  code: 'LOGIN-007',
  run: ({ asked: { scope: received = NONE } }) =>
    received === LOGIN_SCOPE ? undefined : failure('LOGIN-007', { received }),
  describe: ({ asked }) => ({ expected: LOGIN_SCOPE, received: asked.scope ?? NONE }),
};

/**
 * What a link of `aws login` has to be, before anybody is asked anything. Nothing is ever sent to a
 * redirect URI that has not passed (RFC 6749, 4.1.2.1).
 */
export const authorizeChecks: readonly Check<AuthorizeSubject>[] = [
  responseIsCode,
  clientIsKnown,
  redirectIsOfClient,
  methodIsSha256,
  challengeIsDigest,
  stateIsGiven,
  scopeIsOpenid,
];
