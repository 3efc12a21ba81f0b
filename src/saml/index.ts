/**
 * saml/: what a SAML 2.0 response and a metadata document mean, and whether they may be believed.
 * Owns: the rules for metadata, the table of checks for responses, attributes and condition keys of
 * AWS, the metadata of this service provider; xml/ below it reads and verifies XML.
 * Does not own: where providers are stored, the role and its trust policy, replay (domain/), the
 * endpoints (api/, signin/). Pure: time, keys and names of this server are parameters.
 */

import type { Failure } from '../failures/catalogue.ts';
import type { Check } from '../failures/check.ts';
import type { ResponseSubject } from './subject.ts';
import type { ProviderMetadata, ResponseInput, RolePair, VerifiedAssertion } from './types.ts';

export type { PlacedSignature, ResponseSubject } from './subject.ts';
export type {
  EncryptionMode,
  MetadataEntity,
  ProviderMetadata,
  ResponseInput,
  RolePair,
  SigningKey,
  VerifiedAssertion,
} from './types.ts';

/** A metadata document as it was given, while it is judged. */
export interface MetadataInput {
  /** As text from the API, or as the bytes of a file. */
  readonly document: string | Uint8Array;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A metadata document that was read, or why it is refused. */
export type MetadataReading =
  | { readonly ok: true; readonly metadata: ProviderMetadata }
  | { readonly ok: false; readonly failure: Failure };

/** Reads an identity provider's metadata by AWS's rules. */
export function readMetadata(
  _document: string | Uint8Array,
  _options: { readonly now: number },
): MetadataReading {
  throw new Error('being written');
}

/** The checks of a response, in their order. */
export const responseChecks: readonly Check<ResponseSubject>[] = [];

/** A response ready to be judged by `responseChecks`. */
export function examineResponse(_input: ResponseInput): ResponseSubject {
  throw new Error('being written');
}

/** What may be told of a verified assertion although a later check failed. */
export interface VerifiedFacts {
  readonly assertionId?: string;
  readonly issuer?: string;
  readonly nameId?: string;
  readonly roleSessionName?: string;
}

/** Facts of the assertion for the record of an attempt; empty while it is not verified. */
export function verifiedFacts(_subject: ResponseSubject): VerifiedFacts {
  throw new Error('being written');
}

/** The account and the name of the provider by which somebody comes in. */
export interface ProviderName {
  readonly account: string;
  readonly providerName: string;
}

/** The saml: keys that a role's trust policy may name, in lower case (aws-facts C4). */
export function samlConditionKeys(
  _assertion: VerifiedAssertion,
  _provider: ProviderName,
): Record<string, string[]> {
  throw new Error('being written');
}

/** Those of the keys that later requests of the session still have. */
export function laterConditionKeys(
  _assertion: VerifiedAssertion,
  _provider: ProviderName,
): Map<string, string[]> {
  throw new Error('being written');
}

/** NameQualifier: base64 of SHA-1 of issuer, account, `/` and the provider's name (aws-facts B3). */
export function nameQualifier(_issuer: string, _account: string, _providerName: string): string {
  throw new Error('being written');
}

/** SubjectType: the NameID format without the prefix of SAML 2.0 formats (aws-facts B3). */
export function subjectType(_nameIdFormat: string): string {
  throw new Error('being written');
}

/**
 * How long a session may last, in seconds: what was asked for (3,600 by default), shortened by
 * SessionDuration and SessionNotOnOrAfter (aws-facts B3). Zero or less: the session has ended.
 */
export function effectiveDuration(
  _assertion: VerifiedAssertion,
  _requestedSeconds: number | undefined,
  _now: number,
): number {
  throw new Error('being written');
}

/**
 * The role and provider pairs that a response claims, unverified: only to find the providers whose
 * metadata decides. Empty for anything that cannot be read.
 */
export function claimedRoles(_response: string): RolePair[] {
  throw new Error('being written');
}
