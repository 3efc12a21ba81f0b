import { generateKeyPair, sign } from 'node:crypto';
import { promisify } from 'node:util';
import type { RandomBytes } from '../base/bytes.ts';

/** A new RSA key with a certificate that it signed itself. */
export interface CertifiedKey {
  /** PKCS #8 in PEM. */
  readonly privateKey: string;
  /** X.509 in DER, base64 without line breaks, as metadata documents carry it. */
  readonly certificate: string;
}

const generate = promisify(generateKeyPair);

/**
 * Makes an RSA key of 2048 bits and a certificate of it for `commonName`, valid from `from` to
 * `until` (milliseconds), both beginning a second anew (RFC 5280, 4.1).
 */
export async function makeCertifiedKey(
  { commonName, from, until }: { commonName: string; from: number; until: number },
  random: RandomBytes,
): Promise<CertifiedKey> {
  const { publicKey, privateKey } = await generate('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const serial = random(16);
  // Positive, and without a leading zero that DER would refuse.
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  const name = nameOf(commonName);
  const content = sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, serial),
    SHA256_WITH_RSA,
    name,
    sequence(time(from), time(until)),
    name,
    publicKey,
  );
  const signature = sign('sha256', content, privateKey);
  const bits = tagged(0x03, Buffer.concat([Buffer.from([0]), signature]));
  const certificate = sequence(content, SHA256_WITH_RSA, bits).toString('base64');
  return { privateKey, certificate };
}

/** sha256WithRSAEncryption, 1.2.840.113549.1.1.11, with its NULL parameters (RFC 4055). */
const SHA256_WITH_RSA = sequence(
  tagged(0x06, Buffer.from('2a864886f70d01010b', 'hex')),
  tagged(0x05, Buffer.alloc(0)),
);

/** A name of one common name (2.5.4.3). */
function nameOf(commonName: string): Buffer {
  const attribute = sequence(
    tagged(0x06, Buffer.from('550403', 'hex')),
    tagged(0x0c, Buffer.from(commonName)),
  );
  return sequence(tagged(0x31, attribute));
}

/** UTCTime until 2049, GeneralizedTime from 2050 on (RFC 5280, 4.1.2.5). */
function time(moment: number): Buffer {
  const digits = new Date(moment).toISOString().replace(/\.\d+|[-:T]/g, '');
  return Number(digits.slice(0, 4)) < 2050
    ? tagged(0x17, Buffer.from(digits.slice(2)))
    : tagged(0x18, Buffer.from(digits));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

/** An element of DER: its tag, its length in the short or the long form, its content. */
function tagged(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
}
