import type { MetadataSubject } from '../../../saml/index.ts';

/** One identity provider of a metadata document, as it says of itself. */
export interface DescribedProvider {
  readonly entityId: string | undefined;
  /** As written: of the entity and what encloses it. */
  readonly validUntil: readonly string[];
  readonly certificates: readonly DescribedCertificate[];
}

/** A certificate for signing; what could not be read has a problem. */
export type DescribedCertificate =
  | { readonly problem: string }
  | {
      readonly subject: string;
      readonly issuer: string;
      /** Such as `RSA 2048` or `EC prime256v1`. */
      readonly key: string;
      /** SHA-256 of the DER form, lower-case hexadecimal. */
      readonly fingerprint: string;
      /** Milliseconds since 1970. */
      readonly notBefore: number;
      readonly notAfter: number;
    };

/** What a document says, also when a rule is broken; nothing when it cannot be read at all. */
export function describeMetadata(subject: MetadataSubject): DescribedProvider[] {
  try {
    return subject.providers.map(({ entityId, expiries, certificates }) => ({
      entityId,
      validUntil: expiries,
      certificates: certificates.map(describeCertificate),
    }));
  } catch {
    return [];
  }
}

type CertificateReading = MetadataSubject['providers'][number]['certificates'][number];

function describeCertificate(reading: CertificateReading): DescribedCertificate {
  if (!reading.ok) return { problem: reading.detail };
  const { x509, key, fingerprint } = reading.certificate;
  const { asymmetricKeyType: type = '', asymmetricKeyDetails: details } = key;
  const size = details?.namedCurve ?? details?.modulusLength ?? '';
  return {
    subject: x509.subject?.replaceAll('\n', ', ') ?? '',
    issuer: x509.issuer?.replaceAll('\n', ', ') ?? '',
    key: `${type.toUpperCase()} ${size}`.trim(),
    fingerprint,
    notBefore: x509.validFromDate.getTime(),
    notAfter: x509.validToDate.getTime(),
  };
}
