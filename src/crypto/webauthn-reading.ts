import { readJson } from '../base/json.ts';

/** What one answer of an authenticator says (Web Authentication, sections 5.8.1 and 6.1). */
export interface CeremonyFacts extends ClientData, AuthenticatorData {
  /** base64url. */
  readonly credentialId: string;
}

/** What the browser says it did. */
export interface ClientData {
  /** `webauthn.get` or `webauthn.create`. */
  readonly type: string;
  /** base64url. */
  readonly challenge: string;
  readonly origin: string;
  /** True when the page was framed by one of another origin. */
  readonly crossOrigin: boolean;
}

/** What the authenticator signs. */
export interface AuthenticatorData {
  /** base64url. */
  readonly rpIdHash: string;
  readonly userPresent: boolean;
  readonly userVerified: boolean;
  readonly backupEligible: boolean;
  readonly backedUp: boolean;
  readonly signCount: number;
}

/** The longest text of an answer: attestation objects with long public keys are a few kilobytes. */
const MOST_CHARACTERS = 16_384;
const BASE64URL = /^[A-Za-z0-9_-]+$/;
/** Credential ids have at most 1023 bytes (section 4). */
const MOST_CREDENTIAL_ID = 1364;
const MOST_TRANSPORTS = 8;

/** A word such as `internal` or `hybrid`. */
export function isBoundedText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 32;
}

function isEncoded(value: unknown, most = MOST_CHARACTERS): value is string {
  return typeof value === 'string' && value.length <= most && BASE64URL.test(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The outer form of an answer; undefined unless every member named is there in base64url. */
export function readCredential<Part extends string>(
  value: unknown,
  wanted: readonly Part[],
):
  | { readonly id: string; readonly parts: Record<Part, string>; readonly transports: string[] }
  | undefined {
  if (!isObject(value) || value['type'] !== 'public-key') return undefined;
  const { id, rawId, response } = value;
  if (!isEncoded(id, MOST_CREDENTIAL_ID) || rawId !== id || !isObject(response)) return undefined;
  const parts: Partial<Record<Part, string>> = {};
  for (const name of wanted) {
    const part = response[name];
    if (!isEncoded(part)) return undefined;
    parts[name] = part;
  }
  const { transports } = response;
  const named = Array.isArray(transports) ? transports.filter(isBoundedText) : [];
  return {
    id,
    parts: parts as Record<Part, string>,
    transports: named.slice(0, MOST_TRANSPORTS),
  };
}

/** The browser's part, from base64url; undefined when it is not strict JSON with these members. */
export function readClientData(encoded: string): ClientData | undefined {
  const text = Buffer.from(encoded, 'base64url').toString('utf8');
  const value = readJson(text, { maxCharacters: MOST_CHARACTERS, maxDepth: 8 });
  if (!(value instanceof Map)) return undefined;
  const type = value.get('type');
  const challenge = value.get('challenge');
  const origin = value.get('origin');
  if (typeof type !== 'string' || typeof challenge !== 'string' || typeof origin !== 'string') {
    return undefined;
  }
  const crossOrigin = value.get('crossOrigin') === true || value.has('topOrigin');
  return { type, challenge, origin, crossOrigin };
}

const RP_ID_HASH_SIZE = 32;
/** Hash, flags and counter; what may follow is the library's to read. */
const FIXED_SIZE = RP_ID_HASH_SIZE + 1 + 4;
const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const BACKUP_ELIGIBLE = 0x08;
const BACKED_UP = 0x10;

/** The authenticator's part; undefined when it is too short. */
export function readAuthenticatorData(bytes: Buffer): AuthenticatorData | undefined {
  if (bytes.length < FIXED_SIZE) return undefined;
  const flags = bytes.readUInt8(RP_ID_HASH_SIZE);
  return {
    rpIdHash: bytes.subarray(0, RP_ID_HASH_SIZE).toString('base64url'),
    userPresent: (flags & USER_PRESENT) !== 0,
    userVerified: (flags & USER_VERIFIED) !== 0,
    backupEligible: (flags & BACKUP_ELIGIBLE) !== 0,
    backedUp: (flags & BACKED_UP) !== 0,
    signCount: bytes.readUInt32BE(RP_ID_HASH_SIZE + 1),
  };
}
