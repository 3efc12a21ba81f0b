import { isMailAddress, type MessageLanguage } from '../../base/mail.ts';
import { type Failure, failure } from '../../failures/catalogue.ts';
import { type Check, firstFailure } from '../../failures/check.ts';
import type { InstanceRow } from '../identity-center/instances.ts';
import { startUrls } from '../identity-center/start-urls.ts';
import { type Outbox, queueMail } from '../mail/index.ts';
import { queueMessage } from '../mail/queue.ts';
import type { Work } from '../work.ts';
import { attributesOf } from './attributes.ts';
import { issueLink, LINK_LIFETIME, type Link, type LinkPurpose, useLink } from './links.ts';
import { setPassword } from './passwords.ts';
import { changeUser, type UserRow } from './users.ts';

/** What mails are made with. */
export interface MailParts {
  readonly outbox: Outbox;
  /** Of this server; what mails tell of the portal is built from it. */
  readonly publicUrl: string;
}

/** Where a link leads: a page of the user's own portal. */
export function linkPath(storeId: string, purpose: LinkPurpose, secret: string): string {
  return `/portal/${storeId}/${purpose}?token=${secret}`;
}

/** The language of somebody who was not asked: Korean for those whose profile says so. */
export function languageOfUser(user: UserRow): MessageLanguage {
  const { PreferredLanguage, Locale } = attributesOf(user);
  return /^ko(?![a-z])/i.test(PreferredLanguage ?? Locale ?? '') ? 'ko' : 'en';
}

const canGetMail: Check<UserRow> = {
  name: 'userHasAddress',
  code: 'DIR-014',
  run: ({ email, user_name: userName }) =>
    email !== null && isMailAddress(email) ? undefined : failure('DIR-014', { userName }),
  describe: ({ email }) => ({ expected: 'an e-mail address', received: email ?? 'none' }),
};

const isEnabled: Check<UserRow> = {
  name: 'userIsEnabled',
  code: 'DIR-018',
  run: ({ status, user_name: userName }) =>
    status === 'ENABLED' ? undefined : failure('DIR-018', { userName }),
  describe: ({ status }) => ({ expected: 'ENABLED', received: status }),
};

/** Who can be invited. */
export const invitationChecks: readonly Check<UserRow>[] = [
  canGetMail,
  isEnabled,
  {
    name: 'passwordWasNotChosen',
    code: 'DIR-015',
    run: ({ password_state: state, user_name: userName }) =>
      state === 'set' ? failure('DIR-015', { userName }) : undefined,
    describe: ({ password_state }) => ({
      expected: 'no password, or a one-time password',
      received: password_state,
    }),
  },
];

/** Whose address can be verified by a mail. */
export const verificationChecks: readonly Check<UserRow>[] = [
  canGetMail,
  isEnabled,
  {
    name: 'addressIsNotVerified',
    code: 'DIR-017',
    run: ({ email_verified: verified, user_name: userName }) =>
      verified === 1 ? failure('DIR-017', { userName }) : undefined,
    describe: ({ email_verified }) => ({
      expected: 'not verified',
      received: email_verified === 1 ? 'verified' : 'not verified',
    }),
  },
];

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

/** Who can be sent a link to another password by an administrator. */
export const resetChecks: readonly Check<UserRow>[] = [canGetMail, isEnabled];

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
  await requestPasswordReset(work, parts, { storeId, user, userName, language });
  return undefined;
}

/** Stands for whoever a stranger named and who cannot get a link. */
const NOBODY = { user_id: '', email: null, user_name: '' };

/**
 * R247: queues a mail with a link that sets another password. For a name that nobody has, and for a
 * user who is disabled or has no address, the same is written and an equal mail goes nowhere: neither
 * the answer nor its time tells which it was.
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
): Promise<void> {
  const able = user && !canGetMail.run(user) && !isEnabled.run(user) ? user : undefined;
  const secret = issueLink(work, { store_id: storeId, ...(able ?? NOBODY) }, 'reset');
  await queueMail(work, outbox, {
    kind: 'workforce-password-reset',
    account: work.account,
    to: able?.email ?? undefined,
    language,
    validUntil: work.now + LINK_LIFETIME.reset,
    details: {
      path: linkPath(storeId, 'reset', secret),
      validMinutes: LINK_LIFETIME.reset / 60_000,
      userName,
    },
  });
}

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
