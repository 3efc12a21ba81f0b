import { createHash, type KeyObject, sign } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';
import {
  bits,
  certificateTime,
  context,
  integer,
  objectId,
  octets,
  sequence,
  setOf,
  TRUE,
  utf8,
} from './der.ts';

/** What a certificate says (RFC 5280); keys are ECDSA P-256, the signature is SHA-256. */
export interface CertificateInput {
  /** At least 16 random bytes; the first bit is cleared, so that it is a positive number. */
  readonly serial: Uint8Array;
  readonly subject: string;
  readonly issuer: string;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly publicKey: KeyObject;
  readonly issuerPublicKey: KeyObject;
  /** The issuer's private key. */
  readonly signingKey: KeyObject;
  /** An authority, or a server with its DNS names and IP addresses. */
  readonly use:
    | { readonly kind: 'authority' }
    | { readonly kind: 'server'; readonly names: readonly string[] };
}

const ECDSA_SHA256 = sequence(objectId('1.2.840.10045.4.3.2'));
const COMMON_NAME = objectId('2.5.4.3');
const BASIC_CONSTRAINTS = objectId('2.5.29.19');
const KEY_USAGE = objectId('2.5.29.15');
const EXTENDED_KEY_USAGE = objectId('2.5.29.37');
const SUBJECT_ALTERNATIVE_NAME = objectId('2.5.29.17');
const SUBJECT_KEY_IDENTIFIER = objectId('2.5.29.14');
const AUTHORITY_KEY_IDENTIFIER = objectId('2.5.29.35');
const SERVER_AUTHENTICATION = objectId('1.3.6.1.5.5.7.3.1');
/** keyCertSign and cRLSign, and digitalSignature: the first bits of KeyUsage from the left. */
const SIGNS_CERTIFICATES = bits(Buffer.from([0b0000_0110]), 1);
const SIGNS_HANDSHAKES = bits(Buffer.from([0b1000_0000]), 7);

/** Makes a certificate; answers its PEM. */
export function makeCertificate(input: CertificateInput): string {
  const serial = Buffer.from(input.serial);
  serial[0] = (serial[0] ?? 0) & 0x7f;
  const content = sequence(
    context(0, integer(Buffer.from([2])), 'constructed'),
    integer(serial),
    ECDSA_SHA256,
    name(input.issuer),
    sequence(certificateTime(input.notBefore), certificateTime(input.notAfter)),
    name(input.subject),
    publicKeyInfo(input.publicKey),
    context(3, sequence(...extensions(input)), 'constructed'),
  );
  const signature = sign('sha256', content, input.signingKey);
  const base64 = sequence(content, ECDSA_SHA256, bits(signature)).toString('base64');
  const lines = base64.match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function publicKeyInfo(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' });
}

function name(commonName: string): Buffer {
  return sequence(setOf(sequence(COMMON_NAME, utf8(commonName))));
}

function extensions({ use, publicKey, issuerPublicKey }: CertificateInput): Buffer[] {
  const subjectKey = extension(SUBJECT_KEY_IDENTIFIER, octets(keyIdentifier(publicKey)));
  const authorityKey = extension(
    AUTHORITY_KEY_IDENTIFIER,
    sequence(context(0, keyIdentifier(issuerPublicKey), 'primitive')),
  );
  if (use.kind === 'authority') {
    // A path length of 0: it signs servers, never another authority.
    const constraints = sequence(TRUE, integer(Buffer.from([0])));
    return [
      extension(BASIC_CONSTRAINTS, constraints, 'critical'),
      extension(KEY_USAGE, SIGNS_CERTIFICATES, 'critical'),
      subjectKey,
    ];
  }
  return [
    extension(BASIC_CONSTRAINTS, sequence(), 'critical'),
    extension(KEY_USAGE, SIGNS_HANDSHAKES, 'critical'),
    extension(EXTENDED_KEY_USAGE, sequence(SERVER_AUTHENTICATION)),
    extension(SUBJECT_ALTERNATIVE_NAME, sequence(...use.names.map(generalName))),
    subjectKey,
    authorityKey,
  ];
}

function extension(id: Buffer, value: Buffer, critical?: 'critical'): Buffer {
  return critical ? sequence(id, TRUE, octets(value)) : sequence(id, octets(value));
}

/** RFC 5280, 4.2.1.2: SHA-1 as a name of the key, not for security. */
function keyIdentifier(key: KeyObject): Buffer {
  return createHash('sha1').update(publicKeyInfo(key)).digest();
}

/** RFC 5280, 4.2.1.6: dNSName is [2], iPAddress is [7] with its bytes. */
function generalName(text: string): Buffer {
  if (isIPv4(text)) return context(7, Buffer.from(text.split('.').map(Number)), 'primitive');
  if (isIPv6(text)) return context(7, ipv6Bytes(text), 'primitive');
  return context(2, Buffer.from(text, 'ascii'), 'primitive');
}

function ipv6Bytes(address: string): Buffer {
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':').flatMap(groupNumbers));
  const left = groups(head);
  const right = tail === undefined ? [] : groups(tail);
  const middle = new Array<number>(Math.max(0, 8 - left.length - right.length)).fill(0);
  const bytes = Buffer.alloc(16);
  [...left, ...middle, ...right].forEach((group, index) => {
    bytes.writeUInt16BE(group, index * 2);
  });
  return bytes;
}

/** A group of hexadecimal digits is one number; an IPv4 address at the end is two. */
function groupNumbers(group: string): number[] {
  if (!group.includes('.')) return [Number.parseInt(group, 16)];
  const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
  return [a * 256 + b, c * 256 + d];
}
