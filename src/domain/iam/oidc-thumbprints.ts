import type { Clock } from '../../base/clock.ts';
import { refuse } from '../../failures/aws-error.ts';
import { problemText } from '../../oidc/index.ts';
import type { Fetch } from '../federation/fetch.ts';
import { fetchIssuerKeys, type IssuerRequest } from '../federation/issuer-keys-fetch.ts';

/**
 * Asks an issuer, named by its URL without `https://`, for the thumbprint that its provider is
 * created with when the request names none. Rejects with OpenIdIdpCommunicationError
 * (IDP-001).
 */
export type AskThumbprint = (url: string) => Promise<string>;

/**
 * The thumbprint of an issuer: SHA-1 of the top certificate that the host of its keys sends. Only a
 * host that a trusted authority vouches for is believed here: what an unknown host says of itself
 * would be pinned for as long as the provider lives. For such a host the administrator names the
 * thumbprint, or adds its authority to GATEHOUSE_CA_FILE.
 */
export function createAskThumbprint(parts: {
  readonly fetch: Fetch;
  readonly clock: Clock;
}): AskThumbprint {
  return async (url) => {
    const issuer = { url: `https://${url}`, thumbprints: [] };
    const { requests, outcome } = await fetchIssuerKeys(parts, issuer);
    const thumbprint = topThumbprint(requests.find(({ step }) => step === 'keys'));
    if (thumbprint !== undefined) return thumbprint;
    const reason = outcome.kind === 'failed' ? problemText(outcome.problem) : 'it sent none';
    throw refuse('IDP-001', { url: issuer.url, reason });
  };
}

function topThumbprint(request: IssuerRequest | undefined): string | undefined {
  return request?.hops.at(-1)?.certificate?.chain.at(-1)?.thumbprint;
}
