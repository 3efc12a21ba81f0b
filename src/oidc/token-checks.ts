import type { Check } from '../failures/check.ts';
import * as claim from './claim-checks.ts';
import * as fetched from './fetch-checks.ts';
import * as format from './format-checks.ts';
import * as header from './header-checks.ts';
import * as issuer from './issuer-checks.ts';
import * as key from './key-checks.ts';
import type { TokenSubject } from './subject.ts';
import * as tag from './tag-checks.ts';
import * as time from './time-checks.ts';

/**
 * What a web identity token has to fulfil, in the order in which STS reports faults (aws-facts D2):
 * it is a token, its issuer is registered, the issuer's keys can be had, the key made the
 * signature, times, subject and audience hold, and the claims for sessions can be kept.
 */
export const tokenChecks: readonly Check<TokenSubject>[] = [
  format.tokenIsNotTooLong,
  format.tokenIsNoAccessToken,
  format.tokenHasNoWhiteSpace,
  format.tokenIsNotEncrypted,
  format.tokenHasThreeParts,
  format.partsAreBase64url,
  format.headerIsReadable,
  format.claimsAreReadable,
  header.noExtensionsAreAsked,
  header.tokenIsNotNested,
  header.tokenIsNotCompressed,
  header.algorithmIsAccepted,
  issuer.issuerIsGiven,
  issuer.issuerIsUrl,
  issuer.issuerIsSpeltAsRegistered,
  issuer.issuerIsRegistered,
  fetched.discoveryHostIsReached,
  fetched.discoveryCertificateIsTrusted,
  fetched.discoveryIsAnswered,
  fetched.discoveryIsComplete,
  fetched.keysHostIsReached,
  fetched.keysCertificateIsTrusted,
  fetched.keysAreAnswered,
  fetched.keySetIsReadable,
  key.keyIsPublished,
  key.signatureIsGenuine,
  time.requiredClaimsAreGiven,
  time.claimsHaveTheirForms,
  time.tokenHasNotExpired,
  time.tokenWasIssuedBefore,
  time.tokenIsValidAlready,
  claim.subjectIsUsable,
  claim.audienceIsRegistered,
  tag.sessionTagsAreReadable,
  tag.sessionTagsAreWithinLimits,
  tag.sessionTagsAreGivenOnce,
  tag.transitiveKeysAreTags,
  tag.sourceIdentityIsUsable,
];
