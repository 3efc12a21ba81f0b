/** Responses for the tests of the check table: a usual one, and one thing about it changed. */
import assert from 'node:assert/strict';
import {
  type AssertionContent,
  type ResponseContent,
  withAssertion,
} from '../../test/support/saml/content.ts';
import { type Destination, openIdp } from '../../test/support/saml/identity-provider.ts';
import { signingPair } from '../../test/support/saml/keys.ts';
import type { ResponseForm } from '../../test/support/saml/response.ts';
import { toFormField } from '../../test/support/saml/response.ts';
import type { FailureCode } from '../failures/catalogue.ts';
import { readMetadata } from './read-metadata.ts';
import type { ProviderMetadata, ResponseInput } from './types.ts';

export const NOW = Date.UTC(2026, 0, 31, 9, 30);
export const SECOND = 1_000;
export const MINUTE = 60_000;

export const DESTINATION: Destination = {
  recipient: 'https://gate.example.test/saml',
  audience: 'https://gate.example.test/static/saml-metadata.xml',
  roleArn: 'arn:aws:iam::111122223333:role/team/Developer',
  providerArn: 'arn:aws:iam::111122223333:saml-provider/Corp',
};

export const idp = openIdp(DESTINATION);
/** The key for which assertions are encrypted. */
export const receiver = signingPair('rsa-2048', 'receiver');

/** The metadata of a document that is sound. */
export function metadataOf(document: string): ProviderMetadata {
  const reading = readMetadata(document, { now: NOW });
  assert.ok(reading.ok, reading.ok ? '' : reading.failure.message);
  return reading.metadata;
}

export const metadata = metadataOf(idp.metadata);

/** The input for a response given as XML. */
export function inputOf(xml: string | Buffer, change: Partial<ResponseInput> = {}): ResponseInput {
  return {
    response: toFormField(xml),
    metadata,
    recipients: [DESTINATION.recipient],
    audiences: [DESTINATION.audience],
    awsNames: false,
    now: NOW,
    skewMilliseconds: MINUTE,
    allowSha1: false,
    requestId: '4a1c2ae0-1111-4222-8333-444455556666',
    ...change,
  };
}

/** The usual content, issued now. */
export function usual(): ResponseContent {
  return idp.content(NOW);
}

/** The XML of the usual response with its assertion changed. */
export function respond(
  change: (assertion: AssertionContent) => Partial<AssertionContent> = () => ({}),
  form?: ResponseForm,
): string {
  return idp.respond(withAssertion(usual(), change), form);
}

/** One row of a test: what is refused with which words, and the nearest response that is not. */
export interface ResponseCase {
  readonly title: string;
  readonly code: FailureCode;
  /** Code and text of the AWS error. */
  readonly wire: string;
  readonly refused: () => ResponseInput;
  readonly accepted: () => ResponseInput;
}

/** What AWS's validator adds to its texts for these requests. */
export const VALIDATOR =
  '(Service: AWSOpenIdDiscoveryService; Status Code: 400; Error Code: AuthSamlInvalidSamlResponseException; Request ID: 4a1c2ae0-1111-4222-8333-444455556666; Proxy: null)';

export const INVALID_RESPONSE =
  'InvalidIdentityToken: Your request included an invalid SAML response. To logout, click here.';
export const SIGNATURE_INVALID = 'InvalidIdentityToken: Response signature invalid';
export const TOO_LATE =
  'ExpiredTokenException: Token must be redeemed within 5 minutes of issuance';
export const WRONG_AUDIENCE =
  'InvalidIdentityToken: Response does not contain the required audience';
export const NO_ISSUER = `InvalidIdentityToken: Issuer not present in specified provider ${VALIDATOR}`;
