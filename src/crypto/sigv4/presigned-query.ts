import type { HttpRequest } from '../../base/http.ts';
import { failure } from '../../failures/catalogue.ts';
import { assemble, quoted } from './assemble.ts';
import { headerOf } from './headers.ts';
import type { QueryParameter } from './query.ts';
import { ALGORITHM, refused, type SignatureReading } from './signature.ts';

const REQUIRED = [
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Signature',
  'X-Amz-SignedHeaders',
  'X-Amz-Date',
] as const;
const OPTIONAL = ['X-Amz-Expires', 'X-Amz-Security-Token', 'X-Amz-Content-Sha256'] as const;
type Name = (typeof REQUIRED)[number] | (typeof OPTIONAL)[number];

const NAMES: ReadonlySet<string> = new Set([...REQUIRED, ...OPTIONAL]);

function isName(name: string): name is Name {
  return NAMES.has(name);
}

/** True when a query string claims to carry a signature. */
export function claimsSignature(parameters: readonly QueryParameter[]): boolean {
  return parameters.some(
    ({ name }) =>
      name === 'X-Amz-Algorithm' || name === 'X-Amz-Signature' || name === 'X-Amz-Credential',
  );
}

function decode(value: string): string {
  if (!value.includes('%')) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value; // not UTF-8: no signature parameter has such a value, so it is refused later
  }
}

/** Reads the `X-Amz-…` parameters of a presigned URL. */
export function readPresignedQuery(
  request: HttpRequest,
  parameters: readonly QueryParameter[],
): SignatureReading {
  const found = new Map<Name, string>();
  for (const { name, value } of parameters) {
    if (!isName(name)) continue;
    if (found.has(name)) return refused(failure('SIG-008', { parameter: name }));
    found.set(name, decode(value));
  }
  const absent = REQUIRED.filter((name) => !found.get(name));
  if (absent.length > 0) {
    const missing = absent.map((name) => `AWS query-string parameters must include '${name}'.`);
    return refused(failure('SIG-007', { missing: missing.join(' ') }));
  }
  const algorithm = found.get('X-Amz-Algorithm') ?? '';
  if (algorithm !== ALGORITHM) {
    return refused(failure('SIG-004', { algorithm: quoted(algorithm) }));
  }
  return assemble({
    form: 'query',
    credential: found.get('X-Amz-Credential') ?? '',
    signedHeaders: found.get('X-Amz-SignedHeaders') ?? '',
    signature: found.get('X-Amz-Signature') ?? '',
    date: found.get('X-Amz-Date') ?? '',
    httpDate: false,
    sessionToken: found.get('X-Amz-Security-Token') ?? headerOf(request, 'x-amz-security-token'),
    expires: found.get('X-Amz-Expires'),
    contentHash: headerOf(request, 'x-amz-content-sha256') ?? found.get('X-Amz-Content-Sha256'),
    parameters,
  });
}
