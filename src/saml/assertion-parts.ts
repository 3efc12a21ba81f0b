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
  const conditions = conditionsOf(assertion);
  const data = confirmationDataOf(assertion);
  return [
    { name: 'IssueInstant', text: attribute(assertion, 'IssueInstant') },
    ...timesIn(conditions, 'Conditions', ['NotBefore', 'NotOnOrAfter']),
    ...timesIn(data, 'SubjectConfirmationData', ['NotBefore', 'NotOnOrAfter']),
    ...authnStatementsOf(assertion).flatMap((statement) =>
      timesIn(statement, 'AuthnStatement', ['SessionNotOnOrAfter']),
    ),
  ];
}

function timesIn(
  element: XmlElement | undefined,
  parent: string,
  names: readonly string[],
): TimeAttribute[] {
  if (!element) return [];
  return names.flatMap((name) => {
    const text = attribute(element, name);
    return text === undefined ? [] : [{ name: `${name} of the ${parent}`, text }];
  });
}

/**
 * A time attribute of an element in milliseconds since 1970; undefined when it is missing. Throws
 * for one that cannot be read: no check may take it for a missing one.
 */
export function timeOf(element: XmlElement | undefined, name: string): number | undefined {
  const text = element && attribute(element, name);
  if (text === undefined) return undefined;
  const time = parseInstant(trimmed(text));
  if (time === undefined) throw new Error(`${name} is no time`);
  return time;
}

/** When the assertion was issued, in milliseconds since 1970; throws when it does not say so. */
export function issueInstantOf(assertion: XmlElement): number {
  const time = timeOf(assertion, 'IssueInstant');
  if (time === undefined) throw new Error('no IssueInstant');
  return time;
}

/** The earliest SessionNotOnOrAfter of the AuthnStatements; undefined when none has one. */
export function sessionEndOf(assertion: XmlElement): number | undefined {
  const ends = authnStatementsOf(assertion).flatMap(
    (statement) => timeOf(statement, 'SessionNotOnOrAfter') ?? [],
  );
  return ends.length === 0 ? undefined : Math.min(...ends);
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
