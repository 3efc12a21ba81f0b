import type { HttpRequest } from '../../base/http.ts';
import { failure } from '../../failures/catalogue.ts';
import { readAuthorizationHeader } from './authorization-header.ts';
import { headerOf } from './headers.ts';
import { claimsSignature, readPresignedQuery } from './presigned-query.ts';
import { queryParameters } from './query.ts';
import { refused, type SignatureReading } from './signature.ts';

/**
 * Reads the Signature Version 4 of a request from its Authorization header or its query string,
 * without judging anything but its form (aws-facts B5). Never throws; a request that is signed in
 * both places, or nowhere, is refused.
 */
export function readSignature(request: HttpRequest): SignatureReading {
  const authorization = headerOf(request, 'authorization');
  const parameters = request.query === '' ? undefined : queryParameters(request.query);
  const presigned = parameters !== undefined && claimsSignature(parameters);
  if (authorization !== undefined) {
    if (presigned) return refused(failure('SIG-003', {}));
    return readAuthorizationHeader(request, authorization);
  }
  return presigned ? readPresignedQuery(request, parameters) : refused(failure('SIG-001', {}));
}
