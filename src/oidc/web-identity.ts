import { acceptedAudiences, audiencesOf } from './audiences.ts';
import {
  type ConditionKeys,
  laterConditionKeys,
  webIdentityConditionKeys,
} from './condition-keys.ts';
import { readTokenTags, sourceIdentityClaim } from './session-claims.ts';
import type { TokenSubject } from './subject.ts';
import { numericDate } from './time-checks.ts';
import { textMember } from './token.ts';

/** Who a verified token speaks of, in the words of AssumeRoleWithWebIdentity (aws-facts B3). */
export interface WebIdentity {
  /**
   * The federated principal, and the response's Provider: the ARN of an IAM provider, or the name
   * of a built-in one.
   */
  readonly provider: string;
  /** The prefix of the condition keys. */
  readonly providerUrl: string;
  /** SubjectFromWebIdentityToken. */
  readonly subject: string;
  /** The response's Audience: the client id that the token is for. */
  readonly audience: string;
  /** What the trust policy is judged by. */
  readonly conditionKeys: ConditionKeys;
  /** Those of the keys that later requests of the session are judged by. */
  readonly laterKeys: ConditionKeys;
  readonly tags: ReadonlyMap<string, string>;
  readonly transitiveTagKeys: readonly string[];
  readonly sourceIdentity: string | undefined;
  /** `jti`, by which the issuer knows the token. */
  readonly tokenId: string | undefined;
  /** Milliseconds since 1970, where the token tells; the session may last longer. */
  readonly expiresAt: number | undefined;
}

/**
 * The identity that a token proves. All of `tokenChecks` must hold: nothing is read from a token
 * that was not verified.
 *
 * @throws when a check fails or cannot be made
 */
export function webIdentity(subject: TokenSubject): WebIdentity {
  const { failed } = subject.judgement();
  if (failed) throw new Error(`the token was refused: ${failed.code}`);
  const { provider } = subject;
  const { claims } = subject.token();
  const audiences = audiencesOf(claims);
  const sub = textMember(claims, 'sub');
  if (!provider || !audiences || sub === undefined) throw new Error('the token is incomplete');
  const [audience = ''] = acceptedAudiences(audiences, provider);
  const conditionKeys = webIdentityConditionKeys(claims, provider);
  const { tags, transitiveKeys } = readTokenTags(claims);
  const sourceIdentity = sourceIdentityClaim(claims);
  return {
    provider: provider.name,
    providerUrl: provider.url,
    subject: sub,
    audience,
    conditionKeys,
    laterKeys: laterConditionKeys(conditionKeys, provider.url),
    tags: new Map(tags),
    transitiveTagKeys: transitiveKeys,
    sourceIdentity: typeof sourceIdentity === 'string' ? sourceIdentity : undefined,
    tokenId: textMember(claims, 'jti'),
    expiresAt: (numericDate(claims, 'exp') ?? 0) * 1000,
  };
}
