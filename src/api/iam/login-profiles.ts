import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { readAccount } from '../../domain/iam/account.ts';
import { changeOwnPassword } from '../../domain/iam/change-password.ts';
import { validationError } from '../../domain/iam/errors.ts';
import {
  createLoginProfile,
  deleteLoginProfile,
  getLoginProfile,
  type LoginProfile,
  updateLoginProfile,
} from '../../domain/iam/login-profiles.ts';
import { userSubject } from '../../domain/iam/subject.ts';
import { getUser, type UserRow } from '../../domain/iam/users.ts';
import { endSessionsOf } from '../../domain/sessions/browser-sessions.ts';
import type { Handlers } from '../../wire/index.ts';
import { subjectResource, userResource } from './resources.ts';

/** Console passwords of IAM users, as administrators manage them and users change their own. */
export const loginProfileOperations = {
  async CreateLoginProfile(input, call) {
    const { work } = call;
    const user = await userSubject(work, call.principal, input.UserName);
    if (input.Password === undefined) throw missingPassword();
    const account = await readAccount(work);
    const wanted = {
      password: input.Password,
      resetRequired: input.PasswordResetRequired ?? false,
    };
    const profile = await createLoginProfile(work, account, user, wanted, call.passwords);
    return { LoginProfile: describeProfile(user, profile) };
  },

  async GetLoginProfile(input, call) {
    const user = await userSubject(call.work, call.principal, input.UserName);
    return { LoginProfile: describeProfile(user, await getLoginProfile(call.work, user)) };
  },

  async UpdateLoginProfile(input, call) {
    const { work } = call;
    const user = await getUser(work, input.UserName);
    const account = await readAccount(work);
    const wanted = { password: input.Password, resetRequired: input.PasswordResetRequired };
    await updateLoginProfile(work, account, user, wanted, call.passwords);
    if (input.Password !== undefined) await endSessions(call, user);
    return {};
  },

  async DeleteLoginProfile(input, call) {
    const user = await userSubject(call.work, call.principal, input.UserName);
    await deleteLoginProfile(call.work, user);
    await endSessions(call, user);
    return {};
  },

  async ChangePassword(input, call) {
    await changeOwnPassword(call, input);
    return {};
  },
} satisfies Handlers<typeof import('@aws-sdk/client-iam'), Call>;

/** Whoever signed in with the old password is signed out, but for the session that changes it. */
async function endSessions({ work, principal }: Call, { user_id }: UserRow): Promise<void> {
  await endSessionsOf(work, user_id, { except: principal.session?.browserSessionId });
}

/** Operations on the password of a named user or of the caller. */
const ofSubject = {
  resources: async (input: { readonly UserName?: string | undefined }, call: Call) => [
    await subjectResource(call, input.UserName),
  ],
};

export const loginProfileAccess = {
  CreateLoginProfile: ofSubject,
  GetLoginProfile: ofSubject,
  UpdateLoginProfile: {
    resources: async (input, call) => [await userResource(call, input.UserName)],
  },
  DeleteLoginProfile: ofSubject,
  ChangePassword: {
    open: 'decided in domain/iam: AllowUsersToChangePassword stands for a permission (aws-facts H5)',
  },
} satisfies Access<typeof loginProfileOperations>;

/** The model lets the password be left out for a privilege that Gatehouse does not have. */
function missingPassword(): Error {
  return validationError(
    "1 validation error detected: Value null at 'password' failed to satisfy constraint: Member must not be null",
  );
}

function describeProfile(user: UserRow, profile: LoginProfile) {
  return {
    UserName: user.name,
    CreateDate: new Date(profile.createdAt),
    PasswordResetRequired: profile.resetRequired,
  };
}
