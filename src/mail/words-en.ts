import type { NoticeDetails } from '../base/mail.ts';
import { momentOf, type Occasion } from './letter.ts';
import type { MailWords, TextWords } from './words.ts';

const NEVER_SHARE = 'Nobody who works for this service will ever ask you for this code.';
const NOT_YOU =
  'If this was not you, reset the root user password now and tell your administrator.';
const IGNORE = 'If you did not ask for this, you can ignore this e-mail: nothing has changed.';

const minutes = (count: number) => (count === 1 ? '1 minute' : `${count} minutes`);
const days = (count: number) => (count <= 1440 ? '1 day' : `${Math.floor(count / 1440)} days`);
const lasts = (count: number) => `The code is valid for ${minutes(count)} and can be used once.`;
const linkLasts = (count: number) =>
  `The link is valid for ${minutes(count)} and can be used once.`;

function facts(
  { account, at }: Occasion,
  { sourceAddress }: NoticeDetails,
  ...more: (readonly [string, string])[]
): (readonly [string, string])[] {
  return [['Account', account], ['Time', at], ['IP address', sourceAddress], ...more];
}

/** Every mail in English. */
export const mailWordsEn: MailWords = {
  'verification-code': ({ code, validMinutes }) => ({
    subject: 'Your sign-in verification code',
    lead: ['Enter this code to finish signing in as the root user:'],
    code,
    close: [
      lasts(validMinutes),
      NEVER_SHARE,
      'If you are not signing in right now, somebody knows your password: change it.',
    ],
  }),
  'registration-code': ({ code, validMinutes }) => ({
    subject: 'Verify your e-mail address',
    lead: ['Enter this code to go on with creating your account:'],
    code,
    close: [lasts(validMinutes), NEVER_SHARE, IGNORE],
  }),
  'password-reset': ({ path, validMinutes }) => ({
    subject: 'Reset your root user password',
    lead: [
      'Somebody asked to reset the root user password of the account with this e-mail address.',
    ],
    link: { label: 'Choose a new password', path },
    close: [linkLasts(validMinutes), IGNORE],
  }),
  'password-changed': (details, occasion) => ({
    subject: 'Your root user password was changed',
    lead: ['The root user password of your account was changed. All earlier sessions have ended.'],
    facts: facts(occasion, details),
    close: [NOT_YOU],
  }),
  'mfa-recovery-started': (details, occasion) => ({
    subject: 'Recovery of a lost MFA device has started',
    lead: [
      'Somebody who can read this mailbox asked to sign in to your account without its MFA device.',
      `Unless it is cancelled, the recovery can be finished from ${momentOf(details.readyAt)} on.`,
    ],
    facts: facts(occasion, details),
    link: { label: 'Cancel the recovery', path: details.cancelPath },
    close: ['If you did not ask for this, cancel it and change the root user password.'],
  }),
  'mfa-recovery-ready': ({ path, validMinutes }) => ({
    subject: 'Finish the recovery of your lost MFA device',
    lead: ['The waiting time is over. You can now remove the lost MFA device of your root user.'],
    link: { label: 'Go on with the recovery', path },
    close: [
      linkLasts(validMinutes),
      'If you did not ask for this, do not open the link, and change the root user password.',
    ],
  }),
  'mfa-removed': (details, occasion) => ({
    subject: 'MFA was removed from your root user',
    lead: ['MFA devices were removed from the root user of your account.'],
    facts: facts(occasion, details, ['Devices', details.devices.join(', ')]),
    close: ['Assign a new MFA device soon.', NOT_YOU],
  }),
  'root-email-change-code': ({ code, validMinutes }) => ({
    subject: 'Verify your new e-mail address',
    lead: ['Enter this code to make this the e-mail address of your root user:'],
    code,
    close: [lasts(validMinutes), NEVER_SHARE, IGNORE],
  }),
  'root-email-changed': (details, occasion) => ({
    subject: 'The e-mail address of your root user was changed',
    lead: ['Your account has a new root user e-mail address. This one is not used any more.'],
    facts: facts(occasion, details, ['New address', details.newAddress]),
    close: ['If this was not you, tell the administrator of this service at once.'],
  }),
  'new-device-sign-in': (details, occasion) => ({
    subject: 'New sign-in to your account',
    lead: ['The root user of your account signed in from a browser that was not seen before.'],
    facts: facts(occasion, details, ['Browser', details.userAgent]),
    close: ['If this was you, there is nothing to do.', NOT_YOU],
  }),
  'account-recovery-cancelled': (details, occasion) => ({
    subject: 'The recovery of your account was cancelled',
    lead: [
      'The recovery of the lost MFA device of your root user was cancelled. Nothing was removed.',
    ],
    facts: facts(occasion, details),
    close: ['If you did not ask for the recovery, change the root user password.'],
  }),
  'workforce-invitation': ({ path, validMinutes, userName, portalUrl }) => ({
    subject: 'Invitation to your access portal',
    lead: [
      'An administrator has made a user for you. Choose a password to accept the invitation; afterwards you sign in at your access portal.',
    ],
    facts: [
      ['User name', userName],
      ['Access portal', portalUrl],
    ],
    link: { label: 'Accept the invitation', path },
    close: [
      `The link is valid for ${days(validMinutes)} and can be used once.`,
      'If you did not expect this e-mail, you can ignore it.',
    ],
  }),
  'workforce-password-reset': ({ path, validMinutes, userName }) => ({
    subject: 'Reset your access portal password',
    lead: ['Somebody asked to reset your password for the access portal.'],
    facts: [['User name', userName]],
    link: { label: 'Choose a new password', path },
    close: [linkLasts(validMinutes), IGNORE],
  }),
  'workforce-email-verification': ({ path, validMinutes, userName }) => ({
    subject: 'Verify your e-mail address',
    lead: ['Open the link to show that this is your e-mail address for the access portal.'],
    facts: [['User name', userName]],
    link: { label: 'Verify the address', path },
    close: [
      `The link is valid for ${days(validMinutes)} and can be used once.`,
      'If you do not use the access portal, you can ignore this e-mail.',
    ],
  }),
  'workforce-password-changed': ({ userName, ...details }, occasion) => ({
    subject: 'Your access portal password was changed',
    lead: ['Your password for the access portal was changed. Earlier sessions have ended.'],
    facts: facts(occasion, details, ['User name', userName]),
    close: ['If this was not you, reset your password now and tell your administrator.'],
  }),
};

/** Every text message in English. */
export const textWordsEn: TextWords = {
  'verification-code': ({ code, validMinutes }) =>
    `${code} is your sign-in code. It is valid for ${minutes(validMinutes)}. Do not share it.`,
  'phone-verification-code': ({ code, validMinutes }) =>
    `${code} is your code to verify this phone number. It is valid for ${minutes(validMinutes)}.`,
};
