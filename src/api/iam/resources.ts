import { iamArn } from '../../base/arn.ts';
import type { AccessResource } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { findGroup } from '../../domain/iam/groups.ts';
import { findUser } from '../../domain/iam/users.ts';
import { tagsOf } from '../../domain/tags.ts';

/**
 * The user of that name as authorisation sees it: with its path, the letters of its name as they
 * are stored, and its tags; with the path `/` and no tags when there is none.
 */
export async function userResource(call: Call, name: string): Promise<AccessResource> {
  const asked = iamArn(call.account, 'user', '/', name);
  const user = await findUser(call.work, name);
  if (!user) return { arn: asked };
  return {
    arn: iamArn(call.account, 'user', user.path, user.name),
    asked,
    tags: await tagsOf(call.work, user.user_id),
  };
}

/** The user of that name or, when the request names none, whoever makes it. */
export async function subjectResource(
  call: Call,
  name: string | undefined,
): Promise<AccessResource> {
  if (name !== undefined) return await userResource(call, name);
  const { principal } = call;
  if (principal.kind === 'user') return { arn: principal.arn, tags: principal.tags };
  return { arn: principal.arn };
}

/** The group of that name; with the path `/` when there is none. */
export async function groupResource(call: Call, name: string): Promise<AccessResource> {
  const asked = iamArn(call.account, 'group', '/', name);
  const group = await findGroup(call.work, name);
  if (!group) return { arn: asked };
  return { arn: iamArn(call.account, 'group', group.path, group.name), asked };
}
