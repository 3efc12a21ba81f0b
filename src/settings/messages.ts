import { z } from 'zod';
import { readMailbox } from '../base/mail.ts';
import { isMailServer, setting, text } from './forms.ts';

/** Mails and text messages. */
export const messagesSettings = {
  smtpUrl: setting(
    'GATEHOUSE_SMTP_URL',
    text.refine((value) => value === '' || isMailServer(value)),
    'empty, or smtp:// or smtps://user:password@host:port',
    '',
    'The mail server. Empty: mails land in the folder `outbox` of the data folder, where `gatehouse mail` shows them. A user and a password are percent-encoded.',
  ),
  smtpStarttls: setting(
    'GATEHOUSE_SMTP_STARTTLS',
    z.enum(['auto', 'required', 'optional']),
    'auto, required or optional',
    'auto',
    'Whether an smtp:// server must offer STARTTLS. `auto`: yes, unless it is on this machine; `optional`: only for a server without a password, mails then go in clear where it offers none.',
  ),
  mailFrom: setting(
    'GATEHOUSE_MAIL_FROM',
    text.refine((value) => value === '' || readMailbox(value) !== undefined),
    'an e-mail address, or a name with the address in angle brackets',
    '',
    'Sender of mails. Empty: `Gatehouse <no-reply@signin.HOST>` with the host of GATEHOUSE_PUBLIC_URL.',
  ),
  smsHook: setting(
    'GATEHOUSE_SMS_HOOK',
    text.regex(/^(|https:\/\/[^\s@#]+)$/),
    'empty, or an https URL',
    '',
    'Where text messages are posted to be sent; see docs/guides/text-messages.md. Empty: no text messages.',
  ),
  smsSecret: setting(
    'GATEHOUSE_SMS_SECRET',
    text.regex(/^(|.{32,256})$/),
    'a secret of 32 to 256 characters',
    '',
    'What posts to GATEHOUSE_SMS_HOOK are signed with.',
  ),
} as const;
