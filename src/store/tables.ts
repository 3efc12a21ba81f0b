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
  sign_in_flows: SignInFlowTable;
  saml_uses: SamlUseTable;
  mfa_devices: MfaDeviceTable;
  passkey_registrations: PasskeyRegistrationTable;
  outbox: OutboxTable;
  verification_codes: VerificationCodeTable;
  contacts: ContactTable;
  login_grants: LoginGrantTable;
  login_proofs: LoginProofTable;
  password_resets: PasswordResetTable;
  mfa_recoveries: MfaRecoveryTable;
  root_email_changes: RootEmailChangeTable;
  registrations: RegistrationTable;
  settings: SettingTable;
  setup_links: SetupLinkTable;
  sign_in_failures: SignInFailureTable;
  challenge_uses: ChallengeUseTable;
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
  /** The IAM user's unique id, the account id for the root user, else the role's unique id. */
  owner_id: string;
  principal_arn: string;
  kind: 'root' | 'user' | 'assumed-role' | 'federated-user';
  /** Browser and system as people know them, of the User-Agent: `Firefox 128 on Linux`. */
  device: string;
  /** The session that a role was switched to from; it may be another account's. */
  parent_session_id: string | null;
  /** What a switched role is shown as, and in which color (six hexadecimal digits). */
  shown_name: string | null;
  shown_color: string | null;
  /** Some minutes late: it is not written with every use. */
  last_used_at: number;
}

export interface SignInFlowTable {
  /** Public: it stands in URLs. */
  flow_id: string;
  /** SHA-256 of the browser's cookie, in hexadecimal. */
  browser_hash: string;
  /** SHA-256 of the network address that began it. */
  source: string;
  /** JSON; see domain/sign-in/flow-state.ts. */
  state: string;
  created_at: number;
  expires_at: number;
  row_version: Generated<number>;
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

export interface OutboxTable {
  /** Empty where a message is about no account yet. */
  account_id: string;
  /** A UUID of version 7: it begins with the time. */
  message_id: string;
  channel: 'email' | 'text';
  kind: string;
  /** A keyed hash of the recipient, to count what goes to one. */
  recipient_key: string;
  /** Recipient, language and details, sealed with the key ring; once settled without the details. */
  content: string;
  state: 'waiting' | 'sent' | 'failed' | 'discarded';
  /** 0 for a message that was queued for the sake of equal work and is never sent. */
  wanted: number;
  /** How often it was taken up. */
  tries: number;
  /** From when on it may be taken up; whoever takes it up moves this to when its claim ends. */
  due_at: number;
  /** After it, what the message holds is of no use any more. */
  valid_until: number;
  /** Why the last attempt did not send it. */
  problem: string | null;
  queued_at: number;
  settled_at: number | null;
  expires_at: number;
}

export interface VerificationCodeTable {
  account_id: string;
  /** SHA-256 over purpose and subject, in hexadecimal: one code for both at a time. */
  code_key: string;
  /** A keyed hash of the code. */
  code_hash: string;
  tries: number;
  expires_at: number;
}

export interface ContactTable {
  account_id: string;
  /** The verified number of the root user, in the form of E.164. */
  phone_number: string | null;
  verified_at: number | null;
  /** A number that was sent a code and is not verified yet. */
  pending_number: string | null;
  pending_until: number | null;
  /** How the root user is sent codes. */
  code_channel: 'email' | 'text';
}

export interface MfaDeviceTable {
  account_id: string;
  device_id: string;
  /** The ARN by which requests name the device. */
  serial: string;
  /** The lower-cased serial number: unique in the account. */
  serial_key: string;
  kind: 'virtual' | 'passkey';
  /** The IAM user's unique id, the account id for the root user, or null while nobody has it. */
  owner_id: string | null;
  label: string;
  created_at: number;
  enabled_at: number | null;
  last_used_at: number | null;
  /** Wrong codes since the last right one. */
  failed_tries: Generated<number>;
  /** Until when codes are not looked at, after too many wrong ones. */
  retry_at: number | null;
  /** Virtual devices: the seed, sealed with the key ring. */
  seed: string | null;
  /** The time step of the latest code that was accepted; no code of it or before counts again. */
  last_step: number | null;
  /** How many steps the device's clock was ahead of ours when it was last seen off. */
  drift: Generated<number>;
  /** Passkeys: the credential id in base64url; unique in the installation. */
  credential_id: string | null;
  /** The COSE public key in base64url. */
  public_key: string | null;
  sign_count: number | null;
  /** JSON array of transports, as the browser named them. */
  transports: string | null;
  aaguid: string | null;
  backup_eligible: number | null;
  backed_up: number | null;
  /** The relying party id that the credential was made for. */
  rp_id: string | null;
  /** Since when the credential counts as copied: its counter went backwards. */
  cloned_at: number | null;
  row_version: Generated<number>;
}

export interface PasskeyRegistrationTable {
  account_id: string;
  owner_id: string;
  /** SHA-256 of the challenge, in hexadecimal. */
  challenge_hash: string;
  expires_at: number;
}

export interface LoginGrantTable {
  account_id: string;
  grant_id: string;
  /** The browser session that the grant came from, and ends with. */
  session_id: string;
  /** The principal's unique id: of an IAM user its own, of the root user the account id. */
  owner_id: string;
  principal_arn: string;
  client_id: string;
  redirect_uri: string;
  /** SHA-256 of the code verifier, base64url. */
  code_challenge: string;
  /** SHA-256 of the authorization code, hexadecimal. */
  code_hash: string;
  code_expires_at: number;
  /** 0 while the code waits; then the number of the refresh token that is valid. */
  generation: number;
  /** RFC 7638, of the client's key; null while the code waits. */
  key_thumbprint: string | null;
  /** When the present refresh token took the place of the one before. */
  rotated_at: number | null;
  /** Of the browser that consented, then of the client. */
  source_address: string;
  user_agent: string;
  created_at: number;
  last_used_at: number;
  /** The code's end while it waits, then the browser session's. */
  expires_at: number;
  ended_at: number | null;
}

export interface LoginProofTable {
  account_id: string;
  /** SHA-256 over the key's thumbprint and the proof's `jti`, hexadecimal. */
  proof_key: string;
  /** From when on the proof would be too old anyway. */
  expires_at: number;
}

export interface PasswordResetTable {
  account_id: string;
  /** SHA-256 of the link's secret, in hexadecimal. */
  token_hash: string;
  created_at: number;
  expires_at: number;
  used_at: number | null;
}

export interface MfaRecoveryTable {
  account_id: string;
  /** Of the mails that are still to come. */
  language: 'en' | 'ko';
  /** SHA-256 of the secret of the link that cancels. */
  cancel_hash: string;
  started_at: number;
  /** From when on the devices can be removed. */
  ready_at: number;
  /** SHA-256 of the secret of the link that removes them; null until it is mailed. */
  token_hash: string | null;
  expires_at: number;
}

export interface RootEmailChangeTable {
  account_id: string;
  /** The new address, which its code has to prove. */
  email: string;
  expires_at: number;
}

export interface RegistrationTable {
  registration_id: string;
  /** SHA-256 of the cookie of the browser that registers. */
  browser_hash: string;
  /** SHA-256 of the network address by which unfinished registrations are counted. */
  source: string;
  email: string;
  name: string;
  /** 1 once the code that was mailed has been shown. */
  verified: number;
  created_at: number;
  expires_at: number;
  row_version: Generated<number>;
}

export interface SignInFailureTable {
  /** A keyed hash of what is counted together; see domain/sign-in/lanes.ts. */
  lane_key: string;
  failures: number;
  last_at: number;
  expires_at: number;
}

export interface ChallengeUseTable {
  /** The id of a security check that was answered. */
  puzzle_id: string;
  expires_at: number;
}
