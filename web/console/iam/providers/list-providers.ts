import { call } from '../../api/call.ts';

/** An identity provider of either kind. */
export interface Provider {
  readonly kind: 'saml' | 'oidc';
  readonly arn: string;
  /** Name of a SAML provider, URL of an OpenID Connect provider. */
  readonly name: string;
  readonly created: number | undefined;
  /** Until when the metadata of a SAML provider holds. */
  readonly validUntil: number | undefined;
}

/** Every identity provider of the account; a quota bounds each kind. */
export async function listProviders(signal: AbortSignal): Promise<Provider[]> {
  const [saml, oidc] = await Promise.all([
    call('iam', 'ListSAMLProviders', {}, signal),
    call('iam', 'ListOpenIDConnectProviders', {}, signal),
  ]);
  return [
    ...(saml.SAMLProviderList ?? []).map(
      ({ Arn = '', CreateDate, ValidUntil }): Provider => ({
        kind: 'saml',
        arn: Arn,
        name: providerName(Arn),
        created: CreateDate,
        validUntil: ValidUntil,
      }),
    ),
    ...(oidc.OpenIDConnectProviderList ?? []).map(
      ({ Arn = '' }): Provider => ({
        kind: 'oidc',
        arn: Arn,
        name: providerName(Arn),
        created: undefined,
        validUntil: undefined,
      }),
    ),
  ];
}

/** What a provider is called: what its ARN ends with. */
export function providerName(arn: string): string {
  return arn.replace(/^[^/]*\//, '');
}
