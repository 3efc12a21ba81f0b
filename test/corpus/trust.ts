/** R075, R076, R083, R084, R086, R087: provider, issuer, key, times, recipient, audience, form. */
import { selfSigned } from '../support/saml/certificates.ts';
import {
  type AssertionContent,
  LIFETIME,
  type ResponseContent,
  withAssertion,
} from '../support/saml/content.ts';
import { openIdp } from '../support/saml/identity-provider.ts';
import { signingPair, withCertificate } from '../support/saml/keys.ts';
import { metadataOf, metadataOfSeveral } from '../support/saml/metadata.ts';
import { BEARER } from '../support/saml/names.ts';
import {
  type CorpusCase,
  type CorpusWorld,
  defaultSettings,
  destinationOf,
  idpOf,
  type Material,
  materialOf,
  providerArnOf,
  trustPolicyOf,
} from './case.ts';
import { refusedWith } from './wire.ts';

const SIGNED = 'a response signed by the key of the metadata';
const MINUTE = 60_000;

/** A response of an identity provider that changed its key, against some metadata. */
function afterRotation(world: CorpusWorld, metadata: (old: Key, next: Key) => string): Material {
  const old = signingPair('rsa-2048', 'idp');
  const next = openIdp(destinationOf(world), { name: 'rotated' });
  const response = Buffer.from(next.respond(next.content(world.now))).toString('base64');
  return materialOf(world, { response, provider: { metadata: metadata(old, next.pair) } });
}

type Key = ReturnType<typeof signingPair>;
const ENTITY = 'https://idp.example.test/saml';

function saying(world: CorpusWorld, change: (usual: ResponseContent) => ResponseContent): Material {
  return materialOf(world, { content: change });
}

function asserting(
  world: CorpusWorld,
  change: (assertion: AssertionContent) => Partial<AssertionContent>,
): Material {
  return saying(world, (usual) => withAssertion(usual, change));
}

const signature: readonly CorpusCase[] = [
  { name: SIGNED, requirement: 'R075', build: (world) => materialOf(world), expected: 'accepted' },
  {
    name: 'a response signed by a key that the metadata does not have yet',
    requirement: 'R075',
    build: (world) => afterRotation(world, (old) => metadataOf({ entityId: ENTITY, keys: [old] })),
    expected: refusedWith('SAML-021', 'signature'),
    nearest: 'a response signed by the second key of the metadata',
  },
  {
    name: 'a response signed by the second key of the metadata',
    requirement: 'R075',
    build: (world) =>
      afterRotation(world, (old, next) => metadataOf({ entityId: ENTITY, keys: [old, next] })),
    expected: 'accepted',
  },
  {
    name: 'a certificate that expired long ago',
    requirement: 'R083',
    build: (world) => {
      const pair = withCertificate(signingPair('rsa-2048', 'idp'), {
        notBefore: Date.UTC(2010, 0),
        notAfter: Date.UTC(2012, 0),
      });
      return materialOf(world, {
        provider: { metadata: metadataOf({ entityId: ENTITY, keys: [pair] }) },
      });
    },
    expected: 'accepted',
  },
  {
    name: 'a certificate that is valid only from next year on',
    requirement: 'R083',
    build: (world) => {
      const { privateKey, publicKey } = signingPair('rsa-2048', 'idp');
      const year = 365 * 24 * 60 * MINUTE;
      const certificate = selfSigned(privateKey, publicKey, {
        notBefore: world.now + year,
        notAfter: world.now + 2 * year,
      });
      const certificates = [certificate.toString('base64')];
      return materialOf(world, {
        provider: { metadata: metadataOf({ entityId: ENTITY, keys: [], certificates }) },
      });
    },
    expected: 'accepted',
  },
];

const issuer: readonly CorpusCase[] = [
  {
    name: 'an Issuer that is not in the metadata',
    requirement: 'R076',
    build: (world) => {
      const idp = openIdp(destinationOf(world), { entityId: `${ENTITY}/` });
      const response = Buffer.from(idp.respond(idp.content(world.now))).toString('base64');
      return materialOf(world, { response });
    },
    expected: refusedWith('SAML-015', 'issuer'),
    nearest: SIGNED,
  },
  {
    name: 'an Issuer that is the second entity of the metadata',
    requirement: 'R076',
    build: (world) => {
      const idp = idpOf(world);
      const other = { entityId: 'urn:other:idp', keys: [signingPair('rsa-2048', 'other')] };
      const entities = [other, { entityId: idp.entityId, keys: [idp.pair] }];
      return materialOf(world, { provider: { metadata: metadataOfSeveral(entities) } });
    },
    expected: 'accepted',
  },
  {
    name: 'a signature by the key of another entity of the same metadata',
    requirement: 'R075',
    build: (world) => {
      const other = signingPair('rsa-2048', 'other');
      const entities = [
        { entityId: ENTITY, keys: [other] },
        { entityId: 'urn:other:idp', keys: [idpOf(world).pair] },
      ];
      return materialOf(world, { provider: { metadata: metadataOfSeveral(entities) } });
    },
    expected: refusedWith('SAML-021', 'signature'),
    nearest: 'an Issuer that is the second entity of the metadata',
  },
  {
    name: 'a provider that does not exist',
    requirement: 'R084',
    build: (world) => materialOf(world, { provider: undefined }),
    expected: refusedWith('SAML-008', 'provider'),
    nearest: SIGNED,
  },
  {
    name: 'a provider in other letters',
    requirement: 'R084',
    build: (world) => materialOf(world, { principalArn: providerArnOf(world, 'Corp') }),
    expected: refusedWith('SAML-008', 'provider'),
    nearest: SIGNED,
  },
];

const audience: readonly CorpusCase[] = [
  {
    name: 'an audience of somebody else',
    requirement: 'R086',
    build: (world) => restricting(world, [['https://other.example.test/saml']]),
    expected: refusedWith('SAML-041', 'audience'),
    nearest: 'several audiences, one of which is this server',
  },
  {
    name: 'an audience in other letters',
    requirement: 'R086',
    build: (world) => restricting(world, [[world.audience.toUpperCase()]]),
    expected: refusedWith('SAML-041', 'audience'),
    nearest: 'several audiences, one of which is this server',
  },
  {
    name: 'no audience',
    requirement: 'R086',
    build: (world) => restricting(world, []),
    expected: refusedWith('SAML-041', 'audience'),
    nearest: 'several audiences, one of which is this server',
  },
  {
    name: 'two restrictions, one of which leaves this server out',
    requirement: 'R086',
    build: (world) => restricting(world, [[world.audience], ['https://other.example.test']]),
    expected: refusedWith('SAML-041', 'audience'),
    nearest: 'several audiences, one of which is this server',
  },
  {
    name: 'several audiences, one of which is this server',
    requirement: 'R086',
    build: (world) => restricting(world, [['https://other.example.test', world.audience]]),
    expected: 'accepted',
  },
  {
    name: "the audience of AWS, while AWS's names are off",
    requirement: 'R086',
    build: (world) => restricting(world, [['urn:amazon:webservices']]),
    expected: refusedWith('SAML-042', 'audience'),
    nearest: 'several audiences, one of which is this server',
  },
  {
    name: "the audience and the recipient of AWS, while AWS's names are on",
    requirement: 'R086',
    build: (world) => {
      const recipient = 'https://signin.aws.amazon.com/saml';
      const idp = openIdp({
        ...destinationOf(world),
        recipient,
        audience: 'urn:amazon:webservices',
      });
      const response = Buffer.from(idp.respond(idp.content(world.now))).toString('base64');
      const condition = { StringEquals: { 'SAML:aud': recipient } };
      const trustPolicy = trustPolicyOf(world, { condition });
      return materialOf(world, { response, role: { trustPolicy, maxSessionDuration: 3600 } });
    },
    settings: { ...defaultSettings, awsNames: true },
    expected: 'accepted',
  },
  {
    name: 'a recipient of somebody else',
    requirement: 'R086',
    build: (world) => confirming(world, { recipient: 'https://other.example.test/saml' }),
    expected: refusedWith('SAML-038', 'audience'),
    nearest: SIGNED,
  },
  {
    name: "the recipient of AWS, while AWS's names are off",
    requirement: 'R086',
    build: (world) => confirming(world, { recipient: 'https://signin.aws.amazon.com/saml' }),
    expected: refusedWith('SAML-039', 'audience'),
    nearest: SIGNED,
  },
];

function restricting(world: CorpusWorld, audienceRestrictions: string[][]): Material {
  return asserting(world, ({ conditions }) => ({
    conditions: conditions && { ...conditions, audienceRestrictions },
  }));
}

function confirming(
  world: CorpusWorld,
  change: { recipient?: string; notOnOrAfter?: number; method?: string },
): Material {
  const usual = { method: BEARER, recipient: world.recipient, notOnOrAfter: world.now + LIFETIME };
  return asserting(world, ({ subject }) => ({
    subject: subject && { ...subject, confirmations: [{ ...usual, ...change }] },
  }));
}

const times: readonly CorpusCase[] = [
  {
    name: 'issued four minutes ago',
    build: (world) => asserting(world, () => ({ issueInstant: world.now - 4 * MINUTE })),
    expected: 'accepted',
  },
  {
    name: 'issued seven minutes ago',
    build: (world) => asserting(world, () => ({ issueInstant: world.now - 7 * MINUTE })),
    expected: refusedWith('SAML-028', 'late'),
    nearest: 'issued four minutes ago',
  },
  {
    name: 'issued in the future',
    build: (world) => asserting(world, () => ({ issueInstant: world.now + 3 * MINUTE })),
    expected: refusedWith('SAML-029', 'invalid'),
    nearest: 'issued four minutes ago',
  },
  {
    name: 'conditions that hold from later on',
    build: (world) =>
      asserting(world, ({ conditions }) => ({
        conditions: conditions && { ...conditions, notBefore: world.now + 3 * MINUTE },
      })),
    expected: refusedWith('SAML-030', 'invalid'),
    nearest: SIGNED,
  },
  {
    name: 'conditions that held until some minutes ago',
    build: (world) =>
      asserting(world, ({ conditions }) => ({
        conditions: conditions && { ...conditions, notOnOrAfter: world.now - 3 * MINUTE },
      })),
    expected: refusedWith('SAML-031', 'late'),
    nearest: SIGNED,
  },
  {
    name: 'a confirmation that held until some minutes ago',
    build: (world) => confirming(world, { notOnOrAfter: world.now - 3 * MINUTE }),
    expected: refusedWith('SAML-037', 'late'),
    nearest: SIGNED,
  },
  {
    name: 'a confirmation by something else than bearing',
    build: (world) =>
      confirming(world, { method: 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches' }),
    expected: refusedWith('SAML-035', 'invalid'),
    nearest: SIGNED,
  },
  {
    name: 'a status of failure',
    build: (world) =>
      saying(world, (usual) => ({
        ...usual,
        status: [
          'urn:oasis:names:tc:SAML:2.0:status:Responder',
          'urn:oasis:names:tc:SAML:2.0:status:RequestDenied',
        ],
        statusMessage: 'not assigned to this application',
      })),
    expected: refusedWith('SAML-007', 'invalid'),
    nearest: SIGNED,
  },
];

const form: readonly CorpusCase[] = [
  {
    name: 'the form field with line breaks, as tools copy it',
    requirement: 'R087',
    build: (world) => {
      const material = materialOf(world);
      const lines = material.response.match(/.{1,76}/g) ?? [];
      return { ...material, response: lines.join('\r\n') };
    },
    expected: 'accepted',
  },
  {
    name: 'the XML itself in place of its base64',
    requirement: 'R087',
    build: (world) => {
      const material = materialOf(world);
      return { ...material, response: Buffer.from(material.response, 'base64').toString() };
    },
    expected: refusedWith('SAML-001', 'base64'),
    nearest: 'the form field with line breaks, as tools copy it',
  },
  {
    name: 'the form field still URL-encoded',
    requirement: 'R087',
    build: (world) => {
      const material = materialOf(world);
      return { ...material, response: `${encodeURIComponent(material.response)}%3D` };
    },
    expected: refusedWith('SAML-001', 'base64'),
    nearest: 'the form field with line breaks, as tools copy it',
  },
];

/** The cases about where a response comes from and for whom it is. */
export const trustCases: readonly CorpusCase[] = [
  ...signature,
  ...issuer,
  ...audience,
  ...times,
  ...form,
];
