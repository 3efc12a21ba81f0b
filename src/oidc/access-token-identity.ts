import { firstFailure } from '../failures/check.ts';
import { isAccessTokenProvider, readAnswers } from './access-token.ts';
import { type AccessTokenSubject, accessTokenChecks } from './access-token-checks.ts';
import { keysOf, laterConditionKeys } from './condition-keys.ts';
import type { WebIdentity } from './web-identity.ts';

/** How the condition keys of each provider name the user (aws-facts D3). */
const userKeys = { 'www.amazon.com': 'user_id', 'graph.facebook.com': 'id' } as const;

/**
 * The identity that an access token stands for: condition keys `{provider}:app_id` and
 * `www.amazon.com:user_id` or `graph.facebook.com:id`. All of `accessTokenChecks` must hold.
 *
 * @throws when a check fails or cannot be made
 */
export function accessTokenIdentity(subject: AccessTokenSubject): WebIdentity {
  const failed = firstFailure(accessTokenChecks, subject);
  if (failed) throw new Error(`the access token was refused: ${failed.code}`);
  const { providerId, answers } = subject;
  if (!isAccessTokenProvider(providerId) || !answers) throw new Error('nobody was asked');
  const info = readAnswers(providerId, answers);
  if (!info) throw new Error('nothing was told');
  const conditionKeys = keysOf(providerId, [
    ['app_id', info.applications],
    [userKeys[providerId], [info.subject]],
  ]);
  return {
    provider: providerId,
    providerUrl: providerId,
    subject: info.subject,
    audience: info.applications[0] ?? '',
    conditionKeys,
    laterKeys: laterConditionKeys(conditionKeys, providerId),
    tags: new Map(),
    transitiveTagKeys: [],
    sourceIdentity: undefined,
    tokenId: undefined,
    expiresAt: undefined,
  };
}
