import type { Generated } from 'kysely';

/* Accounts, organizations, and what an installation begins with. */

export interface AccountTable {
  account_id: string;
  name: string;
  email: string;
  /** The lower-cased address: unique in the installation. */
  email_key: string;
  state: 'ACTIVE' | 'SUSPENDED' | 'CLOSED';
  alias: string | null;
  created_at: number;
  organization_id: string | null;
  joined_method: 'CREATED' | 'INVITED' | null;
  joined_at: number | null;
  /** A PHC string, or null while the root user has no password. */
  root_password: string | null;
  root_password_changed_at: number | null;
  /** The account password policy as JSON, or null for the default policy. */
  password_policy: string | null;
  row_version: Generated<number>;
}

export interface OrganizationTable {
  organization_id: string;
  management_account: string;
  feature_set: 'ALL' | 'CONSOLIDATED_BILLING';
  root_id: string;
  created_at: number;
}

export interface CreateAccountRequestTable {
  /** The account that asked: the management account. */
  account_id: string;
  request_id: string;
  account_name: string;
  state: 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED';
  created_account: string | null;
  failure_reason: string | null;
  requested_at: number;
  completed_at: number | null;
}

export interface SettingTable {
  name: string;
  value: string;
}

export interface SetupLinkTable {
  account_id: string;
  /** SHA-256 of the link's secret, in hexadecimal. */
  token_hash: string;
  expires_at: number;
  used_at: number | null;
}
