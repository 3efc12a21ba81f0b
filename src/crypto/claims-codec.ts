import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { decodeFields, encodeFields, type Field } from './field-codec.ts';
import type { FederationClaims, SessionClaims, SessionPrincipal } from './session-claims.ts';

/** Field numbers of version 1. Never given another meaning; a change of meaning is a new version. */
const ACCOUNT = 1;
const REGION = 2;
const ISSUED_AT = 3;
const EXPIRES_AT = 4;
const ROLE_NAME = 5;
const ROLE_ID = 6;
const SESSION_NAME = 7;
const FEDERATED_NAME = 8;
const USER_NAME = 9;
const USER_ID = 10;
const ISSUER_KEY = 11;
const MFA_AT = 12;
const SOURCE_IDENTITY = 13;
const PROVIDER = 14;
const CLAIM_NAME = 15;
const CLAIM_VALUE = 16;
const BROWSER_SESSION = 17;
const WORKFORCE_USER = 18;
const ROLE_CHAINED = 19;
const POLICY = 32;
const POLICY_ARN = 33;
const TAG_KEY = 34;
const TAG_VALUE = 35;
const TRANSITIVE_KEY = 36;

/** Below this, deflate costs more time than it saves bytes. */
const WORTH_PACKING = 160;
const MAX_UNPACKED = 65_536;

function principalFields(principal: SessionPrincipal): Field[] {
  switch (principal.kind) {
    case 'assumed-role':
      return [
        [ROLE_NAME, principal.roleName],
        [ROLE_ID, principal.roleId],
        [SESSION_NAME, principal.sessionName],
      ];
    case 'federated-user': {
      const fields: Field[] = [[FEDERATED_NAME, principal.name]];
      return principal.issuer ? [...fields, ...userFields(principal.issuer)] : fields;
    }
    case 'user-session':
      return userFields(principal);
    case 'root-session':
      return [];
  }
}

function userFields(user: { readonly userName: string; readonly userId: string }): Field[] {
  return [
    [USER_NAME, user.userName],
    [USER_ID, user.userId],
  ];
}

function federationFields({ provider, claims }: FederationClaims): Field[] {
  const fields: Field[] = [[PROVIDER, provider]];
  for (const [name, values] of claims) {
    fields.push([CLAIM_NAME, name], ...values.map((value): Field => [CLAIM_VALUE, value]));
  }
  return fields;
}

/** Everything but what counts for PackedPolicySize. */
function identityFields(claims: SessionClaims): Field[] {
  const fields: Field[] = [
    [ACCOUNT, claims.account],
    [REGION, claims.region],
    [ISSUED_AT, claims.issuedAt.toString(36)],
    [EXPIRES_AT, claims.expiresAt.toString(36)],
    ...principalFields(claims.principal),
  ];
  const optional: readonly (readonly [number, string | undefined])[] = [
    [ISSUER_KEY, claims.issuerAccessKeyId],
    [MFA_AT, claims.mfaAuthenticatedAt?.toString(36)],
    [SOURCE_IDENTITY, claims.sourceIdentity],
    [BROWSER_SESSION, claims.browserSessionId],
    [WORKFORCE_USER, claims.workforceUserId],
    [ROLE_CHAINED, claims.roleChained ? '' : undefined],
  ];
  for (const [number, text] of optional) if (text !== undefined) fields.push([number, text]);
  if (claims.federation) fields.push(...federationFields(claims.federation));
  return fields;
}

/** What the caller may fill: session policies and tags. */
export type PackedClaims = Pick<
  SessionClaims,
  'sessionPolicy' | 'sessionPolicyArns' | 'tags' | 'transitiveTagKeys'
>;

function policyFields(claims: PackedClaims): Field[] {
  const fields: Field[] = [];
  if (claims.sessionPolicy !== undefined) fields.push([POLICY, claims.sessionPolicy]);
  for (const arn of claims.sessionPolicyArns) fields.push([POLICY_ARN, arn]);
  for (const [key, value] of claims.tags) fields.push([TAG_KEY, key], [TAG_VALUE, value]);
  for (const key of claims.transitiveTagKeys) fields.push([TRANSITIVE_KEY, key]);
  return fields;
}

/** Session policies and tags in their packed form; empty when the session has none. */
export function packPolicies(claims: PackedClaims): { bytes: Buffer; deflated: boolean } {
  const plain = encodeFields(policyFields(claims));
  if (plain.length < WORTH_PACKING || plain.length > MAX_UNPACKED) {
    return { bytes: plain, deflated: false };
  }
  const bytes = deflateRawSync(plain);
  return bytes.length < plain.length
    ? { bytes, deflated: true }
    : { bytes: plain, deflated: false };
}

/**
 * Flag (1 when the policies are deflated), length of the identity part, identity part, policies. A
 * length that does not fit its two bytes belongs to a token that is far too large anyway.
 */
export function encodeClaims(claims: SessionClaims, policies = packPolicies(claims)): Buffer {
  const identity = encodeFields(identityFields(claims));
  const head = Buffer.allocUnsafe(3);
  head[0] = policies.deflated ? 1 : 0;
  head.writeUInt16BE(Math.min(identity.length, 0xffff), 1);
  return Buffer.concat([head, identity, policies.bytes]);
}

function unpack(bytes: Buffer, deflated: boolean): Buffer | undefined {
  if (!deflated) return bytes;
  try {
    return inflateRawSync(bytes, { maxOutputLength: MAX_UNPACKED });
  } catch {
    return undefined;
  }
}

/** The claims that `encodeClaims` wrote; undefined for anything else. */
export function decodeClaims(bytes: Buffer): SessionClaims | undefined {
  if (bytes.length < 3) return undefined;
  const end = 3 + bytes.readUInt16BE(1);
  const identity = end <= bytes.length ? decodeFields(bytes.subarray(3, end)) : undefined;
  const unpacked = unpack(bytes.subarray(end), bytes[0] === 1);
  const policies = unpacked && decodeFields(unpacked);
  return identity && policies ? claimsOf(identity, policies) : undefined;
}

function all(fields: readonly Field[], number: number): string[] {
  return fields.filter((field) => field[0] === number).map((field) => field[1]);
}

function tagsOf(fields: readonly Field[]): Map<string, string> {
  const values = all(fields, TAG_VALUE);
  return new Map(all(fields, TAG_KEY).map((key, index) => [key, values[index] ?? '']));
}

function federationOf(provider: string, fields: readonly Field[]): FederationClaims {
  const claims = new Map<string, string[]>();
  let values: string[] = [];
  for (const [number, text] of fields) {
    if (number === CLAIM_NAME) {
      values = [];
      claims.set(text, values);
    }
    if (number === CLAIM_VALUE) values.push(text);
  }
  return { provider, claims };
}

function principalOf(text: (number: number) => string | undefined): SessionPrincipal {
  const [roleName, name, userName] = [text(ROLE_NAME), text(FEDERATED_NAME), text(USER_NAME)];
  if (roleName !== undefined) {
    const [roleId = '', sessionName = ''] = [text(ROLE_ID), text(SESSION_NAME)];
    return { kind: 'assumed-role', roleName, roleId, sessionName };
  }
  const user = userName === undefined ? undefined : { userName, userId: text(USER_ID) ?? '' };
  if (name !== undefined) return { kind: 'federated-user', name, ...(user && { issuer: user }) };
  return user ? { kind: 'user-session', ...user } : { kind: 'root-session' };
}

function claimsOf(identity: readonly Field[], policies: readonly Field[]): SessionClaims {
  const texts = new Map(identity);
  const text = (number: number): string | undefined => texts.get(number);
  const time = (number: number): number => Number.parseInt(text(number) ?? '0', 36);
  const optional = <Name extends string>(name: Name, value: string | undefined) =>
    (value === undefined ? {} : { [name]: value }) as { [key in Name]?: string };
  const provider = text(PROVIDER);
  return {
    account: text(ACCOUNT) ?? '',
    region: text(REGION) ?? '',
    principal: principalOf(text),
    issuedAt: time(ISSUED_AT),
    expiresAt: time(EXPIRES_AT),
    ...optional('issuerAccessKeyId', text(ISSUER_KEY)),
    ...(texts.has(MFA_AT) && { mfaAuthenticatedAt: time(MFA_AT) }),
    ...optional('sessionPolicy', all(policies, POLICY)[0]),
    sessionPolicyArns: all(policies, POLICY_ARN),
    tags: tagsOf(policies),
    transitiveTagKeys: all(policies, TRANSITIVE_KEY),
    ...optional('sourceIdentity', text(SOURCE_IDENTITY)),
    ...(provider !== undefined && { federation: federationOf(provider, identity) }),
    ...optional('browserSessionId', text(BROWSER_SESSION)),
    ...optional('workforceUserId', text(WORKFORCE_USER)),
    roleChained: texts.has(ROLE_CHAINED),
  };
}
