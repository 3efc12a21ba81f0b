import type { MessageLanguage } from '../../base/mail.ts';
import { findUserByName, issueLink, LINK_LIFETIME } from '../directory/index.ts';
import { type Outbox, queueMail } from '../mail/index.ts';
import type { Work } from '../work.ts';

/**
 * R247: queues the mail with a link for a new password. For a name that nobody has, a disabled user
 * and one without address the same is read, an equal row is written and an equal mail is queued that
 * goes nowhere, so that neither the answer nor its time tells which it was.
 *
 * @param work for the account that owns the instance
 */
export async function requestPortalReset(
  work: Work,
  outbox: Outbox,
  asked: {
    readonly storeId: string;
    readonly userName: string;
    readonly language: MessageLanguage;
  },
): Promise<void> {
  const { storeId, userName, language } = asked;
  const found = await findUserByName(work, storeId, userName);
  const user = found?.status === 'ENABLED' && found.email !== null ? found : undefined;
  // The decoy's is nobody's link: there is one at most, and no user to find it with.
  const token = issueLink(work, user ?? { store_id: storeId, user_id: '', email: null }, 'reset');
  const lifetime = LINK_LIFETIME.reset;
  await queueMail(work, outbox, {
    kind: 'password-reset',
    account: work.account,
    to: user?.email ?? undefined,
    language,
    validUntil: work.now + lifetime,
    details: {
      path: `/portal/${storeId}/reset?token=${token}`,
      validMinutes: lifetime / 60_000,
    },
  });
}
