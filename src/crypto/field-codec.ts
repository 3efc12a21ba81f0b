/**
 * A sequence of numbered text fields in bytes: field number, length (LEB128), UTF-8 text. Compact,
 * and as quick to write as to read.
 */

/** Field number and text; numbers are 1 to 255. */
export type Field = readonly [number: number, text: string];

function lengthBytes(length: number): number {
  return length < 0x80 ? 1 : length < 0x4000 ? 2 : 3;
}

export function encodeFields(fields: readonly Field[]): Buffer {
  let size = 0;
  for (const [, text] of fields) {
    const length = Buffer.byteLength(text);
    size += 1 + lengthBytes(length) + length;
  }
  const bytes = Buffer.allocUnsafe(size);
  let offset = 0;
  for (const [number, text] of fields) {
    bytes[offset++] = number;
    let length = Buffer.byteLength(text);
    for (; length >= 0x80; length >>>= 7) bytes[offset++] = (length & 0x7f) | 0x80;
    bytes[offset++] = length;
    offset += bytes.write(text, offset);
  }
  return bytes;
}

/** The fields of bytes that `encodeFields` made; undefined when they cannot be its work. */
export function decodeFields(bytes: Buffer): Field[] | undefined {
  const fields: Field[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const number = bytes[offset++] ?? 0;
    let length = 0;
    let shift = 0;
    let byte = 0x80;
    for (; byte & 0x80 && shift < 21; shift += 7) {
      byte = bytes[offset++] ?? 0x80;
      length |= (byte & 0x7f) << shift;
    }
    if (byte & 0x80 || offset + length > bytes.length) return undefined;
    fields.push([number, bytes.toString('utf8', offset, offset + length)]);
    offset += length;
  }
  return fields;
}
