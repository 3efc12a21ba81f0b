import type { Generated } from 'kysely';

/* Users, groups, roles, policies and what hangs on them. */

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
