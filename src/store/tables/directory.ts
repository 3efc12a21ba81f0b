import type { Generated } from 'kysely';

/* Identity stores of Identity Center. Their account is the instance's owner. */

export interface DirectoryUserTable {
  account_id: string;
  store_id: string;
  /** Ten hexadecimal digits of the store, a hyphen and a UUID: never used again (R031). */
  user_id: string;
  /** Every character as it was given (R029). */
  user_name: string;
  user_name_key: string;
  display_name: string;
  given_name: string;
  family_name: string;
  email: string | null;
  email_key: string | null;
  email_verified: Generated<number>;
  /** JSON of every further attribute, in the operation's form. */
  profile: string;
  status: 'ENABLED' | 'DISABLED';
  /** A PHC string, or null while the user has none. */
  password: string | null;
  /** `one-time`: it has to be replaced at the next sign-in (R165). */
  password_state: 'none' | 'one-time' | 'set';
  password_changed_at: number | null;
  /** Of a one-time password. */
  password_expires_at: number | null;
  /** JSON array of PHC strings, newest first: the last three cannot be used again. */
  earlier_passwords: string;
  created_at: number;
  created_by: string;
  updated_at: number;
  updated_by: string;
  last_sign_in_at: number | null;
  row_version: Generated<number>;
}

export interface DirectoryGroupTable {
  account_id: string;
  store_id: string;
  group_id: string;
  display_name: string;
  display_name_key: string;
  description: string | null;
  created_at: number;
  created_by: string;
  updated_at: number;
  updated_by: string;
  row_version: Generated<number>;
}

export interface DirectoryMembershipTable {
  account_id: string;
  store_id: string;
  membership_id: string;
  group_id: string;
  user_id: string;
  created_at: number;
  created_by: string;
}

export interface DirectoryExternalIdTable {
  account_id: string;
  store_id: string;
  owner_type: 'USER' | 'GROUP';
  owner_id: string;
  issuer: string;
  external_id: string;
}

export interface DirectoryLinkTable {
  account_id: string;
  store_id: string;
  user_id: string;
  purpose: 'invitation' | 'reset' | 'verify-email';
  /** SHA-256 of the link's secret, in hexadecimal. */
  token_hash: string;
  /** Where it was sent; a link to an address that has changed since is worth nothing. */
  email: string;
  created_at: number;
  expires_at: number;
  used_at: number | null;
}
