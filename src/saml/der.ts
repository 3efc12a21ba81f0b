/** One value in DER (ITU-T X.690): where it stands in its bytes and what its tag is. */
export interface DerValue {
  readonly tag: number;
  /** Where its contents begin and end. */
  readonly start: number;
  readonly end: number;
}

/** What bytes that are no DER are answered with, inside this folder. */
export class NotDer extends Error {}

/** No certificate needs lengths of more bytes. */
const MOST_LENGTH_BYTES = 4;

/** Reads the value at `at`, which has to end at `limit` or before; throws NotDer. */
export function readDer(bytes: Uint8Array, at: number, limit: number): DerValue {
  const tag = byteAt(bytes, at, limit);
  if ((tag & 0x1f) === 0x1f) throw new NotDer('a tag of several bytes');
  const first = byteAt(bytes, at + 1, limit);
  let start = at + 2;
  let length = first;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > MOST_LENGTH_BYTES) throw new NotDer('a length that DER has not');
    length = 0;
    for (let index = 0; index < count; index += 1) {
      length = length * 256 + byteAt(bytes, start + index, limit);
    }
    const shortest = length < 0x80 || (count > 1 && length < 256 ** (count - 1));
    if (shortest) throw new NotDer('a length that is not the shortest');
    start += count;
  }
  const end = start + length;
  if (end > limit) throw new NotDer('a value that is longer than what it stands in');
  return { tag, start, end };
}

function byteAt(bytes: Uint8Array, at: number, limit: number): number {
  const byte = at < limit ? bytes[at] : undefined;
  if (byte === undefined) throw new NotDer('the bytes end too early');
  return byte;
}

/** The values inside a value, one after the other; throws NotDer. */
export function derChildren(bytes: Uint8Array, { start, end }: DerValue): DerValue[] {
  const children: DerValue[] = [];
  for (let at = start; at < end; ) {
    const child = readDer(bytes, at, end);
    children.push(child);
    at = child.end;
  }
  return children;
}

/** The object identifier in a value's contents, in dotted form; throws NotDer. */
export function derObjectId(bytes: Uint8Array, { tag, start, end }: DerValue): string {
  if (tag !== 0x06 || start === end) throw new NotDer('no object identifier');
  const arcs: bigint[] = [];
  let arc = 0n;
  let isStart = true;
  for (const byte of bytes.subarray(start, end)) {
    if (isStart && byte === 0x80) throw new NotDer('an arc that is not the shortest');
    arc = arc * 128n + BigInt(byte & 0x7f);
    isStart = byte < 0x80;
    if (!isStart) continue;
    arcs.push(arc);
    arc = 0n;
  }
  if (!isStart) throw new NotDer('an arc without end');
  const [first = 0n, ...others] = arcs;
  const top = first < 80n ? first / 40n : 2n;
  return [top, first - top * 40n, ...others].join('.');
}
