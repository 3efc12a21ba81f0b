/** An address as 16-bit words: two for IPv4, eight for IPv6. */
type Words = readonly number[];

/** Whether an address, version 4 or 6, lies in a range; false for a text that is no address. */
export type AddressTest = (address: string) => boolean;

const ZERO = '0'.charCodeAt(0);

/**
 * Compiles an address or a CIDR range, version 4 or 6. Addresses of the form `::ffff:a.b.c.d` are
 * the version 4 addresses they carry. Undefined for a text that is neither.
 */
export function compileRange(text: string): AddressTest | undefined {
  const slash = text.indexOf('/');
  const words = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (!words) return undefined;
  let bits = words.length * 16;
  if (slash >= 0) {
    const length = text.slice(slash + 1);
    if (!/^\d{1,3}$/.test(length)) return undefined;
    // A mapped network counts its prefix from the start of the version 6 form.
    const mapped = words.length === 2 && text.slice(0, slash).includes(':');
    bits = Number(length) - (mapped ? 96 : 0);
    if (bits < 0 || bits > words.length * 16) return undefined;
  }
  return (address) => {
    const received = parseAddress(address);
    return received?.length === words.length && samePrefix(words, received, bits);
  };
}

function samePrefix(left: Words, right: Words, bits: number): boolean {
  for (let index = 0; index * 16 < bits; index += 1) {
    const unused = Math.max(0, 16 - (bits - index * 16));
    if ((left[index] ?? 0) >> unused !== (right[index] ?? 0) >> unused) return false;
  }
  return true;
}

function parseAddress(text: string): Words | undefined {
  if (!text.includes(':')) return parseVersion4(text);
  const words = parseVersion6(text);
  const mapped = words?.slice(0, 5).every((word) => word === 0) && words[5] === 0xffff;
  return mapped ? words?.slice(6) : words;
}

/** Four decimal octets without leading zeros. */
function parseVersion4(text: string): Words | undefined {
  const words = [0, 0];
  let octets = 0;
  let digits = 0;
  let value = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit >= 0 && digit <= 9) {
      if (digits > 0 && value === 0) return undefined;
      value = value * 10 + digit;
      digits += 1;
      if (value > 255) return undefined;
    } else {
      if (digits === 0 || octets === 4 || (at < text.length && text[at] !== '.')) return undefined;
      words[octets >> 1] = ((words[octets >> 1] ?? 0) << 8) | value;
      octets += 1;
      digits = 0;
      value = 0;
    }
  }
  return octets === 4 ? words : undefined;
}

function parseVersion6(text: string): Words | undefined {
  if (text.length > 45) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = parseGroups(halves[0] ?? '');
  const tail = parseGroups(halves[1] ?? '');
  if (!head || !tail) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  return [...head, ...new Array<number>(missing).fill(0), ...tail];
}

function parseGroups(text: string): Words | undefined {
  if (text === '') return [];
  const groups = text.split(':');
  const words: number[] = [];
  for (const [index, group] of groups.entries()) {
    const version4 = index === groups.length - 1 ? parseVersion4(group) : undefined;
    if (version4) words.push(...version4);
    else if (/^[0-9a-fA-F]{1,4}$/.test(group)) words.push(Number.parseInt(group, 16));
    else return undefined;
  }
  return words;
}
