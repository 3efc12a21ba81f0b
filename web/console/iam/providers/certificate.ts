/** What is shown of a certificate. Times are seconds since 1970. */
export interface CertificateFacts {
  readonly subject: string;
  readonly notBefore: number;
  readonly notAfter: number;
}

/** What is shown of metadata; whether it is right was decided when it was stored. */
export interface MetadataFacts {
  readonly entityId: string | undefined;
  readonly certificates: readonly CertificateFacts[];
}

/** Finds the entity ID and the certificates of a metadata document, each certificate once. */
export function metadataFacts(xml: string): MetadataFacts {
  const entityId = /\bentityID\s*=\s*["']([^"']+)["']/.exec(xml)?.[1];
  const found = [...xml.matchAll(/<(?:[\w-]+:)?X509Certificate[^>]*>([^<]+)</g)];
  const texts = new Set(found.map(([, text = '']) => text.replace(/\s/g, '')));
  return { entityId, certificates: [...texts].flatMap((text) => certificateFacts(text) ?? []) };
}

/** Reads an X.509 certificate in base64; undefined for what is none. */
export function certificateFacts(base64: string): CertificateFacts | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    // Certificate, tbsCertificate, and what stands in it (RFC 5280, section 4.1).
    const [tbs] = children(bytes, read(bytes, 0));
    const fields = tbs ? children(bytes, tbs) : [];
    const isVersioned = fields[0]?.tag === 0xa0;
    const [, , , validity, subject] = isVersioned ? fields.slice(1) : fields;
    if (!validity || !subject) return undefined;
    const [notBefore, notAfter] = children(bytes, validity).map((time) => timeOf(bytes, time));
    if (notBefore === undefined || notAfter === undefined) return undefined;
    return { subject: nameOf(bytes, subject), notBefore, notAfter };
  } catch {
    return undefined;
  }
}

/** A value of DER: its tag, and where its content begins and ends. */
interface Der {
  readonly tag: number;
  readonly from: number;
  readonly to: number;
}

function read(bytes: Uint8Array, at: number): Der {
  const tag = byteAt(bytes, at);
  const first = byteAt(bytes, at + 1);
  const more = first < 0x80 ? 0 : first & 0x7f;
  let length = more === 0 ? first : 0;
  for (let index = 0; index < more; index += 1)
    length = length * 256 + byteAt(bytes, at + 2 + index);
  const from = at + 2 + more;
  if (from + length > bytes.length) throw new RangeError('the value ends behind the text');
  return { tag, from, to: from + length };
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new RangeError('there is no such byte');
  return byte;
}

function children(bytes: Uint8Array, { from, to }: Der): Der[] {
  const found: Der[] = [];
  for (let at = from; at < to; at = found.at(-1)?.to ?? to) found.push(read(bytes, at));
  return found;
}

function textOf(bytes: Uint8Array, { from, to }: Der): string {
  return new TextDecoder().decode(bytes.subarray(from, to));
}

const UTC_TIME = 0x17;

/** `YYMMDDhhmmssZ` or `YYYYMMDDhhmmssZ` (RFC 5280, section 4.1.2.5). */
function timeOf(bytes: Uint8Array, value: Der): number {
  const text = textOf(bytes, value);
  const century = Number(text.slice(0, 2)) < 50 ? '20' : '19';
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(value.tag === UTC_TIME ? century + text : text) ??
    [];
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  return Date.parse(iso) / 1000;
}

const NAMES: Readonly<Record<string, string>> = {
  '85,4,3': 'CN',
  '85,4,10': 'O',
  '85,4,11': 'OU',
  '85,4,6': 'C',
};

/** The parts of a name that people know, such as `CN=idp.example, O=Example`. */
function nameOf(bytes: Uint8Array, name: Der): string {
  const parts = children(bytes, name).flatMap((set) =>
    children(bytes, set).map((pair) => {
      const [type, value] = children(bytes, pair);
      const known = type && NAMES[bytes.subarray(type.from, type.to).join(',')];
      return known && value ? `${known}=${textOf(bytes, value)}` : '';
    }),
  );
  return parts.filter((part) => part !== '').join(', ');
}
