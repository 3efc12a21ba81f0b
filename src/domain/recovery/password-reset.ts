import { sha256 } from '../../base/digest.ts';
import { type Failure, failure } from '../../failures/catalogue.ts';
import { type Check, firstFailure } from '../../failures/check.ts';
import { setRootPassword } from '../accounts/accounts.ts';
import type { AuditEvent } from '../audit/record.ts';
import { queueMail } from '../mail/index.ts';
import { endSessionsOf } from '../sessions/browser-sessions.ts';
import { type Work, workFor } from '../work.ts';
import { recoveryEvent } from './events.ts';
import type { Asker, RecoveryParts } from './index.ts';
import { type RootUser, rootUserOf } from './root-user.ts';

/** How long a link can be used, in milliseconds: aws-facts names an hour. */
export const RESET_LIFETIME = 60 * 60_000;

/** Where the link leads. */
export const RESET_PATH = '/signin/reset';

/**
 * R234: queues the mail with a link, for the root user of the address. For an address that nobody has
 * the same is read and an equal mail is queued that goes nowhere, so that neither the answer nor its
 * time tells which it was. Answers the events of the request.
 */
export async function requestPasswordReset(
  work: Work,
  parts: RecoveryParts,
  asker: Asker,
  email: string,
): Promise<AuditEvent[]> {
  const root = await rootUserOf(work, { email });
  const token = work.random(32).toString('base64url');
  const account = root?.account_id ?? '';
  const validUntil = work.now + RESET_LIFETIME;
  work.write(
    work.read.insertInto('password_resets').values({
      account_id: account,
      token_hash: sha256(token),
      created_at: work.now,
      expires_at: validUntil,
      used_at: null,
    }),
  );
  await queueMail(work, parts.outbox, {
    kind: 'password-reset',
    account,
    to: root?.email,
    language: asker.language,
    validUntil,
    details: { path: `${RESET_PATH}?token=${token}`, validMinutes: RESET_LIFETIME / 60_000 },
  });
  if (!root) return [];
  return [recoveryEvent(parts, work.now, asker, account, 'PasswordRecoveryRequested')];
}

/** A link as it was found. */
export interface ResetLink {
  readonly row:
    | { readonly account_id: string; readonly expires_at: number; readonly used_at: number | null }
    | undefined;
  readonly now: number;
}

/** Looks a link up by its secret. */
export async function findResetLink(work: Work, token: string): Promise<ResetLink> {
  const row = await work.read
    .selectFrom('password_resets')
    .select(['account_id', 'expires_at', 'used_at'])
    .where('token_hash', '=', sha256(token))
    // A decoy has no account, and its secret was never sent to anybody.
    .where('account_id', '<>', '')
    .executeTakeFirst();
  return { row: row && { ...row, expires_at: Number(row.expires_at) }, now: work.now };
}

function rowOf({ row }: ResetLink): NonNullable<ResetLink['row']> {
  if (!row) throw new Error('there is no such link');
  return row;
}

/** What makes a link good for setting a password. */
export const resetLinkChecks: readonly Check<ResetLink>[] = [
  {
    name: 'linkWasSent',
    code: 'REC-001',
    run: ({ row }) => (row ? undefined : failure('REC-001', {})),
    describe: ({ row }) => ({
      expected: 'a link that was mailed',
      received: row ? 'one that was' : 'another',
    }),
  },
  {
    name: 'linkIsUnused',
    code: 'REC-002',
    run: (link) => (rowOf(link).used_at === null ? undefined : failure('REC-002', {})),
    describe: (link) => ({
      expected: 'a link that was not used yet',
      received: rowOf(link).used_at === null ? 'unused' : 'used',
    }),
  },
  {
    name: 'linkIsInTime',
    code: 'REC-003',
    run: (link) => {
      const { expires_at: end } = rowOf(link);
      if (link.now < end) return undefined;
      return failure('REC-003', { end: new Date(end).toISOString() });
    },
    describe: (link) => ({
      expected: `before ${new Date(rowOf(link).expires_at).toISOString()}`,
      received: new Date(link.now).toISOString(),
    }),
  },
];

/** The root user whose password a link sets, or why it sets none. */
export async function rootUserOfLink(
  work: Work,
  token: string,
): Promise<{ readonly root: RootUser } | { readonly failed: Failure }> {
  const link = await findResetLink(work, token);
  const failed = firstFailure(resetLinkChecks, link);
  if (failed) return { failed };
  const root = await rootUserOf(work, { account: rowOf(link).account_id });
  return root ? { root } : { failed: failure('REC-001', {}) };
}

/**
 * Sets the password by a link that `rootUserOfLink` accepted: every session of the root user ends,
 * further links of the account are worth nothing, and the owner of the mailbox is told.
 *
 * @param password the new password as a PHC string
 */
export async function completePasswordReset(
  work: Work,
  parts: RecoveryParts,
  asker: Asker,
  reset: { readonly token: string; readonly root: RootUser; readonly password: string },
): Promise<AuditEvent[]> {
  const { root, token, password } = reset;
  const { account_id: account } = root;
  const own = workFor(work, account);
  own.write(
    own.read
      .updateTable('password_resets')
      .set({ used_at: own.now })
      .where('token_hash', '=', sha256(token))
      .where('used_at', 'is', null)
      .where('expires_at', '>', own.now),
  );
  endPasswordResets(own);
  setRootPassword(own, account, password);
  await endSessionsOf(own, account);
  await queueMail(own, parts.outbox, {
    kind: 'password-changed',
    account,
    to: root.email,
    language: asker.language,
    details: { sourceAddress: asker.sourceAddress },
  });
  return [recoveryEvent(parts, work.now, asker, account, 'PasswordRecoveryCompleted')];
}

/** Makes every link of the work's account worthless: whoever sets a password ends them. */
export function endPasswordResets(work: Work): void {
  work.write(
    work.read
      .updateTable('password_resets')
      .set({ used_at: work.now })
      .where('account_id', '=', work.account)
      .where('used_at', 'is', null),
    'any',
  );
}
