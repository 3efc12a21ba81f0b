import { serviceProviderMetadata } from '../../saml/index.ts';
import type { SamlProviderState } from '../iam/state.ts';
import { consumerUrls, type EndpointSettings, entityId } from './endpoints.ts';

/**
 * The metadata document of this server: for every SAML provider, or for one with its own consumer
 * URLs and the keys that assertions may be encrypted for. The consumer URL of `region` comes first.
 */
export function ownMetadata(
  settings: Pick<EndpointSettings, 'publicUrl' | 'regions'>,
  region: string | undefined,
  provider: SamlProviderState | undefined,
): string {
  const { publicUrl } = settings;
  const urls = consumerUrls(settings, undefined);
  const own = provider ? consumerUrls(settings, provider.uuid).slice(urls.length) : urls;
  const base = region === undefined ? `${publicUrl}/saml` : `${publicUrl}/${region}/saml`;
  const first = own.filter((url) => url === base || url.startsWith(`${base}/`));
  return serviceProviderMetadata({
    entityId: entityId(publicUrl),
    consumerUrls: [...first, ...own.filter((url) => !first.includes(url))],
    encryptionKeys: provider?.privateKeys ?? [],
  });
}
