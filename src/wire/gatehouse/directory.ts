import { nothing } from './explanations.ts';
import { device } from './mfa.ts';
import {
  flag,
  listOf,
  type ModelledOperation,
  moment,
  one,
  required,
  sensitive,
  structure,
  text,
  whole,
} from './schema.ts';

const STORE = required(text('Id of the identity store: `d-` and ten hexadecimal digits.'));
const USER = required(text('Id of the user.'));
const WHO = { IdentityStoreId: STORE, UserId: USER };
const SERIAL = required(text('Serial number of the device.'));
const SESSION = required(text('Id of the session.'));
const LABEL = required(text('What the device is called.'));
const MAIL_LANGUAGE = text(
  'Language of the mail: `en` or `ko`; that of the profile of the user unless told.',
);

const user = structure('WorkforceUser', {
  UserId: USER,
  UserName: required(text('Name by which the user signs in.')),
  DisplayName: required(text('Name by which the user is shown.')),
  Status: required(text('`ENABLED` or `DISABLED`.')),
  Email: text('The address that is registered for the user, to which mails are sent.'),
  EmailVerified: required(flag('Whether a link that was mailed to the address was opened.')),
  PasswordState: required(
    text('`none`, `one-time` until the user replaces it at the next sign-in, or `set`.'),
  ),
  PasswordChangedAt: moment('When the password was set last.'),
  PasswordExpiresAt: moment('Until when a one-time password can be used.'),
  InvitationExpiresAt: moment('Until when an invitation can be accepted that is open.'),
  LastSignInAt: moment('When the user signed in last.'),
  Devices: required(whole('How many MFA devices the user has.')),
});

const session = structure('WorkforceSession', {
  SessionId: SESSION,
  Device: required(text('Browser or command line, and system.')),
  SourceAddress: required(text('Address from which the session was begun.')),
  CreatedAt: required(moment('When it was begun.')),
  LastUsedAt: required(moment('When it was used last, to some minutes.')),
  ExpiresAt: required(moment('When it ends by itself.')),
});

const mailed = structure('MailedLink', {
  Email: required(text('The address that the mail goes to.')),
  ExpiresAt: required(moment('Until when the link can be used.')),
});

/** Workforce users, as their administrators handle what identitystore has no operations for. */
export const directoryOperations = {
  DescribeWorkforceUser: {
    about: 'Tells how a workforce user can sign in: status, address, password, last sign-in.',
    input: structure('DescribeWorkforceUserRequest', WHO),
    output: structure('DescribeWorkforceUserResponse', { User: required(one(user, 'The user.')) }),
    errors: ['ResourceNotFoundException'],
  },
  SetWorkforceUserStatus: {
    about: 'Enables or disables a workforce user. Disabled, all sessions of the user end at once.',
    input: structure('SetWorkforceUserStatusRequest', {
      ...WHO,
      Status: required(text('`ENABLED` or `DISABLED`.')),
    }),
    output: nothing('SetWorkforceUserStatusResponse'),
    errors: ['ResourceNotFoundException'],
  },
  SendUserInvitation: {
    about:
      'Mails a workforce user the address of the portal and a link, valid for seven days, under which the first password is chosen. An earlier invitation ends.',
    input: structure('SendUserInvitationRequest', { ...WHO, Language: MAIL_LANGUAGE }),
    output: structure('SendUserInvitationResponse', {
      Mailed: required(one(mailed, 'Where it went.')),
    }),
    errors: ['ConflictException', 'ResourceNotFoundException', 'ValidationException'],
  },
  SendEmailVerification: {
    about: 'Mails a workforce user a link, valid for a day, that verifies the address.',
    input: structure('SendEmailVerificationRequest', { ...WHO, Language: MAIL_LANGUAGE }),
    output: structure('SendEmailVerificationResponse', {
      Mailed: required(one(mailed, 'Where it went.')),
    }),
    errors: ['ConflictException', 'ResourceNotFoundException', 'ValidationException'],
  },
  SendPasswordReset: {
    about:
      'Mails a workforce user a link, valid for an hour, under which another password is chosen. The old one works until then.',
    input: structure('SendPasswordResetRequest', { ...WHO, Language: MAIL_LANGUAGE }),
    output: structure('SendPasswordResetResponse', {
      Mailed: required(one(mailed, 'Where it went.')),
    }),
    errors: ['ConflictException', 'ResourceNotFoundException', 'ValidationException'],
  },
  CreateOneTimePassword: {
    about:
      'Gives a workforce user a random password that has to be replaced at the next sign-in, within seven days. It is told once. Sessions of the user end.',
    input: structure('CreateOneTimePasswordRequest', WHO),
    output: structure('CreateOneTimePasswordResponse', {
      Password: required(sensitive(text('The password, to be handed over with the address.'))),
      ExpiresAt: required(moment('Until when it can be used.')),
    }),
    errors: ['ResourceNotFoundException'],
  },
  SetWorkforceUserPassword: {
    about: 'Sets the password of a workforce user. Sessions of the user end.',
    input: structure('SetWorkforceUserPasswordRequest', {
      ...WHO,
      Password: required(sensitive(text('The password.'))),
      OneTime: flag('Whether it has to be replaced at the next sign-in, within seven days.'),
    }),
    output: structure('SetWorkforceUserPasswordResponse', {
      ExpiresAt: moment('Until when a one-time password can be used.'),
    }),
    errors: ['PasswordPolicyViolationException', 'ResourceNotFoundException'],
  },
  ListWorkforceUserMFADevices: {
    about: 'Lists the MFA devices of a workforce user.',
    input: structure('ListWorkforceUserMFADevicesRequest', WHO),
    output: structure('ListWorkforceUserMFADevicesResponse', {
      Devices: required(listOf(device, 'The devices, oldest first.')),
    }),
    errors: ['ResourceNotFoundException'],
  },
  RenameWorkforceUserMFADevice: {
    about: 'Gives an MFA device of a workforce user another label.',
    input: structure('RenameWorkforceUserMFADeviceRequest', {
      ...WHO,
      SerialNumber: SERIAL,
      Label: LABEL,
    }),
    output: nothing('RenameWorkforceUserMFADeviceResponse'),
    errors: ['ResourceNotFoundException'],
  },
  DeleteWorkforceUserMFADevice: {
    about: 'Removes an MFA device of a workforce user, who may have lost it.',
    input: structure('DeleteWorkforceUserMFADeviceRequest', { ...WHO, SerialNumber: SERIAL }),
    output: nothing('DeleteWorkforceUserMFADeviceResponse'),
    errors: ['ResourceNotFoundException'],
  },
  ListWorkforceUserSessions: {
    about: 'Lists what a workforce user is signed in with: browsers and command lines.',
    input: structure('ListWorkforceUserSessionsRequest', WHO),
    output: structure('ListWorkforceUserSessionsResponse', {
      Sessions: required(listOf(session, 'The sessions, newest first.')),
    }),
    errors: ['ResourceNotFoundException'],
  },
  EndWorkforceUserSession: {
    about: 'Ends one session of a workforce user.',
    input: structure('EndWorkforceUserSessionRequest', { ...WHO, SessionId: SESSION }),
    output: nothing('EndWorkforceUserSessionResponse'),
    errors: ['ResourceNotFoundException'],
  },
  EndWorkforceUserSessions: {
    about: 'Ends all sessions of a workforce user.',
    input: structure('EndWorkforceUserSessionsRequest', WHO),
    output: structure('EndWorkforceUserSessionsResponse', {
      Ended: required(whole('How many sessions were ended.')),
    }),
    errors: ['ResourceNotFoundException'],
  },
} as const satisfies Readonly<Record<string, ModelledOperation>>;
