/** R075, R076, R083, R084, R086: provider, issuer, key, recipient, audience. */
import { selfSigned } from '../support/saml/certificates.ts';
import { after, textOf, withContent } from '../support/saml/hostile/markup.ts';
import { openIdp } from '../support/saml/identity-provider.ts';
import { signingPair, withCertificate } from '../support/saml/keys.ts';
import { metadataOf, metadataOfSeveral } from '../support/saml/metadata.ts';
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
import { asserting, confirming } from './changes.ts';
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

/** What KeyInfo says is never believed, and is nobody's to sign either. */
const keyInfo: readonly CorpusCase[] = [
  {
    name: "somebody else's certificate in KeyInfo of a sound signature",
    build: (world) => {
      const idp = idpOf(world);
      const signAssertion = idp.signing({ shows: signingPair('rsa-2048', 'attacker') });
      const xml = idp.respond(idp.content(world.now), { signAssertion });
      return materialOf(world, { response: Buffer.from(xml).toString('base64') });
    },
    expected: 'accepted',
  },
  {
    name: 'hundreds of certificates in KeyInfo of a sound signature',
    build: (world) => {
      const idp = idpOf(world);
      const xml = idp.respond(idp.content(world.now));
      const data = textOf(xml, 'X509Data');
      const response = Buffer.from(after(xml, 'X509Data', data.repeat(40))).toString('base64');
      return materialOf(world, { response });
    },
    expected: 'accepted',
  },
  {
    name: 'an ECDSA signature of zeros',
    requirement: 'R075',
    build: (world) => {
      const idp = idpOf(world, 'p256');
      const zeros = Buffer.alloc(64).toString('base64');
      const xml = withContent(idp.respond(idp.content(world.now)), 'SignatureValue', zeros);
      const response = Buffer.from(xml).toString('base64');
      return materialOf(world, { response, provider: { metadata: idp.metadata } });
    },
    expected: refusedWith('SAML-021', 'signature'),
    nearest: SIGNED,
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

/** The cases about where a response comes from and for whom it is. */
export const trustCases: readonly CorpusCase[] = [...signature, ...keyInfo, ...issuer, ...audience];
