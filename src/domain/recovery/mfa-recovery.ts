import { sha256 } from '../../base/digest.ts';
import type { MessageLanguage } from '../../base/mail.ts';
import { type Failure, failure } from '../../failures/catalogue.ts';
import { type Check, firstFailure } from '../../failures/check.ts';
import type { AuditEvent } from '../audit/record.ts';
import { queueMail } from '../mail/index.ts';
import { removeDevicesOf } from '../mfa/remove.ts';
import { endSessionsOf } from '../sessions/browser-sessions.ts';
import { type Work, workFor } from '../work.ts';
import { recoveryEvent } from './events.ts';
import type { Asker, RecoveryParts } from './index.ts';
import { type RootUser, rootUserOf } from './root-user.ts';

/*
 * R228: a root user who lost every device proves the password and the mailbox, waits for as long as
 * the operator set, and then removes the devices by a link that is mailed. Everybody who reads the
 * mailbox is told at once and can cancel; so does signing in with a device.
 */

/** How long the link that removes the devices can be used, in milliseconds. */
export const REMOVAL_LIFETIME = 24 * 60 * 60_000;

/** Where the links lead. */
export const REMOVAL_PATH = '/signin/remove-mfa';
export const CANCEL_PATH = '/signin/cancel-recovery';

/** A recovery that is under way. */
export interface MfaRecovery {
  readonly account: string;
  /** Milliseconds since 1970. */
  readonly readyAt: number;
}

/**
 * Begins a recovery for a root user whose password and mailbox were proved, in place of an earlier
 * one, whose wait it does not inherit.
 */
export async function startMfaRecovery(
  work: Work,
  parts: RecoveryParts,
  asker: Asker,
  root: RootUser,
): Promise<{ readonly recovery: MfaRecovery; readonly event: AuditEvent }> {
  const { account_id: account, email } = root;
  const own = workFor(work, account);
  const cancel = own.random(32).toString('base64url');
  const readyAt = own.now + parts.mfaWait;
  endMfaRecovery(own);
  own.write(
    own.read.insertInto('mfa_recoveries').values({
      account_id: account,
      language: asker.language,
      cancel_hash: sha256(cancel),
      started_at: own.now,
      ready_at: readyAt,
      token_hash: null,
      expires_at: readyAt + REMOVAL_LIFETIME,
    }),
  );
  await queueMail(own, parts.outbox, {
    kind: 'mfa-recovery-started',
    account,
    to: email,
    language: asker.language,
    details: {
      sourceAddress: asker.sourceAddress,
      readyAt,
      cancelPath: `${CANCEL_PATH}?token=${cancel}`,
    },
  });
  const event = recoveryEvent(parts, own.now, asker, account, 'MfaRecoveryRequested');
  return { recovery: { account, readyAt }, event };
}

/** Ends the recovery of the work's account: it was cancelled, carried out, or a device was found. */
export function endMfaRecovery(work: Work): void {
  work.write(work.read.deleteFrom('mfa_recoveries').where('account_id', '=', work.account), 'any');
}

/** A recovery whose wait is over and whose link has not been mailed. */
export interface DueRecovery {
  readonly account: string;
  readonly language: MessageLanguage;
}

/** The recoveries whose wait is over, a bounded number at a time. */
export async function dueMfaRecoveries({ read, now }: Work): Promise<DueRecovery[]> {
  const rows = await read
    .selectFrom('mfa_recoveries')
    .select(['account_id', 'language'])
    .where('ready_at', '<=', now)
    .where('token_hash', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('ready_at')
    .limit(100)
    .execute();
  return rows.map((row) => ({ account: row.account_id, language: row.language }));
}

/** Mails the link of a due recovery. Of several nodes one does: the others' plans fail. */
export async function mailRemovalLink(
  work: Work,
  parts: Pick<RecoveryParts, 'outbox'>,
  { account, language }: DueRecovery,
): Promise<void> {
  const root = await rootUserOf(work, { account });
  const token = work.random(32).toString('base64url');
  const validUntil = work.now + REMOVAL_LIFETIME;
  work.write(
    work.read
      .updateTable('mfa_recoveries')
      .set({ token_hash: sha256(token), expires_at: validUntil })
      .where('account_id', '=', account)
      .where('ready_at', '<=', work.now)
      .where('token_hash', 'is', null),
  );
  await queueMail(work, parts.outbox, {
    kind: 'mfa-recovery-ready',
    account,
    to: root?.email,
    language,
    validUntil,
    details: { path: `${REMOVAL_PATH}?token=${token}`, validMinutes: REMOVAL_LIFETIME / 60_000 },
  });
}

/** A link of a recovery as it was found. */
export interface RecoveryLink {
  readonly row: { readonly account_id: string; readonly expires_at: number } | undefined;
  readonly now: number;
}

/** What makes such a link good. */
export const recoveryLinkChecks: readonly Check<RecoveryLink>[] = [
  {
    name: 'recoveryIsUnderWay',
    code: 'REC-010',
    run: ({ row }) => (row ? undefined : failure('REC-010', {})),
    describe: ({ row }) => ({
      expected: 'the link of a recovery that is under way',
      received: row ? 'such a link' : 'another, or one of a recovery that is over',
    }),
  },
  {
    name: 'recoveryIsInTime',
    code: 'REC-011',
    run: ({ row, now }) => {
      if (!row) throw new Error('there is no such link');
      if (now < row.expires_at) return undefined;
      return failure('REC-011', { end: new Date(row.expires_at).toISOString() });
    },
    describe: ({ row, now }) => ({
      expected: row ? `before ${new Date(row.expires_at).toISOString()}` : 'in time',
      received: new Date(now).toISOString(),
    }),
  },
];

/** Looks a link up by its secret: the one that removes the devices, or the one that cancels. */
export async function findRecoveryLink(
  work: Work,
  kind: 'removal' | 'cancel',
  token: string,
): Promise<RecoveryLink> {
  const row = await work.read
    .selectFrom('mfa_recoveries')
    .select(['account_id', 'expires_at'])
    .where(kind === 'removal' ? 'token_hash' : 'cancel_hash', '=', sha256(token))
    .executeTakeFirst();
  return { row: row && { ...row, expires_at: Number(row.expires_at) }, now: work.now };
}

/** The root user of a link, or why it is not good. */
export async function rootUserOfRecoveryLink(
  work: Work,
  kind: 'removal' | 'cancel',
  token: string,
): Promise<{ readonly root: RootUser } | { readonly failed: Failure }> {
  const link = await findRecoveryLink(work, kind, token);
  const failed = firstFailure(recoveryLinkChecks, link);
  if (failed) return { failed };
  const { row } = link;
  const root = row && (await rootUserOf(work, { account: row.account_id }));
  return root ? { root } : { failed: failure('REC-010', {}) };
}

/**
 * Removes every device of the root user by a link that `rootUserOfRecoveryLink` accepted, together
 * with the password: whoever reads the mailbox alone gets nothing. Every session ends.
 */
export async function completeMfaRecovery(
  work: Work,
  parts: RecoveryParts,
  asker: Asker,
  { root, token }: { readonly root: RootUser; readonly token: string },
): Promise<AuditEvent> {
  const { account_id: account, email } = root;
  const own = workFor(work, account);
  own.write(
    own.read
      .deleteFrom('mfa_recoveries')
      .where('account_id', '=', account)
      .where('token_hash', '=', sha256(token))
      .where('expires_at', '>', own.now),
  );
  const devices = await removeDevicesOf(own, account);
  await endSessionsOf(own, account);
  await queueMail(own, parts.outbox, {
    kind: 'mfa-removed',
    account,
    to: email,
    language: asker.language,
    details: {
      sourceAddress: asker.sourceAddress,
      devices: devices.map(({ label }) => label),
    },
  });
  return recoveryEvent(parts, own.now, asker, account, 'MfaRecoveryCompleted');
}

/** Cancels by the link of the first mail, and tells the mailbox. */
export async function cancelMfaRecovery(
  work: Work,
  parts: RecoveryParts,
  asker: Asker,
  { root, token }: { readonly root: RootUser; readonly token: string },
): Promise<AuditEvent> {
  const { account_id: account, email } = root;
  const own = workFor(work, account);
  own.write(own.read.deleteFrom('mfa_recoveries').where('cancel_hash', '=', sha256(token)));
  await queueMail(own, parts.outbox, {
    kind: 'account-recovery-cancelled',
    account,
    to: email,
    language: asker.language,
    details: { sourceAddress: asker.sourceAddress },
  });
  return recoveryEvent(parts, own.now, asker, account, 'MfaRecoveryCancelled');
}
