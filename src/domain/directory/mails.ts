import type { MessageLanguage } from '../../base/mail.ts';
import { type Failure, failure } from '../../failures/catalogue.ts';
import { firstFailure } from '../../failures/check.ts';
import type { InstanceRow } from '../identity-center/instances.ts';
import { startUrls } from '../identity-center/start-urls.ts';
import { type Outbox, queueMail } from '../mail/index.ts';
import { canBeSent, queueMessage } from '../mail/queue.ts';
import type { Work } from '../work.ts';
import { attributesOf } from './attributes.ts';
import { issueLink, LINK_LIFETIME, type LinkPurpose } from './links.ts';
import {
  canGetMail,
  invitationChecks,
  isEnabled,
  resetChecks,
  verificationChecks,
} from './mail-checks.ts';
import type { UserRow } from './users.ts';

/** What mails are made with. */
export interface MailParts {
  readonly outbox: Outbox;
  /** Of this server; what mails tell of the portal is built from it. */
  readonly publicUrl: string;
}

/** Where a link leads: a page of the user's own portal. */
function linkPath(storeId: string, purpose: LinkPurpose, secret: string): string {
  return `/portal/${storeId}/${purpose}?token=${secret}`;
}

/** The language of somebody who was not asked: Korean for those whose profile says so. */
export function languageOfUser(user: UserRow): MessageLanguage {
  const { PreferredLanguage, Locale } = attributesOf(user);
  return /^ko(?![a-z])/i.test(PreferredLanguage ?? Locale ?? '') ? 'ko' : 'en';
}

function linkDetails(work: Work, user: UserRow, purpose: LinkPurpose) {
  return {
    path: linkPath(user.store_id, purpose, issueLink(work, user, purpose)),
    validMinutes: LINK_LIFETIME[purpose] / 60_000,
    userName: user.user_name,
  };
}

/**
 * R139: queues an invitation with the address of the portal and a link that is good for seven days.
 * Answers why the user cannot be invited. An earlier invitation is worth nothing any more.
 */
export async function sendInvitation(
  work: Work,
  { outbox, publicUrl }: MailParts,
  instance: InstanceRow,
  user: UserRow,
  language: MessageLanguage = languageOfUser(user),
): Promise<Failure | undefined> {
  const failed = firstFailure(invitationChecks, user);
  if (failed) return failed;
  const sent = await queueMessage(work, outbox, {
    channel: 'email',
    kind: 'workforce-invitation',
    account: work.account,
    to: user.email ?? undefined,
    language,
    validUntil: work.now + LINK_LIFETIME.invitation,
    details: {
      ...linkDetails(work, user, 'invitation'),
      portalUrl: startUrls(publicUrl, instance).start,
    },
  });
  return sent ? undefined : failure('DIR-016', { who: user.user_name });
}

/** Queues a mail whose link verifies the user's address. Answers why that cannot be. */
export async function sendEmailVerification(
  work: Work,
  { outbox }: Pick<MailParts, 'outbox'>,
  user: UserRow,
  language: MessageLanguage = languageOfUser(user),
): Promise<Failure | undefined> {
  const failed = firstFailure(verificationChecks, user);
  if (failed) return failed;
  const sent = await queueMessage(work, outbox, {
    channel: 'email',
    kind: 'workforce-email-verification',
    account: work.account,
    to: user.email ?? undefined,
    language,
    validUntil: work.now + LINK_LIFETIME['verify-email'],
    details: linkDetails(work, user, 'verify-email'),
  });
  return sent ? undefined : failure('DIR-016', { who: user.user_name });
}

/** Queues a mail whose link sets another password, for an administrator. Answers why that cannot be. */
export async function sendPasswordReset(
  work: Work,
  parts: Pick<MailParts, 'outbox'>,
  user: UserRow,
  language: MessageLanguage = languageOfUser(user),
): Promise<Failure | undefined> {
  const failed = firstFailure(resetChecks, user);
  if (failed) return failed;
  const { store_id: storeId, user_name: userName } = user;
  const sent = await requestPasswordReset(work, parts, { storeId, user, userName, language });
  return sent ? undefined : failure('DIR-016', { who: userName });
}

/** Stands for whoever a stranger named and who cannot get a link. */
const NOBODY = { user_id: '', email: null, user_name: '' };

/**
 * R247: queues a mail with a link that sets another password; false when it goes nowhere. For a name
 * that nobody has, for a user who is disabled or has no address, and beyond the quota, the same is
 * written and an equal mail goes nowhere: neither the page nor its time tells which it was. A link that
 * was mailed before ends with the next one that is mailed, not with one that is only asked for.
 *
 * @param userName as it was typed
 */
export async function requestPasswordReset(
  work: Work,
  { outbox }: Pick<MailParts, 'outbox'>,
  {
    storeId,
    user,
    userName,
    language,
  }: {
    readonly storeId: string;
    readonly user: UserRow | undefined;
    readonly userName: string;
    readonly language: MessageLanguage;
  },
): Promise<boolean> {
  const able = user && !canGetMail.run(user) && !isEnabled.run(user) ? user : undefined;
  const message = { account: work.account, kind: 'workforce-password-reset' } as const;
  const asked = { ...message, channel: 'email', to: able?.email ?? undefined } as const;
  const sent = await canBeSent(work, outbox, asked);
  const receiver = sent ? able : undefined;
  const secret = issueLink(work, { store_id: storeId, ...(receiver ?? NOBODY) }, 'reset');
  await queueMail(work, outbox, {
    ...message,
    to: receiver?.email ?? undefined,
    language,
    validUntil: work.now + LINK_LIFETIME.reset,
    details: {
      path: linkPath(storeId, 'reset', secret),
      validMinutes: LINK_LIFETIME.reset / 60_000,
      userName,
    },
  });
  return sent;
}

/** Queues a notice to a user whose password was changed; nobody without an address gets one. */
export async function tellPasswordChanged(
  work: Work,
  { outbox }: Pick<MailParts, 'outbox'>,
  user: UserRow,
  {
    language,
    sourceAddress,
  }: { readonly language: MessageLanguage; readonly sourceAddress: string },
): Promise<void> {
  if (user.email === null) return;
  await queueMail(work, outbox, {
    kind: 'workforce-password-changed',
    account: work.account,
    to: user.email,
    language,
    details: { sourceAddress, userName: user.user_name },
  });
}
