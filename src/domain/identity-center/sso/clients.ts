import type { RandomBytes } from '../../../base/bytes.ts';
import { sha256 } from '../../../base/digest.ts';
import {
  type KeyRing,
  keyedHash,
  matchesKeyedHash,
  openMessage,
  sealMessage,
} from '../../../crypto/index.ts';

/** What programs register as to sign people in. */
export const GRANT_TYPES = {
  code: 'authorization_code',
  device: 'urn:ietf:params:oauth:grant-type:device_code',
  refresh: 'refresh_token',
} as const;

/** The scope of the portal API; only with it is a session refreshed (aws-facts E1). */
export const ACCOUNT_ACCESS = 'sso:account:access';

/** How long a registration is valid, in milliseconds (aws-facts E1: 90 days). */
const LIFETIME = 90 * 24 * 60 * 60 * 1000;

/** A registered client. Times are milliseconds since 1970. */
export interface SsoClient {
  /** SHA-256 of the client id. */
  readonly key: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly redirectUris: readonly string[];
  readonly grantTypes: readonly string[];
  /** The start URL that it was registered for. */
  readonly issuerUrl: string | undefined;
  readonly expiresAt: number;
}

/** What a client asks to be registered as; `registrationChecks` have held. */
export type NewClient = Omit<SsoClient, 'key' | 'expiresAt'>;

/** A registration as its client keeps it. */
export interface Registration {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

const CLIENT = 'sso-client';
const SECRET = 'sso-client-secret';
const MOST_CHARACTERS = 4096;

/**
 * Registers a client. Nothing is stored: the id is the sealed registration, and the secret follows from
 * the id, so that strangers, who may register, cannot fill anything.
 */
export function registerClient(
  client: NewClient,
  { ring, random, now }: { ring: KeyRing; random: RandomBytes; now: number },
): Registration {
  const expiresAt = now + LIFETIME;
  const clientId = sealMessage(registrationText(client, expiresAt), CLIENT, ring, random);
  return { clientId, clientSecret: keyedHash(clientId, SECRET, ring), expiresAt };
}

/** What of a registration is sealed; its size is limited by `registrationChecks`. */
export function registrationText(client: NewClient, expiresAt: number): string {
  const { name, scopes, redirectUris, grantTypes, issuerUrl } = client;
  return JSON.stringify([name, scopes, redirectUris, grantTypes, issuerUrl ?? null, expiresAt]);
}

/** The client of an id that was made here, its time over or not; undefined for any other text. */
export function readClient(clientId: string, ring: KeyRing): SsoClient | undefined {
  const text = clientId.length > MOST_CHARACTERS ? undefined : openMessage(clientId, CLIENT, ring);
  if (text === undefined) return undefined;
  const [name, scopes, redirectUris, grantTypes, issuerUrl, expiresAt] = JSON.parse(text);
  return {
    key: sha256(clientId),
    name,
    scopes,
    redirectUris,
    grantTypes,
    issuerUrl: issuerUrl ?? undefined,
    expiresAt,
  };
}

/** Whether a secret is the client's, in constant time. */
export function isSecretOf(clientId: string, secret: string, ring: KeyRing): boolean {
  return matchesKeyedHash(secret, clientId, SECRET, ring);
}

/** http URIs of this computer, with or without a port (RFC 8252, 7.3). */
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|\[::1\])(?::([1-9]\d{0,4}))?(\/[\w\-.~/%]*)?$/;

/** Whether codes may be sent there at all. */
export function isLoopback(uri: string): boolean {
  const [, , port] = LOOPBACK.exec(uri) ?? [undefined, undefined, undefined];
  return LOOPBACK.test(uri) && uri.length <= 512 && Number(port ?? 1) <= 65_535;
}

/** Whether a client is registered for a redirect URI: exactly, but for the port. */
export function isRedirectOf({ redirectUris }: SsoClient, uri: string): boolean {
  return isLoopback(uri) && redirectUris.some((known) => withoutPort(known) === withoutPort(uri));
}

function withoutPort(uri: string): string {
  const [, host = '', , path = ''] = LOOPBACK.exec(uri) ?? [];
  return `${host}${path}`;
}
