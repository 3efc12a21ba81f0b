import { iamArn } from '../../base/arn.ts';
import type { AccessResource } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { findInstanceProfile } from '../../domain/iam/instance-profiles.ts';
import { findPolicy } from '../../domain/iam/policies.ts';
import { findRole } from '../../domain/iam/roles.ts';
import { tagsOf } from '../../domain/tags.ts';

/** The role of that name as authorisation sees it; with the path `/` when there is none. */
export async function roleResource(call: Call, name: string): Promise<AccessResource> {
  const asked = iamArn(call.account, 'role', '/', name);
  const role = await findRole(call.work, name);
  if (!role) return { arn: asked };
  return {
    arn: iamArn(call.account, 'role', role.path, role.name),
    asked,
    tags: await tagsOf(call.work, role.role_id),
  };
}

/** The instance profile of that name as authorisation sees it; with the path `/` when there is none. */
export async function instanceProfileResource(call: Call, name: string): Promise<AccessResource> {
  const asked = iamArn(call.account, 'instance-profile', '/', name);
  const profile = await findInstanceProfile(call.work, name);
  if (!profile) return { arn: asked };
  return {
    arn: iamArn(call.account, 'instance-profile', profile.path, profile.name),
    asked,
    tags: await tagsOf(call.work, profile.profile_id),
  };
}

/** A managed policy as authorisation sees it: the ARN as given, with the tags of the account's own. */
export async function policyResource(call: Call, arn: string): Promise<AccessResource> {
  const policy = await findPolicy(call.work, arn);
  return policy ? { arn, tags: await tagsOf(call.work, policy.policy_id) } : { arn };
}
