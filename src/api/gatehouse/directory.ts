import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import {
  checkNewPassword,
  endAccess,
  getUser,
  LINK_LIFETIME,
  languageOfUser,
  oneTimePassword,
  openInvitation,
  type StoreAccess,
  sendEmailVerification,
  sendInvitation,
  sendPasswordReset,
  setPassword,
  setUserStatus,
  tellPasswordChanged,
  type UserRow,
  workforceUserArn,
} from '../../domain/directory/index.ts';
import {
  findMfaDevice,
  type MfaDevice,
  mfaDevices,
  removeDevice,
  renameDevice,
} from '../../domain/mfa/index.ts';
import { type BrowserSession, sessionsOf } from '../../domain/sessions/browser-sessions.ts';
import { endListedSession } from '../../domain/sessions/ending.ts';
import { refuse, surface } from '../../failures/aws-error.ts';
import type { GatehouseModule, Handlers, Output } from '../../wire/index.ts';
import { noteResource } from '../identitystore/outputs.ts';
import { type InStore, inStore, openStore } from '../identitystore/resources.ts';
import { shownDevice } from './passkeys.ts';

/** Workforce users, as their administrators handle what identitystore has no operations for. */
export const directory = {
  async DescribeWorkforceUser(input, call) {
    const { access, user } = await open(call, input, 'DescribeWorkforceUser');
    return { User: await shownUser(access, user) };
  },

  async SetWorkforceUserStatus(input, call) {
    const { access, user } = await change(call, input, 'SetWorkforceUserStatus');
    const status = input.Status === 'DISABLED' ? 'DISABLED' : 'ENABLED';
    await setUserStatus(access.work, user, status, call.principal.arn);
    return {};
  },

  async SendUserInvitation(input, call) {
    const { access, user } = await change(call, input, 'SendUserInvitation');
    const { work, instance } = access;
    const failed = await sendInvitation(work, mailParts(call), instance, user, asked(input));
    if (failed) throw surface(failed);
    return mailed(call, user, LINK_LIFETIME.invitation);
  },

  async SendEmailVerification(input, call) {
    const { access, user } = await change(call, input, 'SendEmailVerification');
    const failed = await sendEmailVerification(access.work, mailParts(call), user, asked(input));
    if (failed) throw surface(failed);
    return mailed(call, user, LINK_LIFETIME['verify-email']);
  },

  async SendPasswordReset(input, call) {
    const { access, user } = await change(call, input, 'SendPasswordReset');
    const failed = await sendPasswordReset(access.work, mailParts(call), user, asked(input));
    if (failed) throw surface(failed);
    return mailed(call, user, LINK_LIFETIME.reset);
  },

  async CreateOneTimePassword(input, call) {
    const { access, user } = await change(call, input, 'CreateOneTimePassword');
    const Password = oneTimePassword(access.work.random);
    const hash = await call.passwords.hash(Password);
    const expiresAt = await setPassword(access.work, user, { hash, state: 'one-time' });
    await tell(call, access, user);
    return { Password, ExpiresAt: new Date(expiresAt ?? 0) };
  },

  async SetWorkforceUserPassword({ Password: password, OneTime: oneTime, ...input }, call) {
    const { access, user } = await change(call, input, 'SetWorkforceUserPassword');
    const failed = await checkNewPassword(password, user, call.passwords.verify);
    if (failed) throw surface(failed);
    const hash = await call.passwords.hash(password);
    const state = oneTime === true ? 'one-time' : 'set';
    const expiresAt = await setPassword(access.work, user, { hash, state });
    await tell(call, access, user);
    return { ExpiresAt: moment(expiresAt) };
  },

  async ListWorkforceUserMFADevices(input, call) {
    const { access, user } = await open(call, input, 'ListWorkforceUserMFADevices');
    return { Devices: (await mfaDevices(access.work, user.user_id)).map(shownDevice) };
  },

  async RenameWorkforceUserMFADevice({ SerialNumber: serial, Label: label, ...input }, call) {
    const { access, user } = await change(call, input, 'RenameWorkforceUserMFADevice');
    renameDevice(access.work, await deviceOf(access, user, serial), label);
    return {};
  },

  async DeleteWorkforceUserMFADevice({ SerialNumber: serial, ...input }, call) {
    const { access, user } = await change(call, input, 'DeleteWorkforceUserMFADevice');
    const owner = { kind: 'workforce', id: user.user_id, userName: user.user_name } as const;
    removeDevice(access.work, owner, await deviceOf(access, user, serial));
    return {};
  },

  async ListWorkforceUserSessions(input, call) {
    const { access, user } = await open(call, input, 'ListWorkforceUserSessions');
    const sessions = await sessionsOf(access.work, { ownerId: user.user_id });
    return { Sessions: sessions.map(shownSession) };
  },

  async EndWorkforceUserSession({ SessionId: id, ...input }, call) {
    const { access, user } = await change(call, input, 'EndWorkforceUserSession');
    const { user_id: ownerId } = user;
    await endListedSession(
      access.work,
      { ownerId, arn: workforceUserArn(ownerId), own: false },
      id,
    );
    return {};
  },

  async EndWorkforceUserSessions(input, call) {
    const { access, user } = await change(call, input, 'EndWorkforceUserSessions');
    return { Ended: await endAccess(access.work, user.user_id) };
  },
} satisfies Partial<Handlers<GatehouseModule, Call>>;

/** Whom a request is about. */
interface OneUser extends InStore {
  readonly UserId: string;
}

const onUser = inStore<OneUser>(({ UserId }) => [workforceUserArn(UserId)]);

export const directoryAccess = {
  DescribeWorkforceUser: onUser,
  SetWorkforceUserStatus: onUser,
  SendUserInvitation: onUser,
  SendEmailVerification: onUser,
  SendPasswordReset: onUser,
  CreateOneTimePassword: onUser,
  SetWorkforceUserPassword: onUser,
  ListWorkforceUserMFADevices: onUser,
  RenameWorkforceUserMFADevice: onUser,
  DeleteWorkforceUserMFADevice: onUser,
  ListWorkforceUserSessions: onUser,
  EndWorkforceUserSession: onUser,
  EndWorkforceUserSessions: onUser,
} satisfies Access<typeof directory>;

async function open(
  call: Call,
  input: OneUser,
  operation: string,
): Promise<{ readonly access: StoreAccess; readonly user: UserRow }> {
  const access = await openStore(call, input, operation, 'gatehouse');
  return { access, user: await getUser(access.work, access.storeId, input.UserId) };
}

/** The same, for what changes the user: the history can be searched for their name (R035). */
async function change(call: Call, input: OneUser, operation: string) {
  const opened = await open(call, input, operation);
  const { account_id: account, user_id: id, user_name: name } = opened.user;
  noteResource(call, account, { kind: 'User', id, name });
  return opened;
}

function mailParts({ delivery, publicUrl }: Call) {
  return { outbox: delivery.outbox, publicUrl };
}

/** Whoever had chosen a password is told that it is another now. */
async function tell(call: Call, { work }: StoreAccess, user: UserRow): Promise<void> {
  if (user.password_state !== 'set') return;
  const { sourceAddress } = call;
  const language = languageOfUser(user);
  await tellPasswordChanged(work, mailParts(call), user, { language, sourceAddress });
}

function asked({ Language }: { readonly Language?: string | undefined }) {
  return Language === 'ko' || Language === 'en' ? Language : undefined;
}

function mailed({ now }: Call, { email }: UserRow, lifetime: number) {
  return { Mailed: { Email: email ?? '', ExpiresAt: new Date(now + lifetime) } };
}

async function deviceOf(
  { work }: StoreAccess,
  { user_id, user_name: userName }: UserRow,
  serial: string,
): Promise<MfaDevice> {
  const device = await findMfaDevice(work, serial);
  if (device?.ownerId !== user_id) throw refuse('DIR-021', { name: serial, userName });
  return device;
}

function moment(time: number | null | undefined): Date | undefined {
  return time === null || time === undefined ? undefined : new Date(Number(time));
}

async function shownUser(
  { work }: StoreAccess,
  user: UserRow,
): Promise<Output<GatehouseModule, 'DescribeWorkforceUser'>['User']> {
  return {
    UserId: user.user_id,
    UserName: user.user_name,
    DisplayName: user.display_name,
    Status: user.status,
    Email: user.email ?? undefined,
    EmailVerified: user.email_verified === 1,
    PasswordState: user.password_state,
    PasswordChangedAt: moment(user.password_changed_at),
    PasswordExpiresAt: moment(user.password_expires_at),
    InvitationExpiresAt: moment(await openInvitation(work, user.user_id)),
    LastSignInAt: moment(user.last_sign_in_at),
    Devices: (await mfaDevices(work, user.user_id)).length,
  };
}

function shownSession(session: BrowserSession) {
  return {
    SessionId: session.sessionId,
    Device: session.device,
    SourceAddress: session.sourceAddress,
    CreatedAt: new Date(session.createdAt),
    LastUsedAt: new Date(session.lastUsedAt),
    ExpiresAt: new Date(session.expiresAt),
  };
}
