import type { HttpRequest } from '../base/http.ts';

/** The credential scope of a SigV4 signature: `date/region/service/aws4_request`. */
export interface CredentialScope {
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

const CREDENTIAL = /Credential=[^/,\s]+\/([^/,\s]*)\/([^/,\s]*)\/([^/,\s]*)\/aws4_request/;
const QUERY_CREDENTIAL = /(?:^|&)X-Amz-Credential=([^&]*)/;

/**
 * The scope that a request claims to be signed for, in its header or its query string. Only the
 * signature check may trust it; here it settles what nothing else tells.
 */
export function claimedScope(request: HttpRequest): CredentialScope | undefined {
  const header = request.headers.authorization;
  let found = header === undefined ? null : CREDENTIAL.exec(header);
  if (!found && header === undefined) {
    const sent = QUERY_CREDENTIAL.exec(request.query)?.[1];
    if (sent !== undefined) found = CREDENTIAL.exec(`Credential=${sent.replace(/%2F/gi, '/')}`);
  }
  const [, date, region, service] = found ?? [];
  if (date === undefined || region === undefined || service === undefined) return undefined;
  return { date, region, service };
}
