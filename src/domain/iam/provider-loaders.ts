import { readRsaPrivateKey } from '../../crypto/index.ts';
import { type ProviderMetadata, readMetadata } from '../../saml/index.ts';
import type { Lookup, Store } from '../../store/index.ts';
import { oidcProviderArn, textsOf } from './oidc-providers.ts';
import { providerNamed } from './provider-arns.ts';
import { privateKeyContext } from './saml-private-keys.ts';
import { samlProviderArn } from './saml-providers.ts';
import type { OidcProviderState, SamlProviderState } from './state.ts';

type Row = Record<string, string | number | null>;
type OpenSecret = (sealed: string, context: string) => string;

/** The prepared reads of the loaders of identity providers. */
export interface ProviderQueries {
  readonly saml: Lookup<Row>;
  readonly privateKeys: Lookup<Row>;
  readonly oidc: Lookup<Row>;
}

/** Prepares the reads once for the store. */
export function prepareProviderQueries(store: Store): ProviderQueries {
  return {
    saml: store.prepare<Row>(
      `select p.provider_id, p.name, p.valid_until, p.encryption_mode, m.document, m.uploaded_at
       from saml_providers p join saml_metadata m
       on m.account_id = p.account_id and m.provider_id = p.provider_id
       where p.account_id = ? and p.name_key = ?`,
    ),
    privateKeys: store.prepare<Row>(
      `select key_id, secret from saml_private_keys where account_id = ? and provider_id = ?
       order by created_at desc, key_id`,
    ),
    oidc: store.prepare<Row>('select * from oidc_providers where account_id = ? and url = ?'),
  };
}

/** The name in the ARN of a SAML provider of that account; undefined for every other text. */
export function samlProviderNamed(account: string, arn: string): string | undefined {
  return providerNamed(account, 'saml-provider', arn);
}

/** A SAML provider by its exact name, with its metadata read and its private keys opened. */
export async function loadSamlProvider(
  queries: ProviderQueries,
  openSecret: OpenSecret,
  account: string,
  name: string,
): Promise<SamlProviderState | undefined> {
  const [row] = await queries.saml(account, name.toLowerCase());
  if (!row || row.name !== name) return undefined;
  const uuid = String(row.provider_id);
  // As of the upload, so that what was accepted then is readable for ever.
  const reading = readMetadata(String(row.document), { now: Number(row.uploaded_at) });
  if (!reading.ok) {
    throw new Error(`stored metadata of ${name} is unreadable: ${reading.failure.message}`);
  }
  const keys = await queries.privateKeys(account, uuid);
  return {
    account,
    name,
    arn: samlProviderArn(account, name),
    uuid,
    metadata: withoutDocument(reading.metadata),
    validUntil: Number(row.valid_until),
    encryptionMode: encryptionMode(row.encryption_mode, keys.length),
    privateKeys: keys.map(({ key_id, secret }) => {
      const context = privateKeyContext(account, uuid, String(key_id));
      const read = readRsaPrivateKey(openSecret(String(secret), context));
      if (!read.ok) throw new Error(`private key ${key_id} of ${name}: ${read.problem}`);
      return read.key;
    }),
  };
}

/**
 * The same metadata with texts of its own. A text cut out of a document keeps the whole document in
 * memory, and a cached provider is to cost what it says, not the ten million characters around it.
 */
function withoutDocument(metadata: ProviderMetadata): ProviderMetadata {
  const own = (text: string): string => Buffer.from(text).toString();
  return {
    ...metadata,
    entities: metadata.entities.map((entity) => ({
      ...entity,
      entityId: own(entity.entityId),
      ...(entity.ssoUrl === undefined ? {} : { ssoUrl: own(entity.ssoUrl) }),
    })),
  };
}

/** Whoever uploads a private key and names no mode wants encrypted assertions to be taken. */
function encryptionMode(
  stored: string | number | null | undefined,
  keys: number,
): SamlProviderState['encryptionMode'] {
  if (stored === 'Required' || stored === 'Allowed') return stored;
  return keys > 0 ? 'Allowed' : undefined;
}

/** An OpenID Connect provider by its exact URL without scheme. */
export async function loadOidcProvider(
  queries: ProviderQueries,
  account: string,
  url: string,
): Promise<OidcProviderState | undefined> {
  const [row] = await queries.oidc(account, url);
  if (!row) return undefined;
  return {
    account,
    arn: oidcProviderArn(account, url),
    url,
    clientIds: textsOf(String(row.client_ids)),
    thumbprints: textsOf(String(row.thumbprints)),
  };
}
