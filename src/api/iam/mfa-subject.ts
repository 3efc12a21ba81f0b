import type { AccessResource } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { type Subject, subjectOf } from '../../domain/iam/subject.ts';
import { subjectResource } from './resources.ts';

/** How events and requests name the root user where an operation needs a name (aws-facts K3). */
export const ROOT_USER_NAME = 'AWS ROOT USER';

/** Nobody but the root user itself is meant by its name. */
function named(call: Call, userName: string | undefined): string | undefined {
  return call.principal.kind === 'root' && userName === ROOT_USER_NAME ? undefined : userName;
}

/** Whose devices a request is about: a named user's, or the caller's. */
export async function mfaSubject(call: Call, userName: string | undefined): Promise<Subject> {
  return await subjectOf(call.work, call.principal, named(call, userName));
}

/** The access rule of operations on the devices of a user (service authorization reference). */
export const ofMfaSubject = {
  resources: async (
    { UserName }: { readonly UserName?: string | undefined },
    call: Call,
  ): Promise<readonly AccessResource[]> => [await subjectResource(call, named(call, UserName))],
};

/** The name under which answers show the subject. */
export function mfaUserName(subject: Subject): string {
  return subject.kind === 'user' ? subject.user.name : ROOT_USER_NAME;
}
