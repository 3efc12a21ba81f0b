import { iamArn } from '../../base/arn.ts';
import { uuid } from '../../base/ids.ts';
import { oidcProviderEntity } from '../entities.ts';
import { deleteAllTags } from '../tags.ts';
import type { Work } from '../work.ts';
import { alreadyExists, invalidInput, noSuchEntity, quotaExceeded } from './errors.ts';
import { providerNamed, requireProviderArn } from './provider-arns.ts';
import { quotas } from './quotas.ts';

/** An OpenID Connect provider as its row has it. */
export interface OidcProviderRow {
  /** What its tags hang on; never shown. */
  readonly provider_id: string;
  /** Without `https://`. */
  readonly url: string;
  readonly created_at: number;
  /** JSON arrays. */
  readonly client_ids: string;
  readonly thumbprints: string;
  readonly row_version: number;
}

const COLUMNS = [
  'provider_id',
  'url',
  'created_at',
  'client_ids',
  'thumbprints',
  'row_version',
] as const;

/** The ARN of the provider with that URL (without `https://`). */
export function oidcProviderArn(account: string, url: string): string {
  return iamArn(account, 'oidc-provider', '/', url);
}

/** The texts of a column that holds a JSON array. */
export function textsOf(column: string): string[] {
  return JSON.parse(column) as string[];
}

async function findByUrl(work: Work, url: string): Promise<OidcProviderRow | undefined> {
  return await work.read
    .selectFrom('oidc_providers')
    .select(COLUMNS)
    .where('account_id', '=', work.account)
    .where('url', '=', url)
    .executeTakeFirst();
}

/** The account's provider with exactly that ARN, or undefined; also for what is no such ARN. */
export async function findOidcProvider(
  work: Work,
  arn: string,
): Promise<OidcProviderRow | undefined> {
  const url = providerNamed(work.account, 'oidc-provider', arn);
  return url === undefined ? undefined : await findByUrl(work, url);
}

/** The account's provider with that ARN; throws NoSuchEntity or ValidationError. */
export async function getOidcProvider(work: Work, arn: string): Promise<OidcProviderRow> {
  requireProviderArn('oidc-provider', arn);
  const provider = await findOidcProvider(work, arn);
  if (!provider) throw noSuchEntity(`OpenIDConnect Provider not found for arn ${arn}`);
  return provider;
}

/** Every OpenID Connect provider of the account, by URL; a quota bounds their number. */
export async function listOidcProviders(work: Work): Promise<OidcProviderRow[]> {
  return await work.read
    .selectFrom('oidc_providers')
    .select(COLUMNS)
    .where('account_id', '=', work.account)
    .orderBy('url')
    .execute();
}

/** What a provider is created from; its tags are set apart. */
export interface NewOidcProvider {
  /** Without `https://`; see `readProviderUrl`. */
  readonly url: string;
  readonly clientIds: readonly string[];
  /** None when the provider is to be created with what its issuer shows: see `thumbprints`. */
  readonly thumbprints: readonly string[];
  /** Asks the issuer, once everything else is in order. */
  readonly askIssuer: () => Promise<readonly string[]>;
}

/** Creates a provider; throws EntityAlreadyExists, LimitExceeded, InvalidInput. */
export async function createOidcProvider(
  work: Work,
  input: NewOidcProvider,
): Promise<OidcProviderRow> {
  if (input.thumbprints.length > 0) checkThumbprints(input.thumbprints);
  const clientIds = [...new Set(input.clientIds)];
  refuseTooManyClients(clientIds);
  if (await findByUrl(work, input.url)) {
    throw alreadyExists(`Provider with url https://${input.url} already exists.`);
  }
  const limit = quotas.oidcProvidersPerAccount;
  if ((await listOidcProviders(work)).length >= limit) {
    throw quotaExceeded('OpenIdConnectProvidersPerAccount', limit);
  }
  const thumbprints = input.thumbprints.length > 0 ? input.thumbprints : await input.askIssuer();
  const row = {
    provider_id: uuid(work.random),
    url: input.url,
    created_at: work.now,
    client_ids: JSON.stringify(clientIds),
    thumbprints: thumbprintColumn(thumbprints),
  };
  work.write(work.read.insertInto('oidc_providers').values({ account_id: work.account, ...row }));
  work.changed(oidcProviderEntity(row.url));
  return { ...row, row_version: 1 };
}

/** Adds a client id; one that the provider has already changes nothing. Throws LimitExceeded. */
export function addClientId(work: Work, provider: OidcProviderRow, clientId: string): void {
  const clientIds = textsOf(provider.client_ids);
  if (clientIds.includes(clientId)) return;
  clientIds.push(clientId);
  refuseTooManyClients(clientIds);
  touchOidcProvider(work, provider, { client_ids: JSON.stringify(clientIds) });
}

/** Takes a client id away; one that the provider does not have changes nothing. */
export function removeClientId(work: Work, provider: OidcProviderRow, clientId: string): void {
  const clientIds = textsOf(provider.client_ids);
  const left = clientIds.filter((each) => each !== clientId);
  if (left.length === clientIds.length) return;
  touchOidcProvider(work, provider, { client_ids: JSON.stringify(left) });
}

/** Replaces the thumbprints; throws InvalidInput for none and for more than five. */
export function setThumbprints(
  work: Work,
  provider: OidcProviderRow,
  thumbprints: readonly string[],
): void {
  checkThumbprints(thumbprints);
  touchOidcProvider(work, provider, { thumbprints: thumbprintColumn(thumbprints) });
}

/** Deletes a provider. Roles that trust it stay as they are: nobody can assume them through it. */
export function deleteOidcProvider(work: Work, provider: OidcProviderRow): void {
  deleteAllTags(work, provider.provider_id);
  work.write(
    work.read
      .deleteFrom('oidc_providers')
      .where('account_id', '=', work.account)
      .where('provider_id', '=', provider.provider_id)
      .where('row_version', '=', provider.row_version),
  );
  work.changed(oidcProviderEntity(provider.url));
}

/** Raises the row version, guarded by the version that was read, and changes the members given. */
export function touchOidcProvider(
  work: Work,
  provider: OidcProviderRow,
  change: { readonly client_ids?: string; readonly thumbprints?: string } = {},
): void {
  work.write(
    work.read
      .updateTable('oidc_providers')
      .set((e) => ({ ...change, row_version: e('row_version', '+', 1) }))
      .where('account_id', '=', work.account)
      .where('provider_id', '=', provider.provider_id)
      .where('row_version', '=', provider.row_version),
  );
  if (Object.keys(change).length > 0) work.changed(oidcProviderEntity(provider.url));
}

/** AWS compares thumbprints without regard to case and shows them in lower case. */
function thumbprintColumn(thumbprints: readonly string[]): string {
  return JSON.stringify(thumbprints.map((thumbprint) => thumbprint.toLowerCase()));
}

/** The texts are AWS's: five entries are accepted (aws-facts D1). */
function checkThumbprints(thumbprints: readonly string[]): void {
  const limit = quotas.thumbprintsPerOidcProvider;
  if (thumbprints.length === 0) {
    throw invalidInput('Thumbprint list must contain at least one entry.');
  }
  if (thumbprints.length > limit) {
    throw invalidInput(`Thumbprint list must contain fewer than ${limit} entries.`);
  }
}

function refuseTooManyClients(clientIds: readonly string[]): void {
  const limit = quotas.clientIdsPerOidcProvider;
  if (clientIds.length > limit) throw quotaExceeded('ClientIdsPerOpenIdConnectProvider', limit);
}
