import type { MessageLanguage } from '../../base/mail.ts';
import type { Work } from '../work.ts';
import { type Link, useLink } from './links.ts';
import { type MailParts, tellPasswordChanged } from './mails.ts';
import { setPassword } from './passwords.ts';
import { changeUser } from './users.ts';

/**
 * Sets the password by a good link of an invitation or a reset, and uses the link up: whoever opened it
 * reads the mailbox, so the address is verified as well. Sessions end, and a notice is mailed of a
 * password that replaced another.
 *
 * @param hash a PHC string
 */
export async function acceptLink(
  work: Work,
  { outbox }: Pick<MailParts, 'outbox'>,
  link: Link,
  given: {
    readonly hash: string;
    readonly language: MessageLanguage;
    readonly sourceAddress: string;
  },
): Promise<void> {
  const { user } = link;
  useLink(work, link);
  await setPassword(work, user, { hash: given.hash, state: 'set', also: { email_verified: 1 } });
  if (user.password_state === 'set') await tellPasswordChanged(work, { outbox }, user, given);
}

/** Verifies the address that a good link was mailed to, and uses the link up. */
export function verifyEmail(work: Work, link: Link): void {
  useLink(work, link);
  changeUser(work, link.user, { email_verified: 1 });
}
