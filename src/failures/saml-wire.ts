/**
 * What the page of AWS says of a response that it can make nothing of (R063). AWS's texts for many
 * faults are not known; they are told with this one, and a page shows it as its own sentence.
 */
export const INVALID_RESPONSE =
  'Your request included an invalid SAML response. To logout, click here.';

/** What AWS's inner validator adds to its texts (aws-facts C6). */
export const VALIDATOR =
  '(Service: AWSOpenIdDiscoveryService; Status Code: 400; Error Code: AuthSamlInvalidSamlResponseException; Request ID: {requestId}; Proxy: null)';

/**
 * One text for everything between decryption and a verified signature (R075): what an answer tells
 * apart there would help to decrypt an assertion that was captured. AWS sends it bare.
 */
export const SIGNATURE_INVALID = 'Response signature invalid';

/** AWS says the same of every assertion that came too late. */
export const TOO_LATE = 'Token must be redeemed within 5 minutes of issuance';

/** An assertion that was made for somebody else; `saml:aud` is the Recipient (R086). */
export const WRONG_AUDIENCE = 'Response does not contain the required audience';
