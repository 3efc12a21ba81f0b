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

/** The names that are accepted in a response for one provider. */
export interface AcceptedNames {
  /** Values of Recipient: the URLs that responses are posted to. */
  readonly recipients: readonly string[];
  /** Values of Audience: our entity id and the same URLs. */
  readonly audiences: readonly string[];
}

/** AWS's entity id (aws-facts C1). */
const AWS_ENTITY_ID = 'urn:amazon:webservices';

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
  return withProvider(
    bases.map((base) => `${base}/saml`),
    providerUuid,
  );
}

function withProvider(urls: readonly string[], providerUuid: string | undefined): string[] {
  if (providerUuid === undefined) return [...urls];
  return [...urls, ...urls.map((url) => `${url}/acs/${providerUuid}`)];
}

/** AWS's own consumer URLs: the global one and those of our regions. */
function awsConsumerUrls(regions: readonly string[], providerUuid: string | undefined): string[] {
  const hosts = ['signin.aws.amazon.com', ...regions.map((r) => `${r}.signin.aws.amazon.com`)];
  return withProvider(
    hosts.map((host) => `https://${host}/saml`),
    providerUuid,
  );
}

/**
 * Recipients and audiences that are accepted from the provider with `providerUuid`: our own always,
 * AWS's only where the operator says so, since an assertion that was made for AWS is otherwise
 * somebody else's to redeem.
 */
export function acceptedNames(
  settings: EndpointSettings,
  providerUuid: string | undefined,
): AcceptedNames {
  const own = consumerUrls(settings, providerUuid);
  const entity = entityId(settings.publicUrl);
  if (!settings.awsNames) return { recipients: own, audiences: [entity, ...own] };
  const aws = awsConsumerUrls(settings.regions, providerUuid);
  return {
    recipients: [...own, ...aws],
    audiences: [entity, ...own, AWS_ENTITY_ID, ...aws],
  };
}
