import { createTransport } from 'nodemailer';
import type { Mailbox, OutgoingMessage } from '../base/mail.ts';
import type { RenderedMail } from './render.ts';

/** A mail as bytes, with the addresses that its envelope carries. */
export interface ComposedMail {
  readonly from: string;
  readonly to: string;
  readonly bytes: Buffer;
}

/**
 * Puts a rendered mail into MIME. Recipients are given as values and never parsed from a header's
 * syntax; the id of the message becomes its Message-ID, so that a mail that was sent twice after a
 * crash can be recognised.
 */
export async function composeMail(
  message: OutgoingMessage,
  { subject, text, html }: RenderedMail,
  from: Mailbox,
): Promise<ComposedMail> {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  const { message: bytes } = await composer.sendMail({
    from: { name: from.name, address: from.address },
    to: { name: '', address: message.to },
    subject,
    text,
    html,
    date: new Date(message.at),
    messageId: `<${message.id}@${domain}>`,
    // RFC 3834: no answer by a machine is wanted.
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': message.language },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  if (!Buffer.isBuffer(bytes)) throw new TypeError('the composed mail is not in memory');
  return { from: from.address, to: message.to, bytes };
}
