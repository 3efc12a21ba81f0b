import { samlId } from '../../base/ids.ts';
import { surface } from '../../failures/aws-error.ts';
import { type EncryptionMode, type ProviderMetadata, readMetadata } from '../../saml/index.ts';
import { samlProviderEntity } from '../entities.ts';
import type { Work } from '../work.ts';
import type { SecretSealing } from './access-keys.ts';
import { alreadyExists, invalidInput, quotaExceeded } from './errors.ts';
import { quotas } from './quotas.ts';
import {
  addPrivateKey,
  listPrivateKeys,
  removePrivateKey,
  type SamlPrivateKeyRow,
} from './saml-private-keys.ts';
import {
  findSamlProviderByName,
  listSamlProviders,
  type SamlProviderRow,
  touchSamlProvider,
} from './saml-providers.ts';

/** How long a provider is valid whose metadata does not say it (aws-facts C5). */
const DEFAULT_YEARS = 100;

/** What a SAML provider is created from; its tags are set apart. */
export interface NewSamlProvider {
  readonly name: string;
  /** 1,000 to 10,000,000 characters. */
  readonly document: string;
  readonly encryptionMode: EncryptionMode | undefined;
  /** PEM. */
  readonly privateKey: string | undefined;
}

/**
 * Creates a SAML provider. Throws EntityAlreadyExists, LimitExceeded, or InvalidInput for metadata
 * (with the failure that explains it), for a private key, or for a mode that needs one.
 */
export async function createSamlProvider(
  work: Work,
  secrets: SecretSealing,
  input: NewSamlProvider,
): Promise<SamlProviderRow> {
  const { name, document, encryptionMode, privateKey } = input;
  if (encryptionMode === 'Required' && privateKey === undefined) throw requiredWithoutKey();
  if (await findSamlProviderByName(work, name)) {
    throw alreadyExists(`Provider with name ${name} already exists.`);
  }
  const limit = quotas.samlProvidersPerAccount;
  if ((await listSamlProviders(work)).length >= limit) {
    throw quotaExceeded('SAMLProvidersPerAccount', limit);
  }
  const metadata = requireMetadata(work, document);
  const row = {
    provider_id: samlId('SAMLSP', work.random),
    name,
    name_key: name.toLowerCase(),
    created_at: work.now,
    valid_until: validUntil(metadata, work.now),
    encryption_mode: encryptionMode ?? null,
  };
  const account_id = work.account;
  const { provider_id } = row;
  work.write(work.read.insertInto('saml_providers').values({ account_id, ...row }));
  work.write(
    work.read
      .insertInto('saml_metadata')
      .values({ account_id, provider_id, uploaded_at: work.now, document }),
  );
  if (privateKey !== undefined) {
    addPrivateKey(work, secrets, { providerId: provider_id, present: [], pem: privateKey });
  }
  work.changed(samlProviderEntity(name));
  return { ...row, row_version: 1 };
}

/** What UpdateSAMLProvider asks for; what is undefined stays. */
export interface SamlProviderUpdate {
  readonly document: string | undefined;
  readonly encryptionMode: EncryptionMode | undefined;
  /** PEM. */
  readonly addPrivateKey: string | undefined;
  readonly removePrivateKey: string | undefined;
}

/**
 * Changes metadata, encryption mode or private keys of a provider, all of it or nothing. Throws
 * InvalidInput or LimitExceeded in the words of "Troubleshoot SAML federation" (IAM User Guide).
 */
export async function updateSamlProvider(
  work: Work,
  secrets: SecretSealing,
  provider: SamlProviderRow,
  update: SamlProviderUpdate,
): Promise<void> {
  refuseEmptyOrDouble(update);
  const { document, encryptionMode } = update;
  const left = await changePrivateKeys(work, secrets, provider, update);
  if ((encryptionMode ?? provider.encryption_mode) === 'Required' && left === 0) {
    throw update.removePrivateKey === undefined
      ? requiredWithoutKey()
      : invalidInput('Failed to remove private key.');
  }
  const metadata = document === undefined ? undefined : requireMetadata(work, document);
  touchSamlProvider(work, provider, {
    ...(encryptionMode === undefined ? {} : { encryption_mode: encryptionMode }),
    ...(metadata ? { valid_until: validUntil(metadata, provider.created_at) } : {}),
  });
  if (document !== undefined) {
    work.write(
      work.read
        .updateTable('saml_metadata')
        .set({ document, uploaded_at: work.now })
        .where('account_id', '=', work.account)
        .where('provider_id', '=', provider.provider_id),
    );
  }
  work.changed(samlProviderEntity(provider.name));
}

function refuseEmptyOrDouble(update: SamlProviderUpdate): void {
  if (Object.values(update).every((member) => member === undefined)) {
    throw invalidInput(
      'Unable to update identity provider. No updates are defined for metadata or encryption assertion.',
    );
  }
  if (update.addPrivateKey !== undefined && update.removePrivateKey !== undefined) {
    throw invalidInput(
      'Unable to add and remove private keys in the same request. Set a value for only one of the two parameters.',
    );
  }
}

/** Adds or removes a private key where that is asked for; answers how many there are then. */
async function changePrivateKeys(
  work: Work,
  secrets: SecretSealing,
  { provider_id: providerId }: SamlProviderRow,
  update: SamlProviderUpdate,
): Promise<number> {
  const present: readonly SamlPrivateKeyRow[] = await listPrivateKeys(work, providerId);
  const { addPrivateKey: pem, removePrivateKey: keyId } = update;
  if (pem !== undefined) {
    addPrivateKey(work, secrets, { providerId, present, pem });
    return present.length + 1;
  }
  if (keyId !== undefined) {
    removePrivateKey(work, { providerId, present, keyId });
    return present.length - 1;
  }
  return present.length;
}

/** Throws the error that the metadata's first failed check surfaces as: InvalidInput. */
function requireMetadata(work: Work, document: string): ProviderMetadata {
  const reading = readMetadata(document, { now: work.now });
  if (!reading.ok) throw surface(reading.failure);
  return reading.metadata;
}

function validUntil(metadata: ProviderMetadata, createdAt: number): number {
  if (metadata.validUntil !== undefined) return metadata.validUntil;
  const end = new Date(createdAt);
  return end.setUTCFullYear(end.getUTCFullYear() + DEFAULT_YEARS);
}

function requiredWithoutKey(): Error {
  return invalidInput(
    'Unable to set assertion encryption mode to Required because no private key is provided.',
  );
}
