import { mailAddressKey } from '../../base/mail.ts';
import { type Failure, failure } from '../../failures/catalogue.ts';
import { emailIsTaken } from '../accounts/accounts.ts';
import { ACCOUNT_ENTITY } from '../entities.ts';
import { queueMail } from '../mail/index.ts';
import { checkCode, deliverCode } from '../verification/index.ts';
import type { Work } from '../work.ts';
import type { Asker, RecoveryParts } from './index.ts';
import { endMfaRecovery } from './mfa-recovery.ts';
import { endPasswordResets } from './password-reset.ts';
import { rootUserOf } from './root-user.ts';

/** How long the code for a new address can be used, in milliseconds. */
const CHANGE_LIFETIME = 30 * 60_000;

/** A code for the new address is good for that address alone. */
const useFor = ({ account }: Work, email: string) => ({
  purpose: 'root-email',
  subject: `${account}/${email.toLowerCase()}`,
});

/**
 * Mails a code to the address that the root user of the work's account wishes to have. An address
 * that belongs to another account gets none, and the answer does not tell (R241).
 */
export async function startRootEmailUpdate(
  work: Work,
  { delivery }: Pick<RecoveryParts, 'delivery'>,
  { language }: Pick<Asker, 'language'>,
  email: string,
): Promise<void> {
  const values = { email, expires_at: work.now + CHANGE_LIFETIME };
  work.write(
    work.read
      .insertInto('root_email_changes')
      .values({ account_id: work.account, ...values })
      .onConflict((conflict) => conflict.column('account_id').doUpdateSet(values)),
  );
  await deliverCode(work, delivery, {
    ...useFor(work, email),
    kind: 'root-email-change-code',
    account: work.account,
    email: (await emailIsTaken(work, email)) ? undefined : email,
    language,
    lifetimeSeconds: CHANGE_LIFETIME / 1000,
  });
}

/**
 * Takes the new address when the code that was mailed to it is shown, and tells the old one. The
 * plan must be committed also when the answer is a failure, since a wrong code costs a try; it fails
 * on the address when another account was given it meanwhile.
 */
export async function acceptRootEmailUpdate(
  work: Work,
  { delivery, outbox }: Pick<RecoveryParts, 'delivery' | 'outbox'>,
  { language, sourceAddress }: Pick<Asker, 'language' | 'sourceAddress'>,
  code: string,
): Promise<Failure | undefined> {
  const { account, now } = work;
  const pending = await work.read
    .selectFrom('root_email_changes')
    .select('email')
    .where('account_id', '=', account)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (!pending) return failure('REC-020', {});
  const { email } = pending;
  const failed = await checkCode(work, delivery.hashes, { ...useFor(work, email), code });
  if (failed) return failed;
  if (await emailIsTaken(work, email)) return failure('REC-021', { reason: 'it is taken' });
  const root = await rootUserOf(work, { account });
  work.write(
    work.read
      .updateTable('accounts')
      .set((e) => ({
        email,
        email_key: mailAddressKey(email),
        row_version: e('row_version', '+', 1),
      }))
      .where('account_id', '=', account),
  );
  work.changed(ACCOUNT_ENTITY);
  work.write(work.read.deleteFrom('root_email_changes').where('account_id', '=', account));
  // Links that were mailed to the old address must not open the account to who reads it now.
  endPasswordResets(work);
  endMfaRecovery(work);
  await queueMail(work, outbox, {
    kind: 'root-email-changed',
    account,
    to: root?.email,
    language,
    details: { sourceAddress, newAddress: email },
  });
  return undefined;
}
