/** The texts of AWS, as the requirements and the facts state them. */
import type { FailureCode } from '../../src/failures/catalogue.ts';
import type { Refused } from './case.ts';

const VALIDATOR =
  '(Service: AWSOpenIdDiscoveryService; Status Code: 400; Error Code: AuthSamlInvalidSamlResponseException; Request ID: {requestId}; Proxy: null)';

const TEXTS = {
  invalid: [
    'InvalidIdentityToken',
    'Your request included an invalid SAML response. To logout, click here.',
  ],
  notAuthorized: ['AccessDenied', 'Not authorized to perform sts:AssumeRoleWithSAML'],
  nameRequired: ['InvalidIdentityToken', 'RoleSessionName is required in AuthnResponse'],
  nameMustMatch: [
    'InvalidIdentityToken',
    'RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}',
  ],
  sourceIdentity: [
    'InvalidIdentityToken',
    'Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"',
  ],
  signature: ['InvalidIdentityToken', 'Response signature invalid'],
  issuer: ['InvalidIdentityToken', `Issuer not present in specified provider ${VALIDATOR}`],
  base64: ['InvalidIdentityToken', `Invalid base64 SAMLResponse ${VALIDATOR}`],
  provider: [
    'InvalidIdentityToken',
    "Specified provider doesn't exist (Service: AWSOpenIdDiscoveryService; Status Code: 400; Error Code: AuthSamlManifestNotFoundException; Request ID: {requestId}; Proxy: null)",
  ],
  duration: [
    'ValidationError',
    'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
  ],
  audience: ['InvalidIdentityToken', 'Response does not contain the required audience'],
  late: ['ExpiredTokenException', 'Token must be redeemed within 5 minutes of issuance'],
  couldNotParse: ['InvalidInput', 'Could not parse metadata'],
  unableToParse: ['InvalidInput', 'Unable to parse metadata'],
} as const;

/** A refusal with one of AWS's texts. */
export function refusedWith(code: FailureCode, text: keyof typeof TEXTS): Refused {
  const [wireCode, wireText] = TEXTS[text];
  return { code, wire: { code: wireCode, text: wireText } };
}
