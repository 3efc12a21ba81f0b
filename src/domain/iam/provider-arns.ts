import { parseArn } from '../../base/arn.ts';
import { validationError } from './errors.ts';

/** The kinds of identity providers, by the word that their ARNs have. */
export type ProviderKind = 'saml-provider' | 'oidc-provider';

/**
 * The name of a SAML provider or the URL of an OpenID Connect provider from an ARN of that
 * account; undefined for every other text.
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

/** Throws ValidationError for a text that is not the ARN of a provider of that kind. */
export function requireProviderArn(kind: ProviderKind, text: string): void {
  const arn = parseArn(text);
  const isOfIam = arn?.partition === 'aws' && arn.service === 'iam' && arn.region === '';
  if (!isOfIam || !/^[a-z-]+\/./.test(arn.resource)) throw validationError(`Invalid ARN: ${text}`);
  if (!arn.resource.startsWith(`${kind}/`)) throw validationError('Invalid resource type in ARN');
}
