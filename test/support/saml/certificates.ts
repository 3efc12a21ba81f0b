/**
 * Self-signed certificates of identity providers, sound ones and such as metadata must not hold:
 * IAM asks for keys of at least 1024 bits and for no extension twice, and does not look at dates.
 */
import { type KeyObject, randomBytes, sign } from 'node:crypto';
import {
  bits,
  certificateTime,
  context,
  integer,
  objectId,
  octets,
  sequence,
  setOf,
  utf8,
} from '../../../src/http/der.ts';

/** What a certificate says besides its key. */
export interface CertificateOptions {
  readonly commonName?: string;
  /** Milliseconds since 1970. */
  readonly notBefore?: number;
  readonly notAfter?: number;
  /** Says the same extension twice (RFC 5280, 4.2 forbids it). */
  readonly repeatsExtension?: boolean;
}

const RSA_SHA256 = sequence(objectId('1.2.840.113549.1.1.11'), Buffer.from([0x05, 0x00]));
const ECDSA_SHA256 = sequence(objectId('1.2.840.10045.4.3.2'));
const COMMON_NAME = objectId('2.5.4.3');
const BASIC_CONSTRAINTS = sequence(objectId('2.5.29.19'), octets(sequence()));

/** The DER of a certificate that the key pair signs for itself. */
export function selfSigned(
  privateKey: KeyObject,
  publicKey: KeyObject,
  options: CertificateOptions = {},
): Buffer {
  const { commonName = 'idp.example.test', repeatsExtension = false } = options;
  const { notBefore = Date.UTC(2020, 0), notAfter = Date.UTC(2049, 0) } = options;
  const algorithm = publicKey.asymmetricKeyType === 'ec' ? ECDSA_SHA256 : RSA_SHA256;
  const name = sequence(setOf(sequence(COMMON_NAME, utf8(commonName))));
  const extensions = repeatsExtension
    ? [BASIC_CONSTRAINTS, BASIC_CONSTRAINTS]
    : [BASIC_CONSTRAINTS];
  const serial = randomBytes(16);
  serial[0] = 0x42;
  const content = sequence(
    context(0, integer(Buffer.from([2])), 'constructed'),
    integer(serial),
    algorithm,
    name,
    sequence(certificateTime(notBefore), certificateTime(notAfter)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    context(3, sequence(...extensions), 'constructed'),
  );
  return sequence(content, algorithm, bits(sign('sha256', content, privateKey)));
}

/** The PEM of a certificate. */
export function pemOf(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
