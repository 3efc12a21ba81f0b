/** R077–R082: what CreateSAMLProvider takes and refuses. */
import type { FailureCode } from '../../src/failures/catalogue.ts';
import { type SigningPair, signingPair, withCertificate } from '../support/saml/keys.ts';
import { metadataOf } from '../support/saml/metadata.ts';
import { refusedWith } from './wire.ts';

/** A metadata document and what becomes of it. */
export interface MetadataCase {
  readonly name: string;
  readonly requirement: string;
  /** Bytes where the document is no text that an API call could carry. */
  readonly make: () => string | Buffer;
  readonly expected:
    | 'accepted'
    | {
        readonly code: FailureCode;
        readonly wire: { readonly code: string; readonly text: string };
      };
  readonly nearest?: string;
}

const ENTITY = 'https://idp.example.test/saml';
const USUAL = 'a document of one entity with one certificate';
const SMALLEST = 'a certificate with a key of 1024 bits';

function documentOf(...keys: readonly SigningPair[]): string {
  return metadataOf({ entityId: ENTITY, keys });
}

function usual(): string {
  return documentOf(signingPair('rsa-2048', 'idp'));
}

/** The cases about metadata documents. */
export const metadataCases: readonly MetadataCase[] = [
  { name: USUAL, requirement: 'R077', make: usual, expected: 'accepted' },
  {
    name: 'a document that is cut off',
    requirement: 'R077',
    make: () => usual().slice(0, -40),
    expected: refusedWith('SAML-053', 'couldNotParse'),
    nearest: USUAL,
  },
  {
    name: 'a document that is not XML',
    requirement: 'R077',
    make: () => '{"issuer":"https://idp.example.test"}'.padEnd(1200),
    expected: refusedWith('SAML-053', 'couldNotParse'),
    nearest: USUAL,
  },
  {
    name: 'a document with a document type',
    requirement: 'R077',
    make: () => usual().replace('<md:', '<!DOCTYPE md><md:'),
    expected: refusedWith('SAML-053', 'couldNotParse'),
    nearest: USUAL,
  },
  {
    name: 'an entity without a name',
    requirement: 'R078',
    make: () => usual().replace(/ entityID="[^"]*"/, ''),
    expected: refusedWith('SAML-056', 'couldNotParse'),
    nearest: USUAL,
  },
  {
    name: 'an entity without a certificate',
    requirement: 'R078',
    make: () => usual().replace(/<md:KeyDescriptor[\s\S]*<\/md:KeyDescriptor>/, ' '.repeat(800)),
    expected: refusedWith('SAML-059', 'couldNotParse'),
    nearest: USUAL,
  },
  {
    name: 'a document that says until when it is valid',
    requirement: 'R078',
    make: () =>
      metadataOf({
        entityId: ENTITY,
        keys: [signingPair('rsa-2048', 'idp')],
        validUntil: '2040-01-01T00:00:00Z',
      }),
    expected: 'accepted',
  },
  {
    name: 'a validity that is no time',
    requirement: 'R078',
    make: () => usual().replace(' entityID', ' validUntil="tomorrow" entityID'),
    expected: refusedWith('SAML-065', 'couldNotParse'),
    nearest: 'a document that says until when it is valid',
  },
  {
    name: 'a byte order mark before the document',
    requirement: 'R079',
    make: () => `\uFEFF${usual()}`,
    expected: refusedWith('SAML-052', 'couldNotParse'),
    nearest: USUAL,
  },
  {
    name: 'a document in UTF-16',
    requirement: 'R079',
    make: () => Buffer.from(`\uFEFF${usual()}`, 'utf16le'),
    expected: refusedWith('SAML-051', 'couldNotParse'),
    nearest: USUAL,
  },
  {
    name: SMALLEST,
    requirement: 'R080',
    make: () => documentOf(signingPair('rsa-1024', 'idp')),
    expected: 'accepted',
  },
  {
    name: 'a certificate with a key of 512 bits',
    requirement: 'R080',
    make: () => documentOf(signingPair('rsa-2048', 'idp'), signingPair('rsa-512', 'idp')),
    expected: refusedWith('SAML-062', 'unableToParse'),
    nearest: SMALLEST,
  },
  {
    name: 'a certificate with an extension twice',
    requirement: 'R081',
    make: () =>
      documentOf(withCertificate(signingPair('rsa-2048', 'idp'), { repeatsExtension: true })),
    expected: refusedWith('SAML-064', 'unableToParse'),
    nearest: USUAL,
  },
  {
    name: 'a certificate that is none',
    requirement: 'R082',
    make: () =>
      metadataOf({
        entityId: ENTITY,
        keys: [],
        certificates: [Buffer.alloc(600, 'no certificate').toString('base64')],
      }),
    expected: refusedWith('SAML-061', 'unableToParse'),
    nearest: USUAL,
  },
  {
    name: 'a certificate that expired long ago, for upload',
    requirement: 'R083',
    make: () =>
      documentOf(withCertificate(signingPair('rsa-2048', 'idp'), { notAfter: Date.UTC(2021, 0) })),
    expected: 'accepted',
  },
];
