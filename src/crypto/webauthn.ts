import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { sha256, sha256Bytes } from '../base/digest.ts';
import {
  type CeremonyFacts,
  isBoundedText,
  readAuthenticatorData,
  readClientData,
  readCredential,
} from './webauthn-reading.ts';

/*
 * Passkeys and security keys (Web Authentication Level 3). What a browser answered is read into
 * facts, which domain/mfa judges one by one; signatures and public keys are the library's. It is
 * loaded when somebody first uses a passkey.
 */

/** What the browser's `navigator.credentials.create` takes, in its JSON form. */
export type PasskeyCreationOptions = PublicKeyCredentialCreationOptionsJSON;
/** What the browser's `navigator.credentials.get` takes, in its JSON form. */
export type PasskeyRequestOptions = PublicKeyCredentialRequestOptionsJSON;

/** A credential that was made earlier, as the browser is told of it. */
export interface KnownCredential {
  /** base64url. */
  readonly credentialId: string;
  readonly transports: readonly string[];
}

/** How long the browser waits for the person, in milliseconds. */
export const CEREMONY_TIMEOUT = 300_000;

/** EdDSA, ES256 and RS256 (IANA COSE algorithms): what authenticators make. */
const ALGORITHMS = [-8, -7, -257];

/** SHA-256 of a relying party id, as authenticators sign it; base64url. */
export function hashOfRpId(rpId: string): string {
  return sha256(rpId, 'base64url');
}

/**
 * What the browser is asked for a new passkey. User verification is required: a passkey alone is
 * to be two factors. No attestation: which maker's device it is does not matter here.
 */
export async function passkeyCreationOptions(parts: {
  readonly challenge: Buffer;
  readonly rpId: string;
  readonly rpName: string;
  /** Opaque to the authenticator: the owner's unique id. */
  readonly ownerId: string;
  readonly userName: string;
  readonly existing: readonly KnownCredential[];
}): Promise<PasskeyCreationOptions> {
  const { generateRegistrationOptions } = await import('@simplewebauthn/server');
  return await generateRegistrationOptions({
    challenge: Uint8Array.from(parts.challenge),
    rpID: parts.rpId,
    rpName: parts.rpName,
    // Authenticators tell accounts apart by this: the same person at two accounts is two.
    userID: Uint8Array.from(sha256Bytes(`gatehouse/${parts.ownerId}`)),
    userName: parts.userName,
    userDisplayName: parts.userName,
    timeout: CEREMONY_TIMEOUT,
    attestationType: 'none',
    excludeCredentials: parts.existing.map(descriptor),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
  });
}

/** What the browser is asked for a proof by one of these passkeys. */
export async function passkeyRequestOptions(parts: {
  readonly challenge: Buffer;
  readonly rpId: string;
  readonly credentials: readonly KnownCredential[];
}): Promise<PasskeyRequestOptions> {
  const { generateAuthenticationOptions } = await import('@simplewebauthn/server');
  return await generateAuthenticationOptions({
    challenge: Uint8Array.from(parts.challenge),
    rpID: parts.rpId,
    allowCredentials: parts.credentials.map(descriptor),
    timeout: CEREMONY_TIMEOUT,
    userVerification: 'required',
  });
}

function descriptor({ credentialId, transports }: KnownCredential) {
  return { id: credentialId, transports: [...transports] };
}

/** What a browser answered to a request, read but not yet believed. */
export interface Assertion {
  readonly facts: CeremonyFacts;
  readonly response: AuthenticationResponseJSON;
}

/** Reads the JSON form of an authentication response; undefined for anything else. */
export function readAssertion(value: unknown): Assertion | undefined {
  const credential = readCredential(value, ['clientDataJSON', 'authenticatorData', 'signature']);
  if (!credential) return undefined;
  const { id, parts } = credential;
  const client = readClientData(parts.clientDataJSON);
  const data = readAuthenticatorData(Buffer.from(parts.authenticatorData, 'base64url'));
  if (!client || !data) return undefined;
  const response: AuthenticationResponseJSON = {
    id,
    rawId: id,
    type: 'public-key',
    clientExtensionResults: {},
    response: {
      clientDataJSON: parts.clientDataJSON,
      authenticatorData: parts.authenticatorData,
      signature: parts.signature,
    },
  };
  return { facts: { credentialId: id, ...client, ...data }, response };
}

/** Whether the assertion is signed by the key; false for whatever keeps it from being verified. */
export async function assertionIsSigned(
  { facts, response }: Assertion,
  credential: { readonly credentialId: string; readonly publicKey: string; readonly rpId: string },
): Promise<boolean> {
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  try {
    const { verified } = await verifyAuthenticationResponse({
      response,
      // Challenge, origin and counter are judged where they are known; here only who signed.
      expectedChallenge: facts.challenge,
      expectedOrigin: facts.origin,
      expectedRPID: credential.rpId,
      credential: {
        id: credential.credentialId,
        publicKey: Uint8Array.from(Buffer.from(credential.publicKey, 'base64url')),
        counter: 0,
      },
      requireUserVerification: true,
    });
    return verified;
  } catch {
    return false;
  }
}

/** A new credential as it is kept. */
export interface NewCredential extends KnownCredential {
  /** The COSE public key in base64url. */
  readonly publicKey: string;
  readonly signCount: number;
  readonly aaguid: string;
  readonly backupEligible: boolean;
  readonly backedUp: boolean;
}

/** What a browser answered to a creation, read but not yet believed. */
export interface Registration {
  readonly facts: CeremonyFacts;
  readonly response: RegistrationResponseJSON;
}

/** Reads the JSON form of a registration response; undefined for anything else. */
export async function readRegistration(value: unknown): Promise<Registration | undefined> {
  const credential = readCredential(value, ['clientDataJSON', 'attestationObject']);
  if (!credential) return undefined;
  const { id, parts, transports } = credential;
  const client = readClientData(parts.clientDataJSON);
  const attestation = await readAttestation(parts.attestationObject);
  const data = attestation && readAuthenticatorData(attestation);
  if (!client || !data) return undefined;
  const response: RegistrationResponseJSON = {
    id,
    rawId: id,
    type: 'public-key',
    clientExtensionResults: {},
    response: {
      clientDataJSON: parts.clientDataJSON,
      attestationObject: parts.attestationObject,
      transports: [...transports],
    },
  };
  return { facts: { credentialId: id, ...client, ...data }, response };
}

/**
 * The authenticator data of an attestation object. Statements that name certificates are not taken:
 * none was asked for, and following their certificates would be work for strangers.
 */
async function readAttestation(attestationObject: string): Promise<Buffer | undefined> {
  const { decodeAttestationObject } = await import('@simplewebauthn/server/helpers');
  try {
    const bytes = Uint8Array.from(Buffer.from(attestationObject, 'base64url'));
    const decoded = decodeAttestationObject(bytes);
    const statement = decoded.get('attStmt');
    const format = decoded.get('fmt');
    const self = format === 'packed' && statement.get('x5c') === undefined;
    if (format !== 'none' && !self) return undefined;
    return Buffer.from(decoded.get('authData'));
  } catch {
    return undefined;
  }
}

/** The new credential of a registration, or undefined when it cannot be verified. */
export async function registeredCredential(
  { facts, response }: Registration,
  rpId: string,
): Promise<NewCredential | undefined> {
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: facts.challenge,
      expectedOrigin: facts.origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (!registrationInfo || registrationInfo.credential.id !== facts.credentialId)
      return undefined;
    const { credential, aaguid } = registrationInfo;
    return {
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString('base64url'),
      signCount: credential.counter,
      transports: (credential.transports ?? []).filter(isBoundedText),
      aaguid,
      backupEligible: facts.backupEligible,
      backedUp: facts.backedUp,
    };
  } catch {
    return undefined;
  }
}
