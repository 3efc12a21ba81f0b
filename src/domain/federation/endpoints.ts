/**
 * The names by which an identity provider may mean this server: where it sends responses and for
 * whom it issues assertions (aws-facts C1). Pure: the public URL may become known late.
 */

/** What the names are built from. */
export interface EndpointSettings {
  /** Scheme, host and port without a slash at the end: `https://gatehouse.example.com`. */
  readonly publicUrl: string;
  /** The regions that have a path of their own, such as `us-east-1`. */
  readonly regions: readonly string[];
  /** True when assertions that were made for AWS itself are taken here as well. */
  readonly awsNames: boolean;
}

/** The names of ours that a response of one provider may have. */
export interface OwnNames {
  /** Values of Recipient: the URLs that responses are posted to. */
  readonly recipients: readonly string[];
  /** Values of Audience: our entity id and the same URLs. */
  readonly audiences: readonly string[];
}

/** Our entity id, which is also where the metadata document is. */
export function entityId(publicUrl: string): string {
  return `${publicUrl}/static/saml-metadata.xml`;
}

/** Where a browser posts responses: of any provider, or of the one with that uuid. */
export function consumerUrls(
  { publicUrl, regions }: Pick<EndpointSettings, 'publicUrl' | 'regions'>,
  providerUuid: string | undefined,
): string[] {
  const bases = [publicUrl, ...regions.map((region) => `${publicUrl}/${region}`)];
  const urls = bases.map((base) => `${base}/saml`);
  if (providerUuid === undefined) return urls;
  return [...urls, ...urls.map((url) => `${url}/acs/${providerUuid}`)];
}

/** AWS's consumer URLs of one provider (aws-facts C1): here of the provider that has the uuid here. */
function awsProviderUrls(
  { regions }: Pick<EndpointSettings, 'regions'>,
  providerUuid: string,
): string[] {
  const hosts = ['signin', ...regions.map((region) => `${region}.signin`)];
  return hosts.map((host) => `https://${host}.aws.amazon.com/saml/acs/${providerUuid}`);
}

/**
 * Recipients and audiences that are our own, in a response of the provider with `providerUuid`.
 * Where AWS's names count, those of this provider are among them; whether the names that AWS has for
 * every provider do is for the checks of the response to say.
 */
export function ownNames(settings: EndpointSettings, providerUuid: string | undefined): OwnNames {
  const own = consumerUrls(settings, providerUuid);
  const aws =
    settings.awsNames && providerUuid !== undefined ? awsProviderUrls(settings, providerUuid) : [];
  const recipients = [...own, ...aws];
  return { recipients, audiences: [entityId(settings.publicUrl), ...recipients] };
}
