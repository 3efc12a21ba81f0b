import { iamArn } from '../../base/arn.ts';
import type { EncryptionMode } from '../../saml/index.ts';
import { samlProviderEntity } from '../entities.ts';
import { deleteAllTags } from '../tags.ts';
import type { Work } from '../work.ts';
import { invalidInput, noSuchEntity, protectedProvider } from './errors.ts';
import { providerNamed, requireProviderArn } from './provider-arns.ts';

/** A SAML provider as its row has it; its metadata and private keys lie in tables of their own. */
export interface SamlProviderRow {
  /** SAMLProviderUUID. */
  readonly provider_id: string;
  readonly name: string;
  readonly name_key: string;
  readonly created_at: number;
  readonly valid_until: number;
  readonly encryption_mode: EncryptionMode | null;
  readonly row_version: number;
}

const COLUMNS = [
  'provider_id',
  'name',
  'name_key',
  'created_at',
  'valid_until',
  'encryption_mode',
  'row_version',
] as const;

/** The ARN of the SAML provider of that name. */
export function samlProviderArn(account: string, name: string): string {
  return iamArn(account, 'saml-provider', '/', name);
}

/** The provider of that name, whatever the case of its letters, or undefined. */
export async function findSamlProviderByName(
  work: Work,
  name: string,
): Promise<SamlProviderRow | undefined> {
  return await work.read
    .selectFrom('saml_providers')
    .select(COLUMNS)
    .where('account_id', '=', work.account)
    .where('name_key', '=', name.toLowerCase())
    .executeTakeFirst();
}

/** The account's provider with exactly that ARN, or undefined; also for what is no such ARN. */
export async function findSamlProvider(
  work: Work,
  arn: string,
): Promise<SamlProviderRow | undefined> {
  const name = providerNamed(work.account, 'saml-provider', arn);
  if (name === undefined) return undefined;
  const provider = await findSamlProviderByName(work, name);
  return provider?.name === name ? provider : undefined;
}

/** The account's provider with that ARN; throws NoSuchEntity or ValidationError. */
export async function getSamlProvider(work: Work, arn: string): Promise<SamlProviderRow> {
  requireProviderArn('saml-provider', arn);
  const provider = await findSamlProvider(work, arn);
  if (!provider) throw noSuchEntity(`Manifest not found for arn ${arn}`);
  return provider;
}

/** What the names of Identity Center's providers look like, whatever the case (aws-facts E4). */
const RESERVED_NAME = /^awssso_.*_do_not_delete$/i;

/** The provider of that ARN, to be changed; throws UnmodifiableEntity for Identity Center's too. */
export async function getOwnSamlProvider(work: Work, arn: string): Promise<SamlProviderRow> {
  const provider = await getSamlProvider(work, arn);
  if (RESERVED_NAME.test(provider.name)) throw protectedProvider(provider.name);
  return provider;
}

/** Throws InvalidInput for a name that Identity Center's own providers have. */
export function refuseReservedProvider(name: string): void {
  if (!RESERVED_NAME.test(name)) return;
  throw invalidInput(`Provider name ${name} is reserved for providers that AWS services create.`);
}

/** Every SAML provider of the account, by name; a quota bounds their number. */
export async function listSamlProviders(work: Work): Promise<SamlProviderRow[]> {
  return await work.read
    .selectFrom('saml_providers')
    .select(COLUMNS)
    .where('account_id', '=', work.account)
    .orderBy('name_key')
    .execute();
}

/** The metadata document of a provider, as it was uploaded. */
export async function readMetadataDocument(work: Work, providerId: string): Promise<string> {
  const { document } = await work.read
    .selectFrom('saml_metadata')
    .select('document')
    .where('account_id', '=', work.account)
    .where('provider_id', '=', providerId)
    .executeTakeFirstOrThrow();
  return document;
}

/** Deletes a provider. Roles that trust it stay as they are: nobody can assume them through it. */
export function deleteSamlProvider(work: Work, provider: SamlProviderRow): void {
  deleteAllTags(work, provider.provider_id);
  work.write(
    work.read
      .deleteFrom('saml_private_keys')
      .where('account_id', '=', work.account)
      .where('provider_id', '=', provider.provider_id),
    'any',
  );
  work.write(
    work.read
      .deleteFrom('saml_metadata')
      .where('account_id', '=', work.account)
      .where('provider_id', '=', provider.provider_id),
  );
  work.write(
    work.read
      .deleteFrom('saml_providers')
      .where('account_id', '=', work.account)
      .where('provider_id', '=', provider.provider_id)
      .where('row_version', '=', provider.row_version),
  );
  work.changed(samlProviderEntity(provider.name));
}

/**
 * Raises the row version, guarded by the version that was read, and changes the members given.
 * Federation sees a change through `work.changed`, which is the caller's: tags are none of its
 * business.
 */
export function touchSamlProvider(
  work: Work,
  provider: SamlProviderRow,
  change: { readonly valid_until?: number; readonly encryption_mode?: EncryptionMode } = {},
): void {
  work.write(
    work.read
      .updateTable('saml_providers')
      .set((e) => ({ ...change, row_version: e('row_version', '+', 1) }))
      .where('account_id', '=', work.account)
      .where('provider_id', '=', provider.provider_id)
      .where('row_version', '=', provider.row_version),
  );
}
