import {
  audienceRestrictionsOf,
  conditionsOf,
  confirmationDataOf,
  nameIdOf,
  readAttributes,
  recipientOf,
} from './assertion-parts.ts';
import { type Attributes, readAwsAttributes } from './aws-attributes.ts';
import { parseInstant } from './instant.ts';
import { ASSERTION } from './names.ts';
import { isEncrypted, issuersOf } from './response-parts.ts';
import type { ResponseSubject } from './subject.ts';
import { trimmed } from './text.ts';
import type { RolePair } from './types.ts';
import { attribute, childElement, type XmlElement } from './xml/index.ts';

/** What a response says, as it says it; times are as they are written. */
export interface ResponseDescription {
  /**
   * True when everything about the assertion was read from the node that a key of the metadata
   * signed. Otherwise anybody could have written it: it is good for explaining and nothing else.
   */
  readonly verified: boolean;
  /** Whether the assertion came encrypted; undefined when there is not exactly one. */
  readonly encrypted: boolean | undefined;
  /** IssueInstant of the response, which no signature of an assertion covers. */
  readonly responseIssueInstant: string | undefined;
  /** The IssueInstant of the assertion, or else of the response, in milliseconds since 1970. */
  readonly issuedAt: number | undefined;
  readonly destination: string | undefined;
  /** Undefined when the assertion cannot be read at all. */
  readonly assertion: AssertionDescription | undefined;
}

/** What an assertion says; what it does not say is undefined or empty. */
export interface AssertionDescription {
  readonly id: string | undefined;
  readonly issuer: string | undefined;
  readonly issueInstant: string | undefined;
  readonly nameId: { readonly value: string; readonly format: string } | undefined;
  readonly recipient: string | undefined;
  readonly audiences: readonly string[];
  readonly times: Readonly<Record<AssertionTime, string | undefined>>;
  readonly roles: readonly RolePair[];
  readonly roleSessionName: string | undefined;
  readonly sessionDuration: string | undefined;
  readonly sourceIdentity: string | undefined;
  readonly tags: readonly { readonly key: string; readonly values: readonly string[] }[];
  readonly transitiveTagKeys: readonly string[];
  /** Every attribute, the ones above included. */
  readonly attributes: Attributes;
}

/** Between what an assertion, its delivery and the session at the identity provider are valid. */
export type AssertionTime =
  | 'notBefore'
  | 'notOnOrAfter'
  | 'deliverableUntil'
  | 'sessionNotOnOrAfter';

/** Describes a response for diagnosis, however much of it can be believed or read. */
export function describeResponse(subject: ResponseSubject): ResponseDescription {
  const verified = known(() => subject.verified);
  const response = known(() => subject.response);
  const only = known(() => (subject.assertions.length === 1 ? subject.assertions[0] : undefined));
  const candidate = verified ?? known(() => subject.candidate);
  const assertion = candidate && known(() => describeAssertion(candidate));
  const responseIssueInstant = response && attribute(response, 'IssueInstant');
  const issued = assertion?.issueInstant ?? responseIssueInstant;
  return {
    verified: verified !== undefined,
    encrypted: only && isEncrypted(only),
    responseIssueInstant,
    issuedAt: issued === undefined ? undefined : parseInstant(trimmed(issued)),
    destination: response && attribute(response, 'Destination'),
    assertion,
  };
}

/** What is asked for, unless something that it needs is missing. */
function known<Value>(ask: () => Value): Value | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}

function describeAssertion(assertion: XmlElement): AssertionDescription {
  const attributes = readAttributes(assertion);
  const aws = readAwsAttributes(attributes);
  return {
    id: attribute(assertion, 'ID'),
    issuer: issuersOf(assertion)[0],
    issueInstant: attribute(assertion, 'IssueInstant'),
    nameId: nameIdOf(assertion),
    recipient: recipientOf(assertion),
    audiences: audienceRestrictionsOf(assertion).flat(),
    times: timesOf(assertion),
    roles: aws.pairs,
    roleSessionName: aws.sessionNames[0],
    sessionDuration: aws.sessionDurations[0],
    sourceIdentity: aws.sourceIdentities[0],
    tags: aws.tags,
    transitiveTagKeys: aws.transitiveTagKeys,
    attributes,
  };
}

function timesOf(assertion: XmlElement): AssertionDescription['times'] {
  const conditions = conditionsOf(assertion);
  const delivery = confirmationDataOf(assertion);
  const statement = childElement(assertion, ASSERTION, 'AuthnStatement');
  return {
    notBefore: conditions && attribute(conditions, 'NotBefore'),
    notOnOrAfter: conditions && attribute(conditions, 'NotOnOrAfter'),
    deliverableUntil: delivery && attribute(delivery, 'NotOnOrAfter'),
    sessionNotOnOrAfter: statement && attribute(statement, 'SessionNotOnOrAfter'),
  };
}
