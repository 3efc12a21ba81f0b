import type { Generated } from 'kysely';

/**
 * The tables as kysely sees them. Times are milliseconds since the epoch in UTC; booleans are 0 or
 * 1; documents are JSON texts. Every table that belongs to an account has it as its first column.
 * `row_version` is raised by each change of an entity or of what hangs on it (its tags, inline
 * policies, attachments, keys), so that a plan decided from a stale read does not commit.
 */
export interface Tables {
  accounts: AccountTable;
  organizations: OrganizationTable;
  create_account_requests: CreateAccountRequestTable;
  iam_users: IamUserTable;
  iam_groups: IamGroupTable;
  iam_group_members: IamGroupMemberTable;
  iam_roles: IamRoleTable;
  iam_policies: IamPolicyTable;
  iam_policy_versions: IamPolicyVersionTable;
  iam_inline_policies: IamInlinePolicyTable;
  iam_attachments: IamAttachmentTable;
  iam_instance_profiles: IamInstanceProfileTable;
  iam_tags: IamTagTable;
  access_keys: AccessKeyTable;
  saml_providers: SamlProviderTable;
  saml_metadata: SamlMetadataTable;
  saml_private_keys: SamlPrivateKeyTable;
  oidc_providers: OidcProviderTable;
  events: EventTable;
  attempts: AttemptTable;
  attempt_bodies: AttemptBodyTable;
  attempt_captures: AttemptCaptureTable;
  browser_sessions: BrowserSessionTable;
  saml_uses: SamlUseTable;
  settings: SettingTable;
  setup_links: SetupLinkTable;
}

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

export interface IamUserTable {
  account_id: string;
  user_id: string;
  name: string;
  name_key: string;
  path: string;
  created_at: number;
  boundary_arn: string | null;
  /** A PHC string; null when the user has no login profile. */
  password: string | null;
  /** The PHC strings of earlier passwords as a JSON array, newest first. */
  password_history: string | null;
  password_reset_required: Generated<number>;
  login_profile_created_at: number | null;
  password_changed_at: number | null;
  password_last_used_at: number | null;
  row_version: Generated<number>;
}

export interface IamGroupTable {
  account_id: string;
  group_id: string;
  name: string;
  name_key: string;
  path: string;
  created_at: number;
  row_version: Generated<number>;
}

export interface IamGroupMemberTable {
  account_id: string;
  group_id: string;
  user_id: string;
}

export interface IamRoleTable {
  account_id: string;
  role_id: string;
  name: string;
  name_key: string;
  path: string;
  created_at: number;
  description: string | null;
  max_session_seconds: number;
  trust_policy: string;
  /** JSON object: principal ARN in the trust policy → the unique id it was bound to. */
  trust_bindings: string;
  boundary_arn: string | null;
  last_used_at: number | null;
  last_used_region: string | null;
  row_version: Generated<number>;
}

export interface IamPolicyTable {
  account_id: string;
  policy_id: string;
  name: string;
  name_key: string;
  path: string;
  description: string | null;
  created_at: number;
  updated_at: number;
  /** The number of the default version: 3 stands for `v3`. */
  default_version: number;
  /** The number that the next version gets; numbers are never used twice. */
  next_version: number;
  row_version: Generated<number>;
}

export interface IamPolicyVersionTable {
  account_id: string;
  policy_id: string;
  version: number;
  document: string;
  created_at: number;
}

export interface IamInlinePolicyTable {
  account_id: string;
  /** The unique id of the user, group or role. */
  owner_id: string;
  name: string;
  document: string;
}

export interface IamAttachmentTable {
  account_id: string;
  owner_id: string;
  policy_arn: string;
  attached_at: number;
}

export interface IamInstanceProfileTable {
  account_id: string;
  profile_id: string;
  name: string;
  name_key: string;
  path: string;
  created_at: number;
  role_id: string | null;
  row_version: Generated<number>;
}

export interface IamTagTable {
  account_id: string;
  /** The unique id of the user, role, policy, instance profile or identity provider. */
  owner_id: string;
  key: string;
  /** The lower-cased key: tag keys are unique without regard to case. */
  key_key: string;
  value: string;
}

export interface AccessKeyTable {
  account_id: string;
  access_key_id: string;
  /** The IAM user's unique id, or the account id for a key of the root user. */
  owner_id: string;
  status: 'Active' | 'Inactive';
  /** The secret, sealed with the key ring. */
  secret: string;
  created_at: number;
  last_used_at: number | null;
  last_used_service: string | null;
  last_used_region: string | null;
}

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

export interface EventTable {
  account_id: string;
  event_time: number;
  event_id: string;
  region: string;
  event_name: string;
  event_source: string;
  user_name: string | null;
  access_key_id: string | null;
  read_only: number;
  /** JSON array of `[type, name]` pairs. */
  resources: string | null;
  /** The CloudTrail record, a JSON text. */
  record: string;
}

export interface AttemptTable {
  account_id: string;
  /** A UUID of version 7: it begins with the time. */
  attempt_id: string;
  attempt_time: number;
  request_id: string;
  kind: string;
  outcome: 'succeeded' | 'refused';
  code: string | null;
  provider: string | null;
  subject: string | null;
  role_arn: string | null;
  source_address: string;
  user_agent: string;
  /** Whose quota a refused attempt counts against; see domain/attempts/quota.ts. */
  source: string | null;
  /** Bytes written for the source so far, this row included. */
  source_upto: number | null;
  /** Bytes written for the account's attempts of this outcome so far, this row included. */
  outcome_upto: number;
  /** Checks, decision, facts and answer as JSON; see domain/attempts/rows.ts. */
  record: string;
}

export interface AttemptBodyTable {
  account_id: string;
  attempt_id: string;
  source: string;
  source_upto: number;
  account_upto: number;
  /** What was posted, sealed with the key ring. */
  body: string;
}

export interface AttemptCaptureTable {
  account_id: string;
  started_at: number;
  ends_at: number;
  /** The ARN of who turned it on, or `local-operator`. */
  started_by: string;
}

export interface BrowserSessionTable {
  account_id: string;
  session_id: string;
  /** Which application the session is for. */
  audience: 'console';
  /** `pending` until the browser that signed in has shown its code. */
  state: 'pending' | 'active';
  /** SHA-256 of the code while pending, of the cookie's secret afterwards; hexadecimal. */
  secret_hash: string;
  /** SHA-256 of the cookie that the code is bound to; null once active. */
  binding_hash: string | null;
  access_key_id: string;
  /** The sealed session token; what opens it is in the key ring. */
  credentials: string;
  /** The path on this server that the browser goes to. */
  destination: string;
  /** Where somebody is sent who signs out, when the sign-in said so. */
  issuer_url: string | null;
  /** The identity provider's ARN. */
  provider: string | null;
  source_address: string;
  user_agent: string;
  created_at: number;
  expires_at: number;
  ended_at: number | null;
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

export interface SamlUseTable {
  /** The account of the role that the assertion was exchanged for. */
  account_id: string;
  /** SHA-256 over issuer and assertion id, in hexadecimal. */
  assertion_key: string;
  /** From when on the assertion would be too old anyway. */
  expires_at: number;
}
