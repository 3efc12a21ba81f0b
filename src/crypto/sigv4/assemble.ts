import { isoBasic } from '../../base/clock.ts';
import { failure } from '../../failures/catalogue.ts';
import { parseBasicDate, parseDateHeader } from './amz-date.ts';
import type { QueryParameter } from './query.ts';
import { type RequestSignature, refused, type SignatureReading } from './signature.ts';

/** The raw parts that both places of a signature give, each present. */
export interface SignatureParts {
  readonly form: 'header' | 'query';
  readonly credential: string;
  readonly signedHeaders: string;
  readonly signature: string;
  readonly date: string;
  /** True when `date` is a Date header, which may be in HTTP's format. */
  readonly httpDate: boolean;
  readonly sessionToken: string | undefined;
  readonly expires: string | undefined;
  readonly contentHash: string | undefined;
  readonly parameters: readonly QueryParameter[] | undefined;
}

const CREDENTIAL = /^[\x21-\x7e]{1,512}$/;
const HEADER_LIST = /^[a-z0-9!#$%&'*+.^_`|~-]+(?:;[a-z0-9!#$%&'*+.^_`|~-]+)*$/;
const EXPIRES = /^\d{1,6}$/;
const MAX_EXPIRES = 604_800;

/** What of the caller's text is repeated to the caller: printable and short. */
export function quoted(text: string): string {
  return text.slice(0, 200).replace(/[^\x20-\x7e]/g, '?');
}

function splitCredential(credential: string): readonly string[] | undefined {
  if (!CREDENTIAL.test(credential)) return undefined;
  const parts = credential.split('/');
  return parts.length === 5 && !parts.includes('') ? parts : undefined;
}

/** The names of a SignedHeaders list; undefined unless lower-case, ascending and without repeats. */
function splitSignedHeaders(list: string): readonly string[] | undefined {
  if (!HEADER_LIST.test(list)) return undefined;
  const names = list.split(';');
  for (let index = 1; index < names.length; index++) {
    if ((names[index - 1] ?? '') >= (names[index] ?? '')) return undefined;
  }
  return names;
}

function readExpires(text: string): number | undefined {
  const seconds = EXPIRES.test(text) ? Number(text) : 0;
  return seconds >= 1 && seconds <= MAX_EXPIRES ? seconds : undefined;
}

function readDate({ date, httpDate }: SignatureParts): number | undefined {
  return httpDate ? parseDateHeader(date) : parseBasicDate(date);
}

/** Judges the form of the parts and puts them together. */
export function assemble(parts: SignatureParts): SignatureReading {
  const signedAt = readDate(parts);
  if (signedAt === undefined) return refused(failure('SIG-009', { date: quoted(parts.date) }));
  const signedHeaders = splitSignedHeaders(parts.signedHeaders);
  if (!signedHeaders) {
    return refused(failure('SIG-011', { signedHeaders: quoted(parts.signedHeaders) }));
  }
  const expires = parts.expires === undefined ? undefined : readExpires(parts.expires);
  if (parts.expires !== undefined && expires === undefined) {
    return refused(failure('SIG-012', { expires: quoted(parts.expires) }));
  }
  const credential = splitCredential(parts.credential);
  if (!credential) return refused(failure('SIG-010', { credential: quoted(parts.credential) }));
  const [accessKeyId = '', scopeDate = '', region = '', service = '', terminator = ''] = credential;
  const signature: RequestSignature = {
    form: parts.form,
    accessKeyId,
    scope: parts.credential.slice(accessKeyId.length + 1),
    scopeDate,
    region,
    service,
    terminator,
    amzDate: parts.httpDate ? isoBasic(signedAt) : parts.date,
    signedAt,
    signedHeaders,
    signedHeaderList: parts.signedHeaders,
    signature: parts.signature,
    ...(parts.sessionToken === undefined ? undefined : { sessionToken: parts.sessionToken }),
    ...(expires === undefined ? undefined : { expires }),
    ...(parts.contentHash === undefined ? undefined : { contentHash: parts.contentHash }),
    ...(parts.parameters === undefined ? undefined : { parameters: parts.parameters }),
  };
  return { signature };
}
