import { audienceRestrictionsOf, conditionsOf, nameIdOf, recipientOf } from './assertion-parts.ts';
import { parseSessionDuration } from './aws-attributes.ts';
import { ASSERTION } from './names.ts';
import { issuersOf } from './response-parts.ts';
import type { ResponseSubject } from './subject.ts';
import type { VerifiedAssertion } from './types.ts';
import { attribute, childElement } from './xml/index.ts';

function needed<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('an assertion that fulfils every check has this');
  return value;
}

/** What an assertion says for which every check holds. */
export function readVerifiedAssertion({
  verified,
  attributes,
  aws,
  times,
}: Pick<ResponseSubject, 'verified' | 'attributes' | 'aws' | 'times'>): VerifiedAssertion {
  const nameId = needed(nameIdOf(verified));
  const [duration] = aws.sessionDurations;
  const sessionDuration = duration === undefined ? undefined : parseSessionDuration(duration);
  const { sessionEnd: sessionNotOnOrAfter } = times;
  const [sourceIdentity] = aws.sourceIdentities;
  const conditions = conditionsOf(verified);
  return {
    id: needed(attribute(verified, 'ID')),
    issuer: needed(issuersOf(verified)[0]),
    issueInstant: times.issued,
    nameId: nameId.value,
    nameIdFormat: nameId.format,
    recipient: needed(recipientOf(verified)),
    audiences: audienceRestrictionsOf(verified).flat(),
    oneTimeUse:
      conditions !== undefined && childElement(conditions, ASSERTION, 'OneTimeUse') !== undefined,
    roles: aws.pairs,
    roleSessionName: needed(aws.sessionNames[0]),
    ...(sessionDuration === undefined ? {} : { sessionDuration }),
    ...(sessionNotOnOrAfter === undefined ? {} : { sessionNotOnOrAfter }),
    tags: new Map(aws.tags.map(({ key, values }) => [key, needed(values[0])])),
    transitiveTagKeys: aws.transitiveTagKeys,
    ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
    attributes,
  };
}
