import type { Check } from '../failures/check.ts';
import * as signature from './signature-checks.ts';
import type { ResponseSubject } from './subject.ts';
import * as trust from './trust-checks.ts';

/**
 * What has to hold before anything that a response says is believed: one assertion, readable, of an
 * issuer in the metadata, wholly signed by a key of that issuer. `verified` asks for all of it.
 */
export const trustChecks: readonly Check<ResponseSubject>[] = [
  trust.assertionIsAlone,
  // Before decryption: no answer but this one may differ by what an assertion decrypts to.
  trust.issuerIsInMetadata,
  trust.encryptionIsAccepted,
  trust.privateKeyIsPresent,
  trust.assertionDecrypts,
  trust.identifiersAreUnique,
  trust.valuesAreWhole,
  signature.signatureIsPresent,
  signature.signaturesStandInPlace,
  signature.signatureIsWellFormed,
  signature.signatureAlgorithmIsAccepted,
  signature.signatureCoversElement,
  signature.signatureVerifies,
];
