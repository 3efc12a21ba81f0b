/** Responses that are refused for their form or their status. */
import {
  DESTINATION,
  INVALID_RESPONSE,
  idp,
  inputOf,
  type ResponseCase,
  respond,
  usual,
  VALIDATOR,
} from './response.test-support.ts';
import type { ResponseInput } from './types.ts';

const plain = (): ResponseInput => inputOf(respond());
const base64 = (): string => plain().response;

function responseWith(from: string | RegExp, to: string): ResponseInput {
  return inputOf(respond().replace(from, to));
}

export const envelopeCases: ResponseCase[] = [
  {
    title: 'XML that was not encoded',
    code: 'SAML-001',
    wire: `InvalidIdentityToken: Invalid base64 SAMLResponse ${VALIDATOR}`,
    refused: () => ({ ...plain(), response: respond() }),
    accepted: () => ({ ...plain(), response: `\r\n${base64().replace(/.{76}/g, '$&\r\n  ')}\n` }),
  },
  {
    title: 'more than 100,000 characters',
    code: 'SAML-002',
    wire: INVALID_RESPONSE,
    refused: () => ({ ...plain(), response: base64().padEnd(100_001) }),
    accepted: () => ({ ...plain(), response: base64().padEnd(100_000) }),
  },
  {
    title: 'a document type declaration',
    code: 'SAML-003',
    wire: INVALID_RESPONSE,
    refused: () => inputOf(`<!DOCTYPE r [<!ENTITY e "x">]>${respond()}`),
    accepted: () => inputOf(`<?xml version="1.0" encoding="UTF-8"?><!-- no type -->${respond()}`),
  },
  {
    title: 'an element that is not closed',
    code: 'SAML-004',
    wire: INVALID_RESPONSE,
    refused: () => responseWith('</samlp:Response>', ''),
    accepted: plain,
  },
  {
    title: 'an assertion without a response around it',
    code: 'SAML-005',
    wire: INVALID_RESPONSE,
    refused: () => inputOf(respond().replace(/^.*?(?=<saml:Assertion)|<.samlp:Response>$/gs, '')),
    accepted: plain,
  },
  {
    title: 'a response of another version',
    code: 'SAML-006',
    wire: INVALID_RESPONSE,
    refused: () => inputOf(idp.respond({ ...usual(), version: '2.1' })),
    accepted: () => inputOf(idp.respond({ ...usual(), version: '2.0' })),
  },
  {
    title: 'an identity provider that reports a failure',
    code: 'SAML-007',
    wire: INVALID_RESPONSE,
    refused: () =>
      inputOf(
        idp.respond({
          ...usual(),
          status: [
            'urn:oasis:names:tc:SAML:2.0:status:Responder',
            'urn:oasis:names:tc:SAML:2.0:status:RequestDenied',
          ],
          statusMessage: 'not assigned to this application',
        }),
      ),
    accepted: plain,
  },
  {
    title: 'R084: a provider that does not exist',
    code: 'SAML-008',
    wire: "InvalidIdentityToken: Specified provider doesn't exist (Service: AWSOpenIdDiscoveryService; Status Code: 400; Error Code: AuthSamlManifestNotFoundException; Request ID: 4a1c2ae0-1111-4222-8333-444455556666; Proxy: null)",
    refused: () => ({ ...plain(), metadata: undefined, pair: DESTINATION }),
    accepted: () => ({ ...plain(), pair: DESTINATION }),
  },
];
