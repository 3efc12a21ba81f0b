import { type Mailbox, readMailbox } from '../base/mail.ts';

/**
 * Who mails come from: what is configured, or an address below the public host, as AWS's come from
 * addresses below its sign-in hosts (R226). Hosts that have no names below them get a reserved one
 * (RFC 2606), which no mail is ever delivered to.
 */
export function senderOf(configured: string, publicUrl: string): Mailbox {
  const given = readMailbox(configured);
  if (given) return given;
  const { hostname } = new URL(publicUrl);
  const isName = /[a-z]/i.test(hostname) && !hostname.includes(':');
  const domain = isName ? `signin.${hostname}` : 'signin.gatehouse.invalid';
  return { name: 'Gatehouse', address: `no-reply@${domain}` };
}
