import { samlId } from '../../base/ids.ts';
import { readRsaPrivateKey } from '../../crypto/index.ts';
import { refuse } from '../../failures/aws-error.ts';
import type { Work } from '../work.ts';
import type { SecretSealing } from './access-keys.ts';
import { invalidInput, limitExceeded } from './errors.ts';
import { quotas } from './quotas.ts';

/** A private key of a SAML provider as its row has it, without the key itself. */
export interface SamlPrivateKeyRow {
  readonly key_id: string;
  readonly created_at: number;
}

/** What the seal of a private key is bound to: it opens for its own provider only. */
export function privateKeyContext(account: string, providerId: string, keyId: string): string {
  return `saml-private-key/${account}/${providerId}/${keyId}`;
}

/** The private keys of a provider, the oldest first. */
export async function listPrivateKeys(
  work: Work,
  providerId: string,
): Promise<SamlPrivateKeyRow[]> {
  return await work.read
    .selectFrom('saml_private_keys')
    .select(['key_id', 'created_at'])
    .where('account_id', '=', work.account)
    .where('provider_id', '=', providerId)
    .orderBy('created_at')
    .orderBy('key_id')
    .execute();
}

/**
 * Keeps a further private key of a provider, sealed. Throws InvalidInput (IDP-002) for a text that
 * is not an RSA key in PEM (see `readRsaPrivateKey`), LimitExceeded for a third key. The provider's row is
 * created or touched by the caller.
 */
export function addPrivateKey(
  work: Work,
  secrets: SecretSealing,
  input: {
    readonly providerId: string;
    readonly present: readonly SamlPrivateKeyRow[];
    readonly pem: string;
  },
): SamlPrivateKeyRow {
  const { providerId, present } = input;
  const limit = quotas.privateKeysPerSamlProvider;
  if (present.length >= limit) throw limitExceeded(`Private key limit of ${limit} is reached.`);
  const read = readRsaPrivateKey(input.pem);
  if (!read.ok) throw refuse('IDP-002', { reason: read.problem });
  const row = { key_id: samlId('SAMLPK', work.random), created_at: work.now };
  const context = privateKeyContext(work.account, providerId, row.key_id);
  work.write(
    work.read.insertInto('saml_private_keys').values({
      account_id: work.account,
      provider_id: providerId,
      ...row,
      secret: secrets.seal(read.pem, context),
    }),
  );
  return row;
}

/** Deletes one of the private keys; throws InvalidInput when the provider has none of that id. */
export function removePrivateKey(
  work: Work,
  input: {
    readonly providerId: string;
    readonly present: readonly SamlPrivateKeyRow[];
    readonly keyId: string;
  },
): void {
  const { providerId, present, keyId } = input;
  if (!present.some(({ key_id }) => key_id === keyId)) {
    throw invalidInput(
      'Failed to remove private key because the Key ID does not match a private key.',
    );
  }
  work.write(
    work.read
      .deleteFrom('saml_private_keys')
      .where('account_id', '=', work.account)
      .where('provider_id', '=', providerId)
      .where('key_id', '=', keyId),
  );
}
