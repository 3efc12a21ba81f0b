import { createHmac, hash, type KeyObject } from 'node:crypto';
import { equalSecrets } from '../../base/bytes.ts';
import type { HttpRequest } from '../../base/http.ts';
import { canonicalHeaders } from './headers.ts';
import { canonicalPaths } from './path.ts';
import { canonicalQuery, queryParameters } from './query.ts';
import { ALGORITHM, type RequestSignature } from './signature.ts';
import type { SigningKeys } from './signing-keys.ts';

export const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';

const HIGH_LATIN1 = /[\x80-\xff]/;
const BEYOND_LATIN1 = /[^\0-\xff]/;

/** The lower-case hexadecimal SHA-256 of a request's body. */
export function bodyHash(request: HttpRequest): string {
  return hash('sha256', request.body, 'hex');
}

function payloadLine(signature: RequestSignature, request: HttpRequest): string {
  return signature.contentHash === UNSIGNED_PAYLOAD ? UNSIGNED_PAYLOAD : bodyHash(request);
}

/** The canonical requests that the signer may have hashed: one, except for unusual paths. */
function canonicalRequests(signature: RequestSignature, request: HttpRequest): string[] {
  const without = signature.form === 'query' ? 'X-Amz-Signature' : undefined;
  const parameters = signature.parameters ?? queryParameters(request.query);
  const headers = canonicalHeaders(request, signature.signedHeaders);
  if (parameters === undefined || headers === undefined) return [];
  const query = canonicalQuery(parameters, without);
  const rest = `\n${query}\n${headers}\n${signature.signedHeaderList}\n${payloadLine(signature, request)}`;
  return canonicalPaths(request.path).map((path) => `${request.method}\n${path}${rest}`);
}

function matches(
  signature: RequestSignature,
  canonical: string | Buffer,
  signingKey: KeyObject,
): boolean {
  const hashed = hash('sha256', canonical, 'hex');
  const stringToSign = `${ALGORITHM}\n${signature.amzDate}\n${signature.scope}\n${hashed}`;
  const expected = createHmac('sha256', signingKey).update(stringToSign).digest('hex');
  return equalSecrets(expected, signature.signature);
}

/**
 * Whether the secret made this signature for this request: method, path, query string, the headers
 * that it lists, and the body unless it was declared `UNSIGNED-PAYLOAD`. Time, scope and which
 * headers have to be listed are other checks (see signature-checks). The comparison takes the same
 * time wherever the signatures differ.
 */
export function verifySignature(
  signature: RequestSignature,
  request: HttpRequest,
  secret: string,
  keys: SigningKeys,
): boolean {
  const key = keys.get(secret, signature.scopeDate, signature.region, signature.service);
  return canonicalRequests(signature, request).some(
    (canonical) =>
      matches(signature, canonical, key) ||
      // Header bytes arrive as Latin-1: signers hash the characters (SDKs) or the bytes (curl, Go).
      (HIGH_LATIN1.test(canonical) &&
        !BEYOND_LATIN1.test(canonical) &&
        matches(signature, Buffer.from(canonical, 'latin1'), key)),
  );
}
