import type { Members } from './document.ts';
import type { TokenProvider } from './subject.ts';
import { textMember } from './token.ts';

/** For whom a token was made. */
export interface Audiences {
  /** What is compared with the provider's client ids: `azp` when it is present, else `aud`. */
  readonly presented: readonly string[];
  /** The `aud` claim of a token that has an `azp`; it then goes by the name `oaud`. */
  readonly original: readonly string[] | undefined;
}

/** The values of `aud`: a text or a list of texts; undefined when it is missing or neither. */
export function audienceClaim(claims: Members): readonly string[] | undefined {
  const value = claims.get('aud');
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const texts = value.filter((item): item is string => typeof item === 'string');
  return texts.length === value.length ? texts : undefined;
}

/**
 * Whom a token is for (aws-facts D2, D3). Undefined when `aud` is missing or not made of texts, or
 * when `azp` is not a text.
 */
export function audiencesOf(claims: Members): Audiences | undefined {
  const listed = audienceClaim(claims);
  if (!listed) return undefined;
  if (!claims.has('azp')) return { presented: listed, original: undefined };
  const azp = textMember(claims, 'azp');
  return azp === undefined ? undefined : { presented: [azp], original: listed };
}

/**
 * Those of the presented audiences that the provider knows, in the token's order. A built-in
 * provider registers none: every audience passes, and the trust policy has to tell them apart.
 */
export function acceptedAudiences(audiences: Audiences, provider: TokenProvider): string[] {
  const { clientIds } = provider;
  return audiences.presented.filter((audience) => clientIds?.includes(audience) ?? true);
}
