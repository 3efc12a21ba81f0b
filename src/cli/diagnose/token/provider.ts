import { parseArn } from '../../../base/arn.ts';
import { builtInProvider, registeredProvider, type TokenProvider } from '../../../oidc/index.ts';
import { readOidcProviderFile, readProvidersFile } from '../iam-files.ts';
import type { ReadFile } from '../read-file.ts';
import type { TokenOptions } from './token-options.ts';

/** The providers of the account, as far as options and files tell of them. */
export interface KnownProviders {
  /** URLs without scheme. */
  readonly urls: readonly string[];
  /** The one that options or a file describe. */
  readonly described: string | undefined;
  /** Undefined when nobody told them. */
  readonly clientIds: readonly string[] | undefined;
  readonly thumbprints: readonly string[];
  readonly account: string | undefined;
}

const SCHEME = 'https://';
const RESOURCE = 'oidc-provider/';

/** Reads the files about providers. Throws UnusableInput. */
export async function readKnownProviders(
  read: ReadFile,
  options: TokenOptions,
): Promise<KnownProviders> {
  const { oidcProvider, providers, clientId, thumbprint = [] } = options;
  const file =
    oidcProvider === undefined ? undefined : await readOidcProviderFile(read, oidcProvider);
  const arns = providers === undefined ? [] : await readProvidersFile(read, providers, 'oidc');
  const listed = arns.flatMap((arn) => parseArn(arn) ?? []);
  const described = withoutScheme(options.issuer) ?? file?.url;
  const urls = listed.flatMap(({ resource }) =>
    resource.startsWith(RESOURCE) ? [resource.slice(RESOURCE.length)] : [],
  );
  const isTold = file !== undefined || clientId !== undefined;
  return {
    urls: [...new Set([...(described === undefined ? [] : [described]), ...urls])],
    described,
    clientIds: isTold ? [...(file?.clientIds ?? []), ...(clientId ?? [])] : undefined,
    thumbprints: [...(file?.thumbprints ?? []), ...thumbprint],
    account: parseArn(options.role ?? '')?.account ?? listed[0]?.account,
  };
}

function withoutScheme(url: string | undefined): string | undefined {
  return url?.startsWith(SCHEME) ? url.slice(SCHEME.length) : url;
}

/** How it is known that the account has the provider of a token. */
export type ProviderOrigin = 'told' | 'built-in' | 'assumed' | 'none';

/** The provider of a token, and how it came to that. */
export interface FoundProvider {
  readonly provider: TokenProvider | undefined;
  readonly origin: ProviderOrigin;
}

/**
 * Finds the provider of an issuer as the server does: the account's own first, then those that AWS
 * knows. Where nobody told what the account has, the issuer is taken to be registered there.
 */
export function findProvider(issuer: string | undefined, known: KnownProviders): FoundProvider {
  if (issuer === undefined) return { provider: undefined, origin: 'none' };
  const url = issuer.startsWith(SCHEME) ? issuer.slice(SCHEME.length) : undefined;
  if (url !== undefined && known.urls.includes(url)) {
    return { provider: registered(url, known), origin: 'told' };
  }
  const builtIn = builtInProvider(issuer);
  if (builtIn) return { provider: builtIn, origin: 'built-in' };
  if (known.urls.length > 0 || url === undefined) return { provider: undefined, origin: 'none' };
  return { provider: registered(url, known), origin: 'assumed' };
}

function registered(url: string, { account = '', clientIds }: KnownProviders): TokenProvider {
  const arn = `arn:aws:iam::${account}:${RESOURCE}${url}`;
  return {
    ...registeredProvider({ arn, url, clientIds: [] }),
    // What is not known throws, so that the checks that need it are skipped and not failed.
    get clientIds() {
      if (!clientIds) throw new Error('no client ids were given');
      return clientIds;
    },
  };
}
