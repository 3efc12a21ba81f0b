import { parseInstant } from './instant.ts';
import { ASSERTION, UNSPECIFIED_NAME_ID } from './names.ts';
import { trimmed, trimmedText } from './text.ts';
import { attribute, childElement, childElements, type XmlElement } from './xml/index.ts';

/** The NameID of an assertion's subject. */
export interface NameId {
  readonly value: string;
  readonly format: string;
}

/** The NameID; undefined when there is none, more than one, or an empty one. */
export function nameIdOf(assertion: XmlElement): NameId | undefined {
  const subject = childElement(assertion, ASSERTION, 'Subject');
  const [nameId, second] = subject ? childElements(subject, ASSERTION, 'NameID') : [];
  if (!nameId || second) return undefined;
  const value = trimmedText(nameId);
  if (value === '') return undefined;
  return { value, format: attribute(nameId, 'Format') ?? UNSPECIFIED_NAME_ID };
}

/** The SubjectConfirmation elements of an assertion. */
export function confirmationsOf(assertion: XmlElement): XmlElement[] {
  const subject = childElement(assertion, ASSERTION, 'Subject');
  return subject ? childElements(subject, ASSERTION, 'SubjectConfirmation') : [];
}

/** The SubjectConfirmationData of the only confirmation; undefined when there is none. */
export function confirmationDataOf(assertion: XmlElement): XmlElement | undefined {
  const [confirmation] = confirmationsOf(assertion);
  return confirmation && childElement(confirmation, ASSERTION, 'SubjectConfirmationData');
}

/** The Recipient of the only confirmation; undefined when it has none or an empty one. */
export function recipientOf(assertion: XmlElement): string | undefined {
  const data = confirmationDataOf(assertion);
  return (data && attribute(data, 'Recipient')) || undefined;
}

/** The Conditions of an assertion. */
export function conditionsOf(assertion: XmlElement): XmlElement | undefined {
  return childElement(assertion, ASSERTION, 'Conditions');
}

/** For each AudienceRestriction the audiences that it names. */
export function audienceRestrictionsOf(assertion: XmlElement): string[][] {
  const conditions = conditionsOf(assertion);
  if (!conditions) return [];
  return childElements(conditions, ASSERTION, 'AudienceRestriction').map((restriction) =>
    childElements(restriction, ASSERTION, 'Audience').map(trimmedText),
  );
}

/** The AuthnStatement elements of an assertion. */
export function authnStatementsOf(assertion: XmlElement): XmlElement[] {
  return childElements(assertion, ASSERTION, 'AuthnStatement');
}

/** A time attribute of an assertion as it stands there. */
export interface TimeAttribute {
  readonly name: string;
  /** Undefined when the attribute is missing. */
  readonly text: string | undefined;
}

/** Every time that a check reads. IssueInstant is needed; others are listed where they stand. */
export function timesOf(assertion: XmlElement): TimeAttribute[] {
  const issued = { name: 'IssueInstant', text: attribute(assertion, 'IssueInstant') };
  const others: [XmlElement | undefined, string][] = [
    [conditionsOf(assertion), 'NotBefore'],
    [conditionsOf(assertion), 'NotOnOrAfter'],
    [confirmationDataOf(assertion), 'NotBefore'],
    [confirmationDataOf(assertion), 'NotOnOrAfter'],
  ];
  for (const statement of authnStatementsOf(assertion)) {
    others.push([statement, 'SessionNotOnOrAfter']);
  }
  const found: TimeAttribute[] = [issued];
  for (const [element, name] of others) {
    const text = element && attribute(element, name);
    if (text === undefined) continue;
    found.push({ name: `${name} of the ${element?.localName}`, text });
  }
  return found;
}

/** The times of an assertion, in milliseconds since 1970; undefined where one is not written. */
export interface AssertionTimes {
  readonly issued: number;
  /** From when and until when the Conditions hold. */
  readonly validFrom: number | undefined;
  readonly validUntil: number | undefined;
  /** From when and until when it may be delivered (SubjectConfirmationData). */
  readonly deliveryFrom: number | undefined;
  readonly deliveryUntil: number | undefined;
  /** The earliest SessionNotOnOrAfter of the AuthnStatements. */
  readonly sessionEnd: number | undefined;
}

/** Reads every time of an assertion; throws for one that cannot be read: it must not seem missing. */
export function readTimes(assertion: XmlElement): AssertionTimes {
  const issued = timeOf(assertion, 'IssueInstant');
  if (issued === undefined) throw new Error('no IssueInstant');
  const conditions = conditionsOf(assertion);
  const data = confirmationDataOf(assertion);
  const ends = authnStatementsOf(assertion).flatMap(
    (statement) => timeOf(statement, 'SessionNotOnOrAfter') ?? [],
  );
  return {
    issued,
    validFrom: timeOf(conditions, 'NotBefore'),
    validUntil: timeOf(conditions, 'NotOnOrAfter'),
    deliveryFrom: timeOf(data, 'NotBefore'),
    deliveryUntil: timeOf(data, 'NotOnOrAfter'),
    sessionEnd: ends.length === 0 ? undefined : Math.min(...ends),
  };
}

function timeOf(element: XmlElement | undefined, name: string): number | undefined {
  const text = element && attribute(element, name);
  if (text === undefined) return undefined;
  const time = parseInstant(trimmed(text));
  if (time === undefined) throw new Error(`${name} is no time`);
  return time;
}

/**
 * The values of every Attribute by its Name, those of several elements of one Name together. Values
 * lose the white space around them; encrypted attributes are not read.
 */
export function readAttributes(assertion: XmlElement): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const statement of childElements(assertion, ASSERTION, 'AttributeStatement')) {
    for (const element of childElements(statement, ASSERTION, 'Attribute')) {
      const name = attribute(element, 'Name');
      if (name === undefined) continue;
      const values = childElements(element, ASSERTION, 'AttributeValue').map(trimmedText);
      const known = found.get(name);
      if (known) known.push(...values);
      else found.set(name, values);
    }
  }
  return found;
}
