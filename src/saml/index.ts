/**
 * saml/: what a SAML 2.0 response and a metadata document mean, and whether they may be believed.
 * Owns: the rules for metadata, the table of checks for responses, attributes and condition keys of
 * AWS, the metadata of this service provider; xml/ below it reads and verifies XML.
 * Does not own: where providers are stored, the role and its trust policy, replay (domain/), the
 * endpoints (api/, signin/). Pure: time, keys and names of this server are parameters.
 */
export { isAwsRecipient } from './aws-endpoints.ts';
export { claimedRoles } from './claimed-roles.ts';
export {
  laterConditionKeys,
  nameQualifier,
  type ProviderName,
  samlConditionKeys,
  subjectType,
} from './condition-keys.ts';
export {
  type AssertionDescription,
  type AssertionTime,
  describeResponse,
  type ResponseDescription,
} from './describe-response.ts';
export { envelopeChecks } from './envelope-table.ts';
export { examineResponse } from './examine-response.ts';
export { type IdentityProvider, identityProviderMetadata } from './identity-provider-metadata.ts';
export type { MetadataSubject } from './metadata-subject.ts';
export { metadataChecks } from './metadata-table.ts';
export {
  examineMetadata,
  type MetadataInput,
  type MetadataReading,
  readMetadata,
} from './read-metadata.ts';
export { responseChecks } from './response-checks.ts';
export {
  type ServiceProvider,
  serviceProviderMetadata,
} from './service-provider-metadata.ts';
export type { ResponseSubject } from './subject.ts';
export type {
  EncryptionMode,
  MetadataEntity,
  ProviderMetadata,
  ResponseInput,
  RolePair,
  SigningKey,
  VerifiedAssertion,
} from './types.ts';
export { type VerifiedFacts, verifiedFacts } from './verified-facts.ts';
