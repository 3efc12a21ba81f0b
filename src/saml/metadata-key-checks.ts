import { failure } from '../failures/catalogue.ts';
import type { Check } from '../failures/check.ts';
import { type MetadataCertificate, repeatedExtension } from './certificate.ts';
import { MOST_CERTIFICATES } from './metadata-parts.ts';
import type { MetadataSubject } from './metadata-subject.ts';
import { shown, shownList } from './text.ts';

type MetadataCheck = Check<MetadataSubject>;

/** How many keys one provider may hold (aws-facts C5). */
const MOST_KEYS = 10;
const LEAST_RSA_BITS = 1_024;
const CURVES: readonly string[] = ['prime256v1', 'secp384r1', 'secp521r1'];

export const signingKeysArePresent: MetadataCheck = {
  name: 'signingKeysArePresent',
  code: 'SAML-059',
  run({ providers }) {
    const keyless = providers.find(({ chains }) => chains.flat().length === 0);
    return keyless && failure('SAML-059', { entityId: shown(keyless.entityId ?? '') });
  },
  describe({ providers }) {
    const counts = providers.map(
      ({ entityId = '', chains }) => `${entityId}: ${chains.flat().length}`,
    );
    return {
      expected: 'a certificate for signing at each identity provider',
      received: shownList(counts),
    };
  },
};

/** The number of signing keys; of certificates where there are too many to be read. */
function keyCount({ providers }: MetadataSubject): number {
  return providers.reduce((sum, provider) => {
    const listed = provider.chains.flat().length;
    return sum + (listed > MOST_CERTIFICATES ? listed : provider.certificates.length);
  }, 0);
}

export const signingKeysAreFew: MetadataCheck = {
  name: 'signingKeysAreFew',
  code: 'SAML-060',
  run(subject) {
    const count = keyCount(subject);
    return count <= MOST_KEYS ? undefined : failure('SAML-060', { count: String(count) });
  },
  describe(subject) {
    return { expected: `at most ${MOST_KEYS} keys`, received: `${keyCount(subject)} keys` };
  },
};

export const certificatesAreReadable: MetadataCheck = {
  name: 'certificatesAreReadable',
  code: 'SAML-061',
  run({ providers }) {
    for (const { entityId = '', certificates } of providers) {
      for (const reading of certificates) {
        if (reading.ok) continue;
        return failure('SAML-061', { entityId: shown(entityId), detail: reading.detail });
      }
    }
    return undefined;
  },
  describe({ providers }) {
    const told = providers.flatMap(({ certificates }) =>
      certificates.map((reading) =>
        reading.ok ? reading.certificate.x509.subject.replaceAll('\n', ', ') : reading.detail,
      ),
    );
    return { expected: 'base64 of certificates in DER', received: shownList(told) };
  },
};

interface OwnedCertificate {
  readonly entityId: string;
  readonly certificate: MetadataCertificate;
}

/** Every certificate with its owner; throws while one cannot be read. */
function certificatesOf({ providers }: MetadataSubject): OwnedCertificate[] {
  return providers.flatMap(({ entityId = '', certificates }) =>
    certificates.map((reading) => {
      if (!reading.ok) throw new Error('a certificate was not read');
      return { entityId: shown(entityId), certificate: reading.certificate };
    }),
  );
}

function kindOf({ key }: MetadataCertificate): string {
  const { asymmetricKeyType: type = 'unknown', asymmetricKeyDetails: details } = key;
  if (type === 'rsa') return `RSA ${bitsOf(key)}`;
  return type === 'ec' ? `EC ${details?.namedCurve ?? 'on another curve'}` : type;
}

function bitsOf(key: MetadataCertificate['key']): number {
  return key.asymmetricKeyDetails?.modulusLength ?? 0;
}

function kindsText(subject: MetadataSubject): string {
  return shownList(certificatesOf(subject).map(({ certificate }) => kindOf(certificate)));
}

export const keysAreOfAcceptedKind: MetadataCheck = {
  name: 'keysAreOfAcceptedKind',
  code: 'SAML-063',
  run(subject) {
    const other = certificatesOf(subject).find(({ certificate: { key } }) => {
      if (key.asymmetricKeyType === 'rsa') return false;
      const curve = key.asymmetricKeyDetails?.namedCurve ?? '';
      return key.asymmetricKeyType !== 'ec' || !CURVES.includes(curve);
    });
    if (!other) return undefined;
    const { entityId, certificate } = other;
    return failure('SAML-063', { entityId, kind: kindOf(certificate) });
  },
  describe(subject) {
    return { expected: `RSA, or EC on ${CURVES.join(', ')}`, received: kindsText(subject) };
  },
};

export const rsaKeysAreLongEnough: MetadataCheck = {
  name: 'rsaKeysAreLongEnough',
  code: 'SAML-062',
  run(subject) {
    const short = certificatesOf(subject).find(
      ({ certificate: { key } }) => key.asymmetricKeyType === 'rsa' && bitsOf(key) < LEAST_RSA_BITS,
    );
    if (!short) return undefined;
    const bits = String(bitsOf(short.certificate.key));
    return failure('SAML-062', { entityId: short.entityId, bits });
  },
  describe(subject) {
    return {
      expected: `RSA keys of at least ${LEAST_RSA_BITS} bits`,
      received: kindsText(subject),
    };
  },
};

export const extensionsAreDistinct: MetadataCheck = {
  name: 'extensionsAreDistinct',
  code: 'SAML-064',
  run(subject) {
    for (const { entityId, certificate } of certificatesOf(subject)) {
      const oid = repeatedExtension(certificate);
      if (oid !== undefined) return failure('SAML-064', { entityId, oid });
    }
    return undefined;
  },
  describe(subject) {
    const repeated = certificatesOf(subject).flatMap(
      ({ certificate }) => repeatedExtension(certificate) ?? [],
    );
    return { expected: 'each extension once', received: shownList(repeated, 'each once') };
  },
};
