import { iamArn } from '../../base/arn.ts';
import type { AccessResource } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { findUser } from '../../domain/iam/users.ts';
import { tagsOf } from '../../domain/tags.ts';

/** An attempt by its id. Attempts belong to an account and to no region. */
export function attemptResource(account: string, id: string): AccessResource {
  return { arn: `arn:aws:gatehouse::${account}:attempt/${id}` };
}

/** The capture of posted bodies in an account. */
export function captureResource(account: string): AccessResource {
  return { arn: `arn:aws:gatehouse::${account}:capture` };
}

/** The sessions of a user. */
export function userSessionsResource(account: string, name: string): AccessResource {
  return { arn: `arn:aws:gatehouse::${account}:user-sessions/${name}` };
}

/** The sessions of a role. */
export function roleSessionsResource(account: string, name: string): AccessResource {
  return { arn: `arn:aws:gatehouse::${account}:role-sessions/${name}` };
}

/** The contact of the root user. */
export function contactResource(account: string): AccessResource {
  return { arn: `arn:aws:gatehouse::${account}:contact` };
}

/** Whose MFA devices a request is about, as IAM's operations name them: a user, or the caller. */
export async function mfaOwnerResource(
  { account, principal, work }: Call,
  name: string | undefined,
): Promise<AccessResource> {
  if (name === undefined) {
    return principal.kind === 'user'
      ? { arn: principal.arn, tags: principal.tags }
      : { arn: principal.arn };
  }
  const asked = iamArn(account, 'user', '/', name);
  const user = await findUser(work, name);
  if (!user) return { arn: asked };
  const arn = iamArn(account, 'user', user.path, user.name);
  return { arn, asked, tags: await tagsOf(work, user.user_id) };
}
