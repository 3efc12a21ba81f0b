import type { Generated } from 'kysely';

/* IAM Identity Center: instances, permission sets, assignments. Their account is the instance's owner. */

export interface SsoInstanceTable {
  /** The account that owns the instance; it owns no other one (R002). */
  account_id: string;
  /** `ssoins-` and 16 hexadecimal digits. */
  instance_id: string;
  /** `d-` and 10 hexadecimal digits. */
  identity_store_id: string;
  kind: 'organization' | 'account';
  region: string;
  name: string | null;
  /** The name in the portal's address that an administrator chose, in small letters. */
  subdomain: string | null;
  /** JSON; see domain/identity-center/settings.ts. */
  settings: string;
  /** JSON; the attributes for access control, or null while they are off. */
  attributes: string | null;
  created_at: number;
  row_version: Generated<number>;
}

/** The key that an instance vouches with, made once. Its certificate is in the providers it makes. */
export interface SsoInstanceKeyTable {
  account_id: string;
  instance_id: string;
  /** PKCS #8 in PEM, sealed. */
  private_key: string;
  /** X.509 in DER, base64. */
  certificate: string;
  created_at: number;
}

export interface PermissionSetTable {
  account_id: string;
  /** `ps-` and 16 hexadecimal digits. */
  permission_set_id: string;
  instance_id: string;
  name: string;
  description: string | null;
  /** ISO 8601, from PT1H to PT12H. */
  session_duration: string;
  relay_state: string | null;
  inline_policy: string | null;
  /** JSON of the operation's PermissionsBoundary. */
  boundary: string | null;
  /** Raised by whatever makes provisioned roles outdated. */
  version: Generated<number>;
  created_at: number;
  row_version: Generated<number>;
}

export interface PermissionSetPolicyTable {
  account_id: string;
  permission_set_id: string;
  kind: 'aws' | 'customer';
  /** The ARN of an AWS managed policy, or path and name of a customer managed one: `/path/name`. */
  policy: string;
  attached_at: number;
}

export interface AccountAssignmentTable {
  account_id: string;
  instance_id: string;
  target_account: string;
  permission_set_id: string;
  principal_type: 'USER' | 'GROUP';
  principal_id: string;
  /** The principal's name when it was assigned: an orphan is still shown by it (R032). */
  principal_name: string;
  /** `active` once its role is there; only then does it give access. `deleting` gives none any more. */
  state: 'creating' | 'active' | 'deleting';
  created_at: number;
  row_version: Generated<number>;
}

export interface ProvisionedRoleTable {
  account_id: string;
  instance_id: string;
  target_account: string;
  permission_set_id: string;
  role_name: string;
  /** The permission set's version that the role was made from. */
  version: number;
  provisioned_at: number;
  row_version: Generated<number>;
}

export interface ProvisioningJobTable {
  account_id: string;
  /** A UUID: the request id that clients poll with. */
  request_id: string;
  instance_id: string;
  kind: 'assign' | 'unassign' | 'provision';
  permission_set_id: string;
  /** An account id; `ALL_PROVISIONED_ACCOUNTS` for a job over all of them. */
  target_account: string;
  principal_type: 'USER' | 'GROUP' | null;
  principal_id: string | null;
  state: 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED';
  failure_reason: string | null;
  /** How often it was taken up. */
  tries: Generated<number>;
  /** From when on it may be taken up; whoever takes it up moves this to when its claim ends. */
  due_at: number;
  created_at: number;
  completed_at: number | null;
  /** Until when its state can be asked for. */
  expires_at: number;
  row_version: Generated<number>;
}
