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
  /** The root or organizational unit that a member stands under; null outside organizations. */
  parent_id: Generated<string | null>;
  /** When it was closed; null while it is open. */
  closed_at: Generated<number | null>;
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
  /** The enabled types of policies, divided by blanks; null for none. */
  policy_types: Generated<string | null>;
  /** Raised by every change of the tree, of policies and of where they are attached. */
  row_version: Generated<number>;
}

/** Tables of an organization belong to its management account. */
export interface OrganizationalUnitTable {
  account_id: string;
  unit_id: string;
  parent_id: string;
  name: string;
  created_at: number;
}

/** The types of policies that are judged by. */
export type ControlPolicyType = 'SERVICE_CONTROL_POLICY';

export interface OrganizationPolicyTable {
  account_id: string;
  policy_id: string;
  type: ControlPolicyType;
  name: string;
  description: string;
  content: string;
  created_at: number;
}

/** A policy on a root, an organizational unit or an account; AWS's own policies have no row. */
export interface OrganizationAttachmentTable {
  account_id: string;
  target_id: string;
  policy_id: string;
  type: ControlPolicyType;
  attached_at: number;
}

/** A service that may act in the accounts of the organization. */
export interface OrganizationServiceTable {
  account_id: string;
  service_principal: string;
  enabled_at: number;
}

export interface DelegatedAdministratorTable {
  account_id: string;
  /** The member account that administers the service. */
  delegate: string;
  service_principal: string;
  enabled_at: number;
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
