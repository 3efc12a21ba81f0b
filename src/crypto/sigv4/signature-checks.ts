import type { Check } from '../../failures/check.ts';
import * as credential from './credential-checks.ts';
import * as proof from './proof-checks.ts';
import * as scope from './scope-checks.ts';
import type { SignatureSubject } from './subject.ts';

/**
 * What a signed request has to fulfil, in the order in which STS reports faults (aws-facts B5):
 * scope, token present and bound to its key, token expiry, issuer and key alive, signature with
 * its time window.
 */
export const signatureChecks: readonly Check<SignatureSubject>[] = [
  scope.scopeNamesRegionAndService,
  scope.scopeHasTerminator,
  scope.scopeIsOfTheDay,
  credential.keyIsKnown,
  credential.tokenFitsKey,
  credential.tokenIsBoundToKey,
  credential.sessionHasNotExpired,
  credential.issuerIsAlive,
  credential.keyIsActive,
  proof.hostIsSigned,
  proof.targetIsSigned,
  proof.signatureIsNotEarly,
  proof.signatureIsNotTooOld,
  proof.payloadHashFits,
  proof.signatureMatches,
];
