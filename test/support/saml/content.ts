/** What a response says, apart from its form and its signatures. */
import { AWS_ATTRIBUTE, BEARER, NAME_ID, SUCCESS } from './names.ts';
import type { Raw } from './xml-tree.ts';

/** Milliseconds since 1970, or the text itself where a test wants another. */
export type Instant = number | string;

/** Text of an element: escaped, or as it stands. */
export type Text = string | Raw;

/** The NameID of a subject. */
export interface NameId {
  readonly value: Text;
  readonly format?: string | undefined;
  readonly nameQualifier?: string | undefined;
  readonly spNameQualifier?: string | undefined;
}

/** A SubjectConfirmation; `undefined` leaves an attribute out. */
export interface Confirmation {
  readonly method: string;
  readonly recipient: string | undefined;
  readonly notOnOrAfter: Instant | undefined;
  readonly notBefore?: Instant | undefined;
  readonly inResponseTo?: string | undefined;
  readonly address?: string | undefined;
  /** False leaves SubjectConfirmationData out. */
  readonly hasData?: boolean;
}

/** An Attribute with its values. */
export interface SamlAttribute {
  readonly name: string;
  readonly values: readonly Text[];
  readonly nameFormat?: string | undefined;
  readonly friendlyName?: string | undefined;
}

/** Conditions of an assertion. */
export interface Conditions {
  readonly notBefore: Instant | undefined;
  readonly notOnOrAfter: Instant | undefined;
  /** One AudienceRestriction each; an assertion must satisfy all of them. */
  readonly audienceRestrictions: readonly (readonly string[])[];
  /** Further conditions as they stand. */
  readonly further?: readonly Raw[];
}

/** AuthnStatement of an assertion. */
export interface AuthnStatement {
  readonly instant: Instant;
  readonly sessionNotOnOrAfter: Instant | undefined;
  readonly sessionIndex: string | undefined;
  readonly contextClass: string;
}

/** An assertion; what is `undefined` is left out. */
export interface AssertionContent {
  readonly id: string | undefined;
  readonly version: string | undefined;
  readonly issueInstant: Instant | undefined;
  readonly issuer: Text | undefined;
  /** `undefined`: no Subject at all. */
  readonly subject:
    | { readonly nameId: NameId | undefined; readonly confirmations: readonly Confirmation[] }
    | undefined;
  readonly conditions: Conditions | undefined;
  readonly authnStatements: readonly AuthnStatement[];
  readonly attributes: readonly SamlAttribute[];
}

/** A response; what is `undefined` is left out. */
export interface ResponseContent {
  readonly id: string | undefined;
  readonly version: string | undefined;
  readonly issueInstant: Instant | undefined;
  readonly destination: string | undefined;
  readonly inResponseTo: string | undefined;
  readonly consent?: string | undefined;
  readonly issuer: Text | undefined;
  /** The codes from the outer to the inner one; none: no Status. */
  readonly status: readonly string[];
  readonly statusMessage?: string | undefined;
  readonly assertions: readonly AssertionContent[];
}

/** For whom a response is made. */
export interface Target {
  /** The identity provider's entity id. */
  readonly issuer: string;
  readonly recipient: string;
  readonly audience: string;
  readonly roleArn: string;
  readonly providerArn: string;
}

/** Milliseconds for which an assertion is valid unless a test says otherwise. */
export const LIFETIME = 5 * 60_000;

let counter = 0;

/** A fresh id that XML accepts. */
export function freshId(): string {
  counter += 1;
  return `_${process.pid.toString(16)}${performance.now().toString(16).replace('.', '')}${counter.toString(16)}`;
}

/** A response that AWS would accept, issued at `now`, for one role. */
export function usualContent(target: Target, now: number): ResponseContent {
  return {
    id: freshId(),
    version: '2.0',
    issueInstant: now,
    destination: target.recipient,
    inResponseTo: undefined,
    issuer: target.issuer,
    status: [SUCCESS],
    assertions: [usualAssertion(target, now)],
  };
}

/** The assertion of such a response. */
export function usualAssertion(target: Target, now: number): AssertionContent {
  return {
    id: freshId(),
    version: '2.0',
    issueInstant: now,
    issuer: target.issuer,
    subject: {
      nameId: { value: 'alice@example.test', format: NAME_ID.persistent },
      confirmations: [
        { method: BEARER, recipient: target.recipient, notOnOrAfter: now + LIFETIME },
      ],
    },
    conditions: {
      notBefore: now - 30_000,
      notOnOrAfter: now + LIFETIME,
      audienceRestrictions: [[target.audience]],
    },
    authnStatements: [
      {
        instant: now,
        sessionNotOnOrAfter: undefined,
        sessionIndex: freshId(),
        contextClass: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
      },
    ],
    attributes: [
      { name: AWS_ATTRIBUTE.role, values: [`${target.roleArn},${target.providerArn}`] },
      { name: AWS_ATTRIBUTE.roleSessionName, values: ['alice@example.test'] },
    ],
  };
}

/** The content with its first assertion changed. */
export function withAssertion(
  content: ResponseContent,
  change: (assertion: AssertionContent) => Partial<AssertionContent>,
): ResponseContent {
  const [first, ...rest] = content.assertions;
  if (!first) return content;
  return { ...content, assertions: [{ ...first, ...change(first) }, ...rest] };
}

/** The attributes with one replaced, or added when it was not there. */
export function withAttribute(
  content: ResponseContent,
  name: string,
  ...values: readonly Text[]
): ResponseContent {
  return withAssertion(content, ({ attributes }) => ({
    attributes: [...attributes.filter((attribute) => attribute.name !== name), { name, values }],
  }));
}

/** The content without an attribute. */
export function withoutAttribute(content: ResponseContent, name: string): ResponseContent {
  return withAssertion(content, ({ attributes }) => ({
    attributes: attributes.filter((attribute) => attribute.name !== name),
  }));
}
