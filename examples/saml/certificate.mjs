/** A self-signed X.509 certificate (RFC 5280) in DER, since Node reads certificates and makes none. */
import { randomBytes, sign } from 'node:crypto';

const TEN_YEARS = 10 * 365 * 24 * 3600 * 1000;
const TAG = { integer: 0x02, bits: 0x03, text: 0x0c, time: 0x17, sequence: 0x30, set: 0x31 };
const SHA256_WITH_RSA = Buffer.from('06092a864886f70d01010b0500', 'hex');
const COMMON_NAME = Buffer.from('0603550403', 'hex');

/** The certificate of an RSA key pair for a common name, from `now` on for ten years. */
export function selfSigned({ publicKey, privateKey }, name, now) {
  const algorithm = der(TAG.sequence, SHA256_WITH_RSA);
  const commonName = der(TAG.sequence, COMMON_NAME, der(TAG.text, Buffer.from(name)));
  const subject = der(TAG.sequence, der(TAG.set, commonName));
  const content = der(
    TAG.sequence,
    der(TAG.integer, Buffer.from([1]), randomBytes(15)),
    algorithm,
    subject,
    der(TAG.sequence, time(now), time(now + TEN_YEARS)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = sign('sha256', content, privateKey);
  return der(TAG.sequence, content, algorithm, der(TAG.bits, Buffer.from([0]), signature));
}

/** One element: tag, length, content. */
function der(tag, ...parts) {
  const content = Buffer.concat(parts);
  const { length } = content;
  const long = length < 0x80 ? [] : length < 0x100 ? [0x81] : [0x82, length >> 8];
  return Buffer.concat([Buffer.from([tag, ...long, length & 0xff]), content]);
}

/** UTCTime, which is for years before 2050. */
function time(milliseconds) {
  const digits = new Date(milliseconds).toISOString().replace(/\D/g, '');
  return der(TAG.time, Buffer.from(`${digits.slice(2, 14)}Z`));
}
