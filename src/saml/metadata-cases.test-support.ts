/** Metadata documents that are refused, and the nearest ones that are not. */
import { generateKeyPairSync } from 'node:crypto';
import { selfSigned } from '../../test/support/saml/certificates.ts';
import { signingPair, withCertificate } from '../../test/support/saml/keys.ts';
import {
  type MetadataEntityContent,
  metadataOf,
  metadataOfSeveral,
} from '../../test/support/saml/metadata.ts';
import type { FailureCode } from '../failures/catalogue.ts';
import { idp } from './response.test-support.ts';

export const pair = signingPair('rsa-2048');
const COULD_NOT = 'InvalidInput: Could not parse metadata';
const UNABLE = 'InvalidInput: Unable to parse metadata';

/** The document of one identity provider. */
export function one(change: Partial<MetadataEntityContent> = {}): string {
  return metadataOf({ entityId: idp.entityId, keys: [pair], ...change });
}

/** The document of several identity providers. */
export function several(count: number, keys = [pair]): string {
  const entities = Array.from({ length: count }, (_, index) => ({
    entityId: `https://idp${index}.example.test`,
    keys,
  }));
  return metadataOfSeveral(entities);
}

/** A curve that no signature method of XML knows. */
function onOtherCurve(): string {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
  return selfSigned(privateKey, publicKey).toString('base64');
}

function keyOf(kind: Parameters<typeof signingPair>[0]): string {
  return one({ keys: [signingPair(kind, 'other')] });
}

/** One row of a test: what is refused with which words, and the nearest document that is not. */
export interface MetadataCase {
  readonly title: string;
  readonly code: FailureCode;
  readonly wire: string;
  readonly refused: () => string | Uint8Array;
  readonly accepted: () => string | Uint8Array;
}

/** The document with spaces behind it, up to a length. */
function padded(length: number): string {
  return one().padEnd(length);
}

const documentCases: MetadataCase[] = [
  {
    title: 'fewer than 1,000 characters',
    code: 'SAML-050',
    wire: COULD_NOT,
    refused: () => '<EntityDescriptor/>'.padEnd(999),
    accepted: () => one({ keys: [signingPair('p256')] }),
  },
  {
    title: 'more than 10,000,000 characters',
    code: 'SAML-050',
    wire: COULD_NOT,
    refused: () => padded(10_000_001),
    accepted: () => padded(10_000_000),
  },
  {
    title: 'R079: UTF-16',
    code: 'SAML-051',
    wire: COULD_NOT,
    refused: () => Buffer.from(`\ufeff${one()}`, 'utf16le'),
    accepted: () => Buffer.from(one()),
  },
  {
    title: 'R079: another encoding in the declaration of a text',
    code: 'SAML-051',
    wire: COULD_NOT,
    refused: () => one().replace('UTF-8', 'ISO-8859-1'),
    accepted: () => one().replace('UTF-8', 'utf-8'),
  },
  {
    title: 'R079: a byte order mark in the bytes',
    code: 'SAML-052',
    wire: COULD_NOT,
    refused: () => Buffer.from(`\ufeff${one()}`),
    accepted: () => Buffer.from(one()),
  },
  {
    title: 'R079: a byte order mark in the text',
    code: 'SAML-052',
    wire: COULD_NOT,
    refused: () => `\ufeff${one()}`,
    accepted: () => one(),
  },
  {
    title: 'R077: a badly formed document',
    code: 'SAML-053',
    wire: COULD_NOT,
    refused: () => one().replace('</md:EntityDescriptor>', ''),
    accepted: () => `${one()}<!-- end -->`,
  },
  {
    title: 'a document type declaration',
    code: 'SAML-053',
    wire: COULD_NOT,
    refused: () => one().replace('?>', '?><!DOCTYPE x [<!ENTITY a "b">]>'),
    accepted: () => one().replace('?>', '?><!-- no type -->'),
  },
  {
    title: 'the root of something else',
    code: 'SAML-054',
    wire: COULD_NOT,
    refused: () => one().replaceAll('md:EntityDescriptor', 'md:AffiliationDescriptor'),
    accepted: () => one(),
  },
];

const entityCases: MetadataCase[] = [
  {
    title: 'eleven identity providers',
    code: 'SAML-055',
    wire: COULD_NOT,
    refused: () => several(11, []),
    accepted: () => several(10),
  },
  {
    title: 'the metadata of a service provider',
    code: 'SAML-055',
    wire: COULD_NOT,
    refused: () => one().replaceAll('IDPSSODescriptor', 'SPSSODescriptor'),
    accepted: () => one(),
  },
  {
    title: 'R078: no entityID',
    code: 'SAML-056',
    wire: COULD_NOT,
    refused: () => one().replace(/ entityID="[^"]*"/, ''),
    accepted: () => one({ entityId: 'e'.repeat(1024) }),
  },
  {
    title: 'an entityID of more than 1,024 characters',
    code: 'SAML-056',
    wire: COULD_NOT,
    refused: () => one({ entityId: 'e'.repeat(1025) }),
    accepted: () => one({ entityId: 'e' }),
  },
  {
    title: 'one entityID twice',
    code: 'SAML-057',
    wire: COULD_NOT,
    refused: () => several(2).replaceAll('idp1.', 'idp0.'),
    accepted: () => several(2),
  },
  {
    title: 'an identity provider of SAML 1.1 alone',
    code: 'SAML-058',
    wire: COULD_NOT,
    refused: () => one().replace('SAML:2.0:protocol', 'SAML:1.1:protocol'),
    accepted: () =>
      one().replace(
        'urn:oasis:names:tc:SAML:2.0:protocol',
        'urn:oasis:names:tc:SAML:1.1:protocol\n urn:oasis:names:tc:SAML:2.0:protocol',
      ),
  },
  {
    title: 'a validUntil that is no time',
    code: 'SAML-065',
    wire: COULD_NOT,
    refused: () => one({ validUntil: '2027-13-01T00:00:00Z' }),
    accepted: () => one({ validUntil: '2025-12-01T00:00:00Z' }),
  },
];

const keyCases: MetadataCase[] = [
  {
    title: 'R078: a certificate for encryption alone',
    code: 'SAML-059',
    wire: COULD_NOT,
    refused: () => one({ use: 'encryption' }),
    accepted: () => one({ use: 'both' }),
  },
  {
    title: 'eleven keys over all identity providers',
    code: 'SAML-060',
    wire: COULD_NOT,
    refused: () =>
      metadataOfSeveral([
        { entityId: 'a', keys: Array.from({ length: 6 }, () => pair) },
        { entityId: 'b', keys: Array.from({ length: 5 }, () => pair) },
      ]),
    accepted: () =>
      metadataOfSeveral([
        { entityId: 'a', keys: Array.from({ length: 5 }, () => pair) },
        { entityId: 'b', keys: Array.from({ length: 5 }, () => pair) },
      ]),
  },
  {
    title: 'R082: a certificate with its BEGIN and END lines',
    code: 'SAML-061',
    wire: UNABLE,
    refused: () =>
      one({
        certificates: [
          `-----BEGIN CERTIFICATE-----\n${pair.certificate.toString('base64')}\n-----END CERTIFICATE-----`,
        ],
      }),
    accepted: () =>
      one({
        certificates: [`\n  ${pair.certificate.toString('base64').replace(/.{64}/g, '$&\r\n\t')}`],
      }),
  },
  {
    title: 'R082: half a certificate',
    code: 'SAML-061',
    wire: UNABLE,
    refused: () => one({ certificates: [pair.certificate.subarray(0, 402).toString('base64')] }),
    accepted: () => one({ certificates: [pair.certificate.toString('base64')] }),
  },
  {
    title: 'R080, R082: an RSA key of 512 bits',
    code: 'SAML-062',
    wire: UNABLE,
    refused: () => keyOf('rsa-512'),
    accepted: () => keyOf('rsa-1024'),
  },
  {
    title: 'a key on another curve',
    code: 'SAML-063',
    wire: UNABLE,
    refused: () => one({ certificates: [onOtherCurve()] }),
    accepted: () => keyOf('p521'),
  },
  {
    title: 'R081, R082: a certificate that repeats an extension',
    code: 'SAML-064',
    wire: UNABLE,
    refused: () => one({ keys: [withCertificate(pair, { repeatsExtension: true })] }),
    accepted: () => one({ keys: [withCertificate(pair, { repeatsExtension: false })] }),
  },
];

export const metadataCases = [...documentCases, ...entityCases, ...keyCases];
