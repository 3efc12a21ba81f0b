import type { Generated } from 'kysely';

/* Identity providers of accounts, and assertions that were used. */

export interface SamlProviderTable {
  account_id: string;
  /** SAMLProviderUUID. */
  provider_id: string;
  name: string;
  name_key: string;
  created_at: number;
  /** The metadata's `validUntil`, or a hundred years after the creation. */
  valid_until: number;
  encryption_mode: 'Required' | 'Allowed' | null;
  row_version: Generated<number>;
}

export interface SamlMetadataTable {
  account_id: string;
  provider_id: string;
  uploaded_at: number;
  /** The document as it was uploaded: up to ten million characters. */
  document: string;
}

export interface SamlPrivateKeyTable {
  account_id: string;
  provider_id: string;
  key_id: string;
  created_at: number;
  /** The key as PKCS #8 in PEM, sealed with the key ring. */
  secret: string;
}

export interface OidcProviderTable {
  account_id: string;
  provider_id: string;
  /** The issuer without `https://`, letter by letter: two that differ by case are two. */
  url: string;
  created_at: number;
  /** JSON array, in the order in which they were added. */
  client_ids: string;
  /** JSON array of texts of forty characters, lower-cased. */
  thumbprints: string;
  row_version: Generated<number>;
}

export interface SamlUseTable {
  /** The account of the role that the assertion was exchanged for. */
  account_id: string;
  /** SHA-256 over issuer and assertion id, in hexadecimal. */
  assertion_key: string;
  /** From when on the assertion would be too old anyway. */
  expires_at: number;
}
