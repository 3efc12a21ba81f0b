import { failure } from '../../../failures/catalogue.ts';
import type { Check } from '../../../failures/check.ts';
import { GRANT_TYPES, isLoopback, type NewClient, registrationText } from './clients.ts';

/** A client that wants to be registered. */
export interface RegistrationSubject {
  readonly client: NewClient;
  readonly clientType: string;
  /** Whether the issuer URL, where there is one, is the start URL of an instance. */
  readonly issuerIsKnown: boolean;
}

type Subject = RegistrationSubject;

const MOST_NAME = 128;
const MOST_LISTED = 20;
const MOST_URIS = 10;
const MOST_BYTES = 1024;
const SCOPE = /^[A-Za-z][\w-]{0,62}(?::[\w-]{1,63}){0,3}$/;

const clientIsPublic: Check<Subject> = {
  name: 'clientIsPublic',
  code: 'SSO-020',
  run: ({ clientType: received }) =>
    received === 'public' ? undefined : failure('SSO-020', { received }),
  describe: ({ clientType }) => ({ expected: 'public', received: clientType }),
};

const nameCanBeShown: Check<Subject> = {
  name: 'nameCanBeShown',
  code: 'SSO-021',
  run: ({ client: { name } }) =>
    isShown(name) ? undefined : failure('SSO-021', { length: String(name.length) }),
  describe: ({ client: { name } }) => ({
    expected: `1 to ${MOST_NAME} characters`,
    received: `${name.length} characters`,
  }),
};

/** Neither control characters nor such as turn the direction of what follows. */
function isShown(name: string): boolean {
  const { length } = name.trim();
  return length > 0 && name.length <= MOST_NAME && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name);
}

const redirectUrisAreUsable: Check<Subject> = {
  name: 'redirectUrisAreUsable',
  code: 'SSO-022',
  run({ client: { redirectUris } }) {
    const received = redirectUris.find((uri) => !isLoopback(uri)) ?? redirectUris[MOST_URIS];
    return received === undefined ? undefined : failure('SSO-022', { received });
  },
  describe: ({ client }) => ({
    expected: 'http URIs of 127.0.0.1 or [::1]',
    received: client.redirectUris.join(' ') || 'none',
  }),
};

const grantTypesAreSupported: Check<Subject> = {
  name: 'grantTypesAreSupported',
  code: 'SSO-023',
  run({ client: { grantTypes } }) {
    const known: readonly string[] = Object.values(GRANT_TYPES);
    const received = grantTypes.find((type) => !known.includes(type));
    return received === undefined ? undefined : failure('SSO-023', { received });
  },
  describe: ({ client }) => ({
    expected: Object.values(GRANT_TYPES).join(' '),
    received: client.grantTypes.join(' '),
  }),
};

const redirectUriIsThere: Check<Subject> = {
  name: 'redirectUriIsThere',
  code: 'SSO-027',
  run: ({ client: { grantTypes, redirectUris } }) =>
    grantTypes.includes(GRANT_TYPES.code) && redirectUris.length === 0
      ? failure('SSO-027', {})
      : undefined,
  describe: ({ client }) => ({
    expected: 'a redirect URI with authorization_code',
    received: `${client.redirectUris.length} with ${client.grantTypes.join(' ')}`,
  }),
};

const scopesAreSupported: Check<Subject> = {
  name: 'scopesAreSupported',
  code: 'SSO-024',
  run({ client: { scopes } }) {
    const received = scopes.find((scope) => !SCOPE.test(scope)) ?? scopes[MOST_LISTED];
    return received === undefined ? undefined : failure('SSO-024', { received });
  },
  describe: ({ client }) => ({
    expected: `at most ${MOST_LISTED} scopes`,
    received: client.scopes.join(' ') || 'none',
  }),
};

const issuerIsAnInstance: Check<Subject> = {
  name: 'issuerIsAnInstance',
  code: 'SSO-025',
  run: ({ client: { issuerUrl }, issuerIsKnown }) =>
    issuerUrl === undefined || issuerIsKnown
      ? undefined
      : failure('SSO-025', { received: issuerUrl.slice(0, 512) }),
  describe: ({ client }) => ({
    expected: 'the start URL of an instance',
    received: client.issuerUrl ?? 'none',
  }),
};

const registrationHasRoom: Check<Subject> = {
  name: 'registrationHasRoom',
  code: 'SSO-026',
  run({ client }) {
    const size = sizeOf(client);
    return size <= MOST_BYTES ? undefined : failure('SSO-026', { size: String(size) });
  },
  describe: ({ client }) => ({
    expected: `at most ${MOST_BYTES} bytes`,
    received: `${sizeOf(client)} bytes`,
  }),
};

function sizeOf(client: NewClient): number {
  return Buffer.byteLength(registrationText(client, 0));
}

/** What a client has to fulfil to be registered. */
export const registrationChecks: readonly Check<RegistrationSubject>[] = [
  clientIsPublic,
  nameCanBeShown,
  grantTypesAreSupported,
  redirectUrisAreUsable,
  redirectUriIsThere,
  scopesAreSupported,
  issuerIsAnInstance,
  registrationHasRoom,
];
