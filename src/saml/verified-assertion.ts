import {
  audienceRestrictionsOf,
  conditionsOf,
  issueInstantOf,
  nameIdOf,
  recipientOf,
  sessionEndOf,
} from './assertion-parts.ts';
import {
  type Attributes,
  claimedTags,
  parseSessionDuration,
  rolePairs,
  sessionDurations,
  sessionNames,
  sourceIdentities,
  transitiveTagKeys,
} from './aws-attributes.ts';
import { ASSERTION } from './names.ts';
import { issuersOf } from './response-parts.ts';
import type { VerifiedAssertion } from './types.ts';
import { attribute, childElement, type XmlElement } from './xml/index.ts';

function needed<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('an assertion that fulfils every check has this');
  return value;
}

/** What an assertion says for which every check holds. */
export function readVerifiedAssertion(
  assertion: XmlElement,
  attributes: Attributes,
): VerifiedAssertion {
  const nameId = needed(nameIdOf(assertion));
  const [duration] = sessionDurations(attributes);
  const sessionDuration = duration === undefined ? undefined : parseSessionDuration(duration);
  const sessionNotOnOrAfter = sessionEndOf(assertion);
  const [sourceIdentity] = sourceIdentities(attributes);
  const conditions = conditionsOf(assertion);
  return {
    id: needed(attribute(assertion, 'ID')),
    issuer: needed(issuersOf(assertion)[0]),
    issueInstant: issueInstantOf(assertion),
    nameId: nameId.value,
    nameIdFormat: nameId.format,
    recipient: needed(recipientOf(assertion)),
    audiences: audienceRestrictionsOf(assertion).flat(),
    oneTimeUse:
      conditions !== undefined && childElement(conditions, ASSERTION, 'OneTimeUse') !== undefined,
    roles: rolePairs(attributes),
    roleSessionName: needed(sessionNames(attributes)[0]),
    ...(sessionDuration === undefined ? {} : { sessionDuration }),
    ...(sessionNotOnOrAfter === undefined ? {} : { sessionNotOnOrAfter }),
    tags: new Map(claimedTags(attributes).map(({ key, values }) => [key, needed(values[0])])),
    transitiveTagKeys: transitiveTagKeys(attributes),
    ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
    attributes,
  };
}
