import type { InstanceProfile, Role } from '@aws-sdk/client-iam';
import { iamArn } from '../../base/arn.ts';
import type { Call } from '../../calls/call.ts';
import { type InstanceProfileRow, roleIn } from '../../domain/iam/instance-profiles.ts';
import type { RoleRow } from '../../domain/iam/roles.ts';
import { shownTrusts } from '../../domain/iam/trust-binding.ts';
import type { Tag } from '../../domain/tags.ts';
import { boundaryMember, encodeDocument } from './outputs.ts';

/** A role as ListRoles and instance profiles show it; `trust` is its trust policy as read back. */
export function roleOutput(account: string, role: RoleRow, trust: string): Role {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.role_id,
    Arn: iamArn(account, 'role', role.path, role.name),
    CreateDate: new Date(role.created_at),
    AssumeRolePolicyDocument: encodeDocument(trust),
    ...(role.description === null ? {} : { Description: role.description }),
    MaxSessionDuration: role.max_session_seconds,
  };
}

/** A role as GetRole shows it: with boundary, tags and last use besides. */
export function roleDetail(
  account: string,
  role: RoleRow,
  trust: string,
  tags: readonly Tag[],
): Role {
  return {
    ...roleOutput(account, role, trust),
    ...boundaryMember(role.boundary_arn),
    ...(tags.length > 0 ? { Tags: [...tags] } : {}),
    RoleLastUsed: {
      ...(role.last_used_at === null ? {} : { LastUsedDate: new Date(role.last_used_at) }),
      ...(role.last_used_region === null ? {} : { Region: role.last_used_region }),
    },
  };
}

/** Roles as ListRoles shows them. */
export async function roleOutputs(call: Call, roles: readonly RoleRow[]): Promise<Role[]> {
  const trusts = await shownTrusts(call.work, roles);
  return roles.map((role) =>
    roleOutput(call.account, role, trusts.get(role.role_id) ?? role.trust_policy),
  );
}

/** An instance profile with the roles given. */
export function instanceProfileOutput(
  account: string,
  profile: InstanceProfileRow,
  roles: readonly Role[],
): InstanceProfile {
  return {
    Path: profile.path,
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.profile_id,
    Arn: iamArn(account, 'instance-profile', profile.path, profile.name),
    CreateDate: new Date(profile.created_at),
    Roles: [...roles],
  };
}

/** An instance profile with its role. */
export async function describeInstanceProfile(
  call: Call,
  profile: InstanceProfileRow,
): Promise<InstanceProfile> {
  const role = await roleIn(call.work, profile);
  const roles = role ? await roleOutputs(call, [role]) : [];
  return instanceProfileOutput(call.account, profile, roles);
}
