/** Responses in the forms of real products and with every algorithm: all are accepted. */
import type { ContentAlgorithm, KeyTransport } from '../support/saml/encryption.ts';
import { RECEIVER } from '../support/saml/hostile/index.ts';
import { sampleOf } from '../support/saml/identity-provider.ts';
import { type KeyKind, signingPair } from '../support/saml/keys.ts';
import { plainLayout } from '../support/saml/layout.ts';
import { C14N, ENVELOPED } from '../support/saml/names.ts';
import { products } from '../support/saml/products.ts';
import type { DigestMethod, SignatureMethod } from '../support/saml/signature.ts';
import { type CorpusCase, defaultSettings, destinationOf, idpOf, materialOf } from './case.ts';
import { sealedProvider } from './hostile.ts';
import { refusedWith } from './wire.ts';

const base64 = (xml: string): string => Buffer.from(xml).toString('base64');

const WITH_SHA1 = { ...defaultSettings, allowSha1: true };

const ofProducts = products.map(
  (product): CorpusCase => ({
    name: `sample: ${product.name}`,
    build: (world) => {
      const { publicKey } = signingPair('rsa-2048', RECEIVER);
      const { idp, xml } = sampleOf(product, destinationOf(world), world.now, { publicKey });
      const { metadata } = idp;
      const provider = product.encrypts ? { ...sealedProvider(world), metadata } : { metadata };
      return materialOf(world, { response: base64(xml), provider });
    },
    ...(product.method?.endsWith('sha1') ? { settings: WITH_SHA1 } : {}),
    expected: 'accepted',
  }),
);

const METHODS: readonly (readonly [KeyKind, SignatureMethod, DigestMethod])[] = [
  ['rsa-2048', 'rsa-sha1', 'sha1'],
  ['rsa-2048', 'rsa-sha256', 'sha256'],
  ['rsa-2048', 'rsa-sha384', 'sha384'],
  ['rsa-2048', 'rsa-sha512', 'sha512'],
  ['rsa-1024', 'rsa-sha256', 'sha256'],
  ['rsa-4096', 'rsa-sha256', 'sha256'],
  ['p256', 'ecdsa-sha256', 'sha256'],
  ['p384', 'ecdsa-sha384', 'sha384'],
  ['p521', 'ecdsa-sha512', 'sha512'],
];

const ofAlgorithms = METHODS.map(
  ([key, method, digest]): CorpusCase => ({
    name: `signed with ${method} by a key of the kind ${key}`,
    build: (world) => {
      const idp = idpOf(world, key);
      const signAssertion = idp.signing({ method, digest });
      const xml = idp.respond(idp.content(world.now), { signAssertion });
      return materialOf(world, { response: base64(xml), provider: { metadata: idp.metadata } });
    },
    ...(digest === 'sha1' ? { settings: WITH_SHA1 } : {}),
    expected: 'accepted',
  }),
);

const CANONICAL = [
  ['inclusive', C14N.inclusive],
  ['inclusive with comments', C14N.inclusiveWithComments],
  ['exclusive', C14N.exclusive],
  ['exclusive with comments', C14N.exclusiveWithComments],
] as const;

const ofCanonicalForms = CANONICAL.flatMap(([name, canonicalization]): CorpusCase[] =>
  (['response', 'assertion', 'both'] as const).map((signs) => ({
    name: `signed over the ${name} canonical form: ${signs}`,
    build: (world) => {
      const idp = idpOf(world);
      const transforms = [ENVELOPED, canonicalization];
      const signing = idp.signing({ canonicalization, transforms });
      const xml = idp.respond(idp.content(world.now), {
        signResponse: signs === 'assertion' ? undefined : signing,
        signAssertion: signs === 'response' ? undefined : signing,
        layout: { ...plainLayout, rootDeclarations: { unused: 'urn:unused' } },
      });
      return materialOf(world, { response: base64(xml) });
    },
    expected: 'accepted',
  })),
);

const ENCRYPTIONS: readonly (readonly [ContentAlgorithm, KeyTransport, 'inside' | 'beside'])[] = [
  ['aes128-gcm', 'rsa-oaep-mgf1p', 'inside'],
  ['aes256-gcm', 'rsa-oaep-sha256', 'inside'],
  ['aes128-cbc', 'rsa-oaep-mgf1p', 'inside'],
  ['aes256-cbc', 'rsa-oaep-mgf1p', 'beside'],
];

const ofEncryptions = ENCRYPTIONS.map(
  ([content, transport, keyPlace]): CorpusCase => ({
    name: `encrypted with ${content} and ${transport}, the key ${keyPlace}`,
    build: (world) => {
      const idp = idpOf(world);
      const { publicKey } = signingPair('rsa-2048', RECEIVER);
      const xml = idp.respond(idp.content(world.now), {
        signAssertion: idp.signing(),
        encrypt: { publicKey, content, transport, keyPlace },
      });
      return materialOf(world, { response: base64(xml), provider: sealedProvider(world) });
    },
    expected: 'accepted',
  }),
);

/** Signed with SHA-1, where the operator did not allow it. */
const withWeakHashes = (
  [
    ['rsa-sha1', 'sha1'],
    ['rsa-sha1', 'sha256'],
    ['rsa-sha256', 'sha1'],
  ] as const
).map(
  ([method, digest]): CorpusCase => ({
    name: `signed with ${method} and a digest by ${digest}, while SHA-1 is off`,
    build: (world) => {
      const idp = idpOf(world);
      const signAssertion = idp.signing({ method, digest });
      const xml = idp.respond(idp.content(world.now), { signAssertion });
      return materialOf(world, { response: base64(xml) });
    },
    expected: refusedWith('SAML-019', 'signature'),
  }),
);

/** The samples. */
export const sampleCases: readonly CorpusCase[] = [
  ...ofProducts,
  ...ofAlgorithms,
  ...ofCanonicalForms,
  ...ofEncryptions,
  ...withWeakHashes,
];
