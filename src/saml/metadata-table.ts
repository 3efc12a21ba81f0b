import type { Check } from '../failures/check.ts';
import * as metadata from './metadata-checks.ts';
import * as key from './metadata-key-checks.ts';
import type { MetadataSubject } from './metadata-subject.ts';

/**
 * What a metadata document has to fulfil before a SAML provider is made from it, in order
 * (aws-facts C5; R077–R082). Not checked, on purpose: the document's own signature, which AWS
 * ignores (who uploads it vouches for it); the expiry of certificates (R083); whether validUntil
 * has passed, which refuses responses later and not the document.
 */
export const metadataChecks: readonly Check<MetadataSubject>[] = [
  metadata.documentIsWithinSize,
  metadata.documentIsUtf8,
  metadata.documentHasNoByteOrderMark,
  metadata.documentIsWellFormed,
  metadata.rootIsMetadata,
  metadata.providersAreFew,
  metadata.entitiesHaveIds,
  metadata.entityIdsAreDistinct,
  metadata.providersSpeakSaml2,
  metadata.expiryIsReadable,
  key.signingKeysArePresent,
  key.signingKeysAreFew,
  key.certificatesAreReadable,
  key.keysAreOfAcceptedKind,
  key.rsaKeysAreLongEnough,
  key.extensionsAreDistinct,
];
