import { parseArn } from '../../base/arn.ts';
import type { Work } from '../work.ts';
import { accessDenied, validationError } from './errors.ts';

/** The kinds of identity providers, by the word that their ARNs have. */
export type ProviderKind = 'saml-provider' | 'oidc-provider';

/**
 * The name of a SAML provider or the URL of an OpenID Connect provider from an ARN of the work's
 * own account; undefined for every other text.
 */
export function providerNamed(
  account: string,
  kind: ProviderKind,
  arn: string,
): string | undefined {
  const prefix = `arn:aws:iam::${account}:${kind}/`;
  return arn.startsWith(prefix) && arn.length > prefix.length
    ? arn.slice(prefix.length)
    : undefined;
}

/**
 * The name or URL that the ARN of a request names. Throws ValidationError when it is no ARN of such
 * a provider, AccessDenied when it is another account's.
 */
export function requireProviderArn(work: Work, kind: ProviderKind, text: string): string {
  const name = providerNamed(work.account, kind, text);
  if (name !== undefined) return name;
  const arn = parseArn(text);
  if (arn?.partition !== 'aws' || arn.service !== 'iam' || arn.region !== '') {
    throw validationError(`Invalid ARN: ${text}`);
  }
  if (!/^[a-z-]+\/./.test(arn.resource)) throw validationError(`Invalid ARN: ${text}`);
  if (!arn.resource.startsWith(`${kind}/`)) throw validationError('Invalid resource type in ARN');
  throw accessDenied('Provider is outside your own account.');
}
