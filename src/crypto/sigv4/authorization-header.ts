import { hash } from 'node:crypto';
import type { HttpRequest } from '../../base/http.ts';
import { failure } from '../../failures/catalogue.ts';
import { assemble, quoted } from './assemble.ts';
import { headerOf } from './headers.ts';
import { ALGORITHM, refused, type SignatureReading } from './signature.ts';

const NAMES = ['Credential', 'Signature', 'SignedHeaders'] as const;
type Name = (typeof NAMES)[number];

function isName(text: string): text is Name {
  return text === 'Credential' || text === 'Signature' || text === 'SignedHeaders';
}

/** AWS's list of what is missing, one sentence each. */
function missing(found: ReadonlyMap<Name, string>, date: string | undefined): string {
  const sentences = NAMES.filter((name) => !found.get(name)).map(
    (name) => `Authorization header requires '${name}' parameter.`,
  );
  if (!date) {
    sentences.push(
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
    );
  }
  return sentences.join(' ');
}

/** Reads `AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…` and the headers around it. */
export function readAuthorizationHeader(
  request: HttpRequest,
  authorization: string,
): SignatureReading {
  if (!authorization.startsWith('AWS4-')) return refused(failure('SIG-002', {}));
  const blank = authorization.indexOf(' ');
  const algorithm = blank < 0 ? authorization : authorization.slice(0, blank);
  if (algorithm !== ALGORITHM) {
    return refused(failure('SIG-004', { algorithm: quoted(algorithm) }));
  }
  const found = new Map<Name, string>();
  for (const piece of authorization.slice(algorithm.length).split(',')) {
    const part = piece.trim();
    if (part === '') continue;
    const equal = part.indexOf('=');
    if (equal < 0) return refused(failure('SIG-005', { hash: hashOf(authorization) }));
    const name = part.slice(0, equal);
    if (!isName(name)) continue;
    if (found.has(name)) return refused(failure('SIG-008', { parameter: name }));
    found.set(name, part.slice(equal + 1));
  }
  const amzDate = headerOf(request, 'x-amz-date');
  const date = amzDate ?? headerOf(request, 'date');
  const credential = found.get('Credential');
  const signedHeaders = found.get('SignedHeaders');
  const signature = found.get('Signature');
  if (!credential || !signedHeaders || !signature || !date) {
    const details = { missing: missing(found, date), hash: hashOf(authorization) };
    return refused(failure('SIG-006', details));
  }
  return assemble({
    form: 'header',
    credential,
    signedHeaders,
    signature,
    date,
    httpDate: amzDate === undefined,
    sessionToken: headerOf(request, 'x-amz-security-token'),
    expires: undefined,
    contentHash: headerOf(request, 'x-amz-content-sha256'),
    parameters: undefined,
  });
}

/** AWS repeats the header hashed, so that secrets pasted into it do not end in logs. */
function hashOf(authorization: string): string {
  return hash('sha256', authorization, 'base64');
}
