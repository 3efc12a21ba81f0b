import type { Check } from '../failures/check.ts';
import * as assertion from './assertion-checks.ts';
import * as attribute from './attribute-checks.ts';
import { providerExists } from './envelope-checks.ts';
import { envelopeChecks } from './envelope-table.ts';
import type { ResponseSubject } from './subject.ts';
import * as subject from './subject-checks.ts';
import * as tag from './tag-checks.ts';
import { trustChecks } from './trust-table.ts';

/**
 * What a response has to fulfil before its assertion counts, in order: its form and status, what
 * makes it believable, then what the verified assertion says about its time, its subject, whom it
 * is for and which AWS attributes it has. The role and its trust policy come after it (domain/).
 *
 * Not checked, on purpose: InResponseTo, since responses come unasked here and tools send requests
 * of their own making; a signature of the metadata, which AWS ignores too; the expiry of
 * certificates (R083).
 */
export const responseChecks: readonly Check<ResponseSubject>[] = [
  ...envelopeChecks,
  providerExists,
  ...trustChecks,
  assertion.metadataIsCurrent,
  assertion.assertionIsEncrypted,
  assertion.assertionIsRegular,
  assertion.assertionIsOfIssuer,
  assertion.timesAreReadable,
  assertion.assertionIsFresh,
  assertion.assertionIsNotEarly,
  assertion.conditionsHaveBegun,
  assertion.conditionsHaveNotEnded,
  assertion.conditionsAreUnderstood,
  subject.subjectHasNameId,
  subject.nameIdFormatIsAccepted,
  subject.confirmationIsBearer,
  subject.confirmationIsComplete,
  subject.confirmationIsCurrent,
  subject.recipientIsOurs,
  subject.destinationIsOurs,
  subject.audienceIsOurs,
  subject.signInHasNotEnded,
  attribute.rolesArePresent,
  attribute.rolesArePairs,
  attribute.pairsAreOfOneAccount,
  attribute.pairIsOffered,
  attribute.sessionNameIsPresent,
  attribute.sessionNameIsValid,
  attribute.sessionDurationIsValid,
  tag.tagsAreFew,
  tag.tagsHaveOneValue,
  tag.tagsAreValid,
  tag.tagKeysAreDistinct,
  tag.transitiveKeysAreTags,
  attribute.sourceIdentityIsValid,
];
