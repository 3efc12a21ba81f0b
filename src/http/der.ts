/**
 * DER of ASN.1 values (ITU-T X.690), as far as certificates need it. Writing a certificate of our own
 * making takes these few forms; reading certificates is left to Node.
 */

function lengthBytes(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

function tagged(tag: number, content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([tag]), lengthBytes(content.length), content]);
}

/** SEQUENCE of values. */
export function sequence(...values: readonly Uint8Array[]): Buffer {
  return tagged(0x30, Buffer.concat(values));
}

/** SET of one value. */
export function setOf(value: Uint8Array): Buffer {
  return tagged(0x31, value);
}

/** INTEGER from the bytes of a number that is not negative. */
export function integer(magnitude: Uint8Array): Buffer {
  let start = 0;
  while (start < magnitude.length - 1 && magnitude[start] === 0) start += 1;
  const digits = magnitude.subarray(start);
  const isHigh = ((digits[0] ?? 0) & 0x80) !== 0;
  return tagged(0x02, isHigh ? Buffer.concat([Buffer.from([0]), digits]) : digits);
}

/** BOOLEAN TRUE. */
export const TRUE = Buffer.from([0x01, 0x01, 0xff]);

/** OBJECT IDENTIFIER from its dotted form. */
export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((arc) => {
    const groups = [arc & 0x7f];
    for (let left = arc >>> 7; left > 0; left >>>= 7) groups.unshift((left & 0x7f) | 0x80);
    return groups;
  });
  return tagged(0x06, Buffer.from(bytes));
}

/** UTF8String. */
export function utf8(text: string): Buffer {
  return tagged(0x0c, Buffer.from(text));
}

/** OCTET STRING. */
export function octets(bytes: Uint8Array): Buffer {
  return tagged(0x04, bytes);
}

/** BIT STRING; `unused` counts the bits of the last byte that do not belong to it. */
export function bits(bytes: Uint8Array, unused = 0): Buffer {
  return tagged(0x03, Buffer.concat([Buffer.from([unused]), bytes]));
}

/** A time of a certificate (RFC 5280, 4.1.2.5): UTCTime before 2050, GeneralizedTime from then on. */
export function certificateTime(time: number): Buffer {
  const digits = new Date(time).toISOString().replace(/[-:T]/g, '').slice(0, 14);
  const isLate = new Date(time).getUTCFullYear() >= 2050;
  return isLate
    ? tagged(0x18, Buffer.from(`${digits}Z`))
    : tagged(0x17, Buffer.from(`${digits.slice(2)}Z`));
}

/** A value under a context-specific tag: constructed around whole values, or primitive content. */
export function context(
  tag: number,
  content: Uint8Array,
  form: 'constructed' | 'primitive',
): Buffer {
  return tagged((form === 'constructed' ? 0xa0 : 0x80) | tag, content);
}
