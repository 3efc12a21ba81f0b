import { describeResponse, examineResponse, type ResponseDescription } from '../../saml/index.ts';
import type { ProviderEncryption } from './encryption-of-files.ts';

/** How long after its issue something is judged for that asks for it: as long as delivery takes. */
export const DELIVERY_MILLISECONDS = 5_000;

/** What a response says before anything is judged; nothing of it is verified. */
export function unverifiedClaims(
  response: string,
  privateKeys: ProviderEncryption['privateKeys'],
): ResponseDescription {
  const subject = examineResponse({
    response,
    metadata: undefined,
    recipients: [],
    audiences: [],
    awsNames: false,
    now: 0,
    skewMilliseconds: 0,
    allowSha1: false,
    decryption: { mode: 'Allowed', keys: privateKeys },
    requestId: '',
  });
  return describeResponse(subject);
}
