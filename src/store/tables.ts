import type {
  AccountTable,
  CreateAccountRequestTable,
  DelegatedAdministratorTable,
  OrganizationAttachmentTable,
  OrganizationalUnitTable,
  OrganizationPolicyTable,
  OrganizationServiceTable,
  OrganizationTable,
  SettingTable,
  SetupLinkTable,
} from './tables/accounts.ts';
import type {
  DirectoryExternalIdTable,
  DirectoryGroupTable,
  DirectoryLinkTable,
  DirectoryMembershipTable,
  DirectoryUserTable,
} from './tables/directory.ts';
import type {
  AttemptBodyTable,
  AttemptCaptureTable,
  AttemptTable,
  EventTable,
} from './tables/history.ts';
import type {
  AccessKeyTable,
  IamAttachmentTable,
  IamGroupMemberTable,
  IamGroupTable,
  IamInlinePolicyTable,
  IamInstanceProfileTable,
  IamPolicyTable,
  IamPolicyVersionTable,
  IamRoleTable,
  IamTagTable,
  IamUserTable,
} from './tables/iam.ts';
import type {
  AccountAssignmentTable,
  PermissionSetPolicyTable,
  PermissionSetTable,
  ProvisionedRoleTable,
  ProvisioningJobTable,
  SsoInstanceKeyTable,
  SsoInstanceTable,
} from './tables/identity-center.ts';
import type {
  OidcProviderTable,
  SamlMetadataTable,
  SamlPrivateKeyTable,
  SamlProviderTable,
  SamlUseTable,
} from './tables/identity-providers.ts';
import type { ContactTable, OutboxTable, VerificationCodeTable } from './tables/messages.ts';
import type { MfaDeviceTable, PasskeyRegistrationTable } from './tables/mfa.ts';
import type { PortalFavouriteTable } from './tables/portal.ts';
import type {
  MfaRecoveryTable,
  PasswordResetTable,
  RegistrationTable,
  RootEmailChangeTable,
} from './tables/recovery.ts';
import type {
  BrowserSessionTable,
  ChallengeUseTable,
  LoginGrantTable,
  LoginProofTable,
  SignInFailureTable,
  SignInFlowTable,
} from './tables/sign-in.ts';
import type { SsoDeviceCodeTable, SsoGrantTable } from './tables/sso-grants.ts';

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
  organizational_units: OrganizationalUnitTable;
  organization_policies: OrganizationPolicyTable;
  organization_attachments: OrganizationAttachmentTable;
  organization_services: OrganizationServiceTable;
  delegated_administrators: DelegatedAdministratorTable;
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
  sso_instances: SsoInstanceTable;
  sso_instance_keys: SsoInstanceKeyTable;
  permission_sets: PermissionSetTable;
  permission_set_policies: PermissionSetPolicyTable;
  account_assignments: AccountAssignmentTable;
  provisioned_roles: ProvisionedRoleTable;
  provisioning_jobs: ProvisioningJobTable;
  directory_users: DirectoryUserTable;
  directory_groups: DirectoryGroupTable;
  directory_memberships: DirectoryMembershipTable;
  directory_external_ids: DirectoryExternalIdTable;
  directory_links: DirectoryLinkTable;
  portal_favourites: PortalFavouriteTable;
  sso_grants: SsoGrantTable;
  sso_device_codes: SsoDeviceCodeTable;
  settings: SettingTable;
  setup_links: SetupLinkTable;
  sign_in_failures: SignInFailureTable;
  challenge_uses: ChallengeUseTable;
}
