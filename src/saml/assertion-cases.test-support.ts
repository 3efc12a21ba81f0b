/** Verified assertions of the wrong kind, for another time, about nobody or for somebody else. */
import type { AssertionContent } from '../../test/support/saml/content.ts';
import { metadataOf as metadataDocument } from '../../test/support/saml/metadata.ts';
import { BEARER } from '../../test/support/saml/names.ts';
import {
  DESTINATION,
  INVALID_RESPONSE,
  idp,
  inputOf,
  MINUTE,
  metadataOf,
  NO_ISSUER,
  NOW,
  type ResponseCase,
  receiver,
  respond,
  SECOND,
  TOO_LATE,
  usual,
} from './response.test-support.ts';
import type { ResponseInput } from './types.ts';

const plain = (): ResponseInput => inputOf(respond());

type Conditions = NonNullable<AssertionContent['conditions']>;

function conditioned(change: Partial<Conditions>): ResponseInput {
  return inputOf(
    respond(({ conditions }) => ({ conditions: conditions && { ...conditions, ...change } })),
  );
}

function limited(validUntil: string): ResponseInput {
  const document = metadataDocument({ entityId: idp.entityId, keys: [idp.pair], validUntil });
  return { ...plain(), metadata: metadataOf(document) };
}

function encrypted(assertion: Partial<AssertionContent>): ResponseInput {
  const encrypt = { publicKey: receiver.publicKey };
  const decryption = { mode: 'Required', keys: [receiver.privateKey] } as const;
  const xml = respond(() => assertion, { signAssertion: idp.signing(), encrypt });
  return inputOf(xml, { decryption });
}

function issuedAt(issueInstant: number | string | undefined): ResponseInput {
  return inputOf(respond(() => ({ issueInstant })));
}

export const timeCases: ResponseCase[] = [
  {
    title: 'metadata whose validUntil has passed',
    code: 'SAML-023',
    wire: NO_ISSUER,
    refused: () => limited('2026-01-31T09:29:00Z'),
    accepted: () => limited('2026-01-31T09:29:00.001Z'),
  },
  {
    title: 'a plain assertion where encryption is required',
    code: 'SAML-024',
    wire: INVALID_RESPONSE,
    refused: () => ({
      ...plain(),
      decryption: { mode: 'Required', keys: [receiver.privateKey] },
    }),
    accepted: () => ({
      ...plain(),
      decryption: { mode: 'Allowed', keys: [receiver.privateKey] },
    }),
  },
  {
    title: 'an assertion of SAML 1.1',
    code: 'SAML-025',
    wire: INVALID_RESPONSE,
    refused: () => inputOf(respond(() => ({ version: '1.1' }))),
    accepted: () => inputOf(respond(() => ({ version: '2.0' }))),
  },
  {
    title: 'an encrypted assertion of another issuer than the response',
    code: 'SAML-026',
    wire: NO_ISSUER,
    refused: () => encrypted({ issuer: 'https://other.example.test' }),
    accepted: () => encrypted({ issuer: idp.entityId }),
  },
  {
    title: 'a NotOnOrAfter that is no time',
    code: 'SAML-027',
    wire: INVALID_RESPONSE,
    refused: () => conditioned({ notOnOrAfter: '2026-02-30T00:00:00Z' }),
    accepted: () => conditioned({ notOnOrAfter: '2026-02-28T00:00:00.5+01:00' }),
  },
  {
    title: 'no IssueInstant',
    code: 'SAML-027',
    wire: INVALID_RESPONSE,
    refused: () => issuedAt(undefined),
    accepted: () => issuedAt('2026-01-31T09:30:00'),
  },
  {
    title: 'issued more than five minutes ago',
    code: 'SAML-028',
    wire: TOO_LATE,
    refused: () => issuedAt(NOW - 5 * MINUTE - SECOND),
    accepted: () => issuedAt(NOW - 5 * MINUTE),
  },
  {
    title: 'issued in the future by more than the skew',
    code: 'SAML-029',
    wire: INVALID_RESPONSE,
    refused: () => issuedAt(NOW + MINUTE + SECOND),
    accepted: () => issuedAt(NOW + MINUTE),
  },
  {
    title: 'NotBefore in the future by more than the skew',
    code: 'SAML-030',
    wire: INVALID_RESPONSE,
    refused: () => conditioned({ notBefore: NOW + MINUTE + SECOND }),
    accepted: () => conditioned({ notBefore: NOW + MINUTE }),
  },
  {
    title: 'NotOnOrAfter reached by more than the skew',
    code: 'SAML-031',
    wire: TOO_LATE,
    refused: () => conditioned({ notOnOrAfter: NOW - MINUTE }),
    accepted: () => conditioned({ notOnOrAfter: NOW - MINUTE + SECOND }),
  },
  {
    title: 'a condition that nobody here understands',
    code: 'SAML-032',
    wire: INVALID_RESPONSE,
    refused: () => conditioned({ further: [{ raw: '<saml:Condition/>' }] }),
    accepted: () =>
      conditioned({ further: [{ raw: '<saml:OneTimeUse/><saml:ProxyRestriction Count="0"/>' }] }),
  },
  {
    title: 'a session at the identity provider that has ended',
    code: 'SAML-043',
    wire: TOO_LATE,
    refused: () => inputOf(respond(signedInUntil(NOW + MINUTE, NOW))),
    accepted: () => inputOf(respond(signedInUntil(NOW + MINUTE, NOW + SECOND))),
  },
];

function signedInUntil(
  ...ends: number[]
): (assertion: AssertionContent) => Partial<AssertionContent> {
  return ({ authnStatements: [statement] }) => ({
    authnStatements: statement
      ? ends.map((sessionNotOnOrAfter) => ({ ...statement, sessionNotOnOrAfter }))
      : [],
  });
}

type Subject = NonNullable<AssertionContent['subject']>;
type Confirmation = Subject['confirmations'][number];

function aboutWhom(change: Partial<Subject>): ResponseInput {
  return inputOf(respond(({ subject }) => ({ subject: subject && { ...subject, ...change } })));
}

function confirmed(change: Partial<Confirmation>, settings?: Partial<ResponseInput>) {
  const xml = respond(({ subject }) => {
    const confirmations = subject?.confirmations.map((each) => ({ ...each, ...change })) ?? [];
    return { subject: subject && { ...subject, confirmations } };
  });
  return inputOf(xml, settings);
}

function intended(...audienceRestrictions: string[][]): ResponseInput {
  return conditioned({ audienceRestrictions });
}

const AUDIENCE = 'InvalidIdentityToken: Response does not contain the required audience';
const CONFIRMATION: Confirmation = {
  method: BEARER,
  recipient: DESTINATION.recipient,
  notOnOrAfter: NOW + MINUTE,
};

export const subjectCases: ResponseCase[] = [
  {
    title: 'R072: no Subject with a NameID',
    code: 'SAML-033',
    wire: 'AccessDenied: Not authorized to perform sts:AssumeRoleWithSAML',
    refused: () => aboutWhom({ nameId: undefined }),
    accepted: () => aboutWhom({ nameId: { value: 'a' } }),
  },
  {
    title: 'an e-mail address with the prefix of SAML 2.0',
    code: 'SAML-034',
    wire: INVALID_RESPONSE,
    refused: () =>
      aboutWhom({
        nameId: {
          value: 'alice@example.test',
          format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:emailAddress',
        },
      }),
    accepted: () =>
      aboutWhom({
        nameId: {
          value: 'alice@example.test',
          format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
        },
      }),
  },
  {
    title: 'a confirmation by holder of key',
    code: 'SAML-035',
    wire: INVALID_RESPONSE,
    refused: () => confirmed({ method: 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key' }),
    accepted: () => confirmed({ method: BEARER }),
  },
  {
    title: 'two confirmations',
    code: 'SAML-035',
    wire: INVALID_RESPONSE,
    refused: () => aboutWhom({ confirmations: [CONFIRMATION, CONFIRMATION] }),
    accepted: () => aboutWhom({ confirmations: [CONFIRMATION] }),
  },
  {
    title: 'a confirmation without Recipient',
    code: 'SAML-036',
    wire: 'InvalidIdentityToken: Responses must contain SubjectConfirmatonData with a Recipient and NotOnOrAfter',
    refused: () => confirmed({ recipient: undefined }),
    accepted: () => confirmed({ inResponseTo: '_request', address: '192.0.2.1' }),
  },
  {
    title: 'a delivery that came too late',
    code: 'SAML-037',
    wire: TOO_LATE,
    refused: () => confirmed({ notOnOrAfter: NOW - MINUTE }),
    accepted: () => confirmed({ notOnOrAfter: NOW - MINUTE + SECOND }),
  },
  {
    title: 'a delivery that came too early',
    code: 'SAML-037',
    wire: TOO_LATE,
    refused: () => confirmed({ notBefore: NOW + MINUTE + SECOND }),
    accepted: () => confirmed({ notBefore: NOW + MINUTE }),
  },
  {
    title: 'another recipient, by one letter',
    code: 'SAML-038',
    wire: AUDIENCE,
    refused: () => confirmed({ recipient: 'https://gate.example.test/saml/' }),
    accepted: () => confirmed({ recipient: 'https://gate.example.test/saml' }),
  },
  {
    title: 'a response for AWS, whose names are off',
    code: 'SAML-039',
    wire: AUDIENCE,
    refused: () => confirmed({ recipient: 'https://eu-west-1.signin.aws.amazon.com/saml' }),
    accepted: () =>
      confirmed({ recipient: 'https://eu-west-1.signin.aws.amazon.com/saml' }, { awsNames: true }),
  },
  {
    title: 'a Destination elsewhere',
    code: 'SAML-040',
    wire: AUDIENCE,
    refused: () => inputOf(idp.respond({ ...usual(), destination: 'https://other.example.test' })),
    accepted: () => inputOf(idp.respond({ ...usual(), destination: undefined })),
  },
  {
    title: 'R086: another audience',
    code: 'SAML-041',
    wire: AUDIENCE,
    refused: () => intended([`${DESTINATION.audience}/`]),
    accepted: () => intended(['https://other.example.test', DESTINATION.audience]),
  },
  {
    title: 'R086: a second restriction that leaves this server out',
    code: 'SAML-041',
    wire: AUDIENCE,
    refused: () => intended([DESTINATION.audience], ['https://other.example.test']),
    accepted: () => intended([DESTINATION.audience], [DESTINATION.audience]),
  },
  {
    title: 'R086: no audience',
    code: 'SAML-041',
    wire: AUDIENCE,
    refused: () => intended(),
    accepted: () => intended([DESTINATION.audience]),
  },
  {
    title: 'an audience that is AWS, whose names are off',
    code: 'SAML-042',
    wire: AUDIENCE,
    refused: () => intended(['urn:amazon:webservices']),
    accepted: () => ({ ...intended(['urn:amazon:webservices']), awsNames: true }),
  },
];
