import { sha256 } from '../../base/digest.ts';
import { type Failure, failure } from '../../failures/catalogue.ts';
import type { Check } from '../../failures/check.ts';
import { createAccount, emailIsTaken } from '../accounts/accounts.ts';
import type { AuditEvent } from '../audit/record.ts';
import { checkCode, deliverCode } from '../verification/index.ts';
import { type Work, workFor } from '../work.ts';
import { recoveryEvent } from './events.ts';
import type { Asker, RecoveryParts } from './index.ts';

/*
 * R155: somebody makes an account: address and name, the code that proves the address, a root
 * password. Until the code is shown nobody learns whether the address has an account already: it
 * gets a notice in place of the code, and the page is the same.
 */

/** How long a registration may take, in milliseconds. */
export const REGISTRATION_LIFETIME = 30 * 60_000;

/** Unfinished registrations of one network address; the oldest of more are dropped. */
const MOST_OF_SOURCE = 50;

/** A registration on its way. */
export interface Registration {
  readonly registrationId: string;
  readonly email: string;
  readonly name: string;
  /** Whether the code has been shown. */
  readonly verified: boolean;
  readonly rowVersion: number;
}

/** What somebody registers with. */
export interface Registering {
  readonly email: string;
  readonly name: string;
  /** The secret of the browser's cookie. */
  readonly browser: string;
  /** The network address by which unfinished registrations are counted. */
  readonly source: string;
}

/** Begins a registration, mails its code, and answers its id, which is worthless elsewhere. */
export async function beginRegistration(
  work: Work,
  parts: RecoveryParts,
  asker: Asker,
  { email, name, browser, source }: Registering,
): Promise<string> {
  const registrationId = work.random(16).toString('base64url');
  await dropOldest(work, source);
  work.write(
    work.read.insertInto('registrations').values({
      registration_id: registrationId,
      browser_hash: sha256(browser),
      source: sha256(source),
      email,
      name,
      verified: 0,
      created_at: work.now,
      expires_at: work.now + REGISTRATION_LIFETIME,
    }),
  );
  await mailCode(work, parts, asker, { registrationId, email });
  return registrationId;
}

/** Mails a code for a registration, also once more; it takes the place of the one before. */
export async function mailCode(
  work: Work,
  parts: RecoveryParts,
  { language }: Asker,
  { registrationId, email }: Pick<Registration, 'registrationId' | 'email'>,
): Promise<void> {
  const taken = await emailIsTaken(work, email);
  await deliverCode(work, parts.delivery, {
    kind: 'registration-code',
    purpose: 'registration',
    subject: registrationId,
    account: '',
    email: taken ? undefined : email,
    language,
  });
}

async function dropOldest(work: Work, source: string): Promise<void> {
  const surplus = await work.read
    .selectFrom('registrations')
    .select('created_at')
    .where('source', '=', sha256(source))
    .orderBy('created_at', 'desc')
    .offset(MOST_OF_SOURCE - 1)
    .limit(1)
    .executeTakeFirst();
  if (!surplus) return;
  work.write(
    work.read
      .deleteFrom('registrations')
      .where('source', '=', sha256(source))
      .where('created_at', '<=', Number(surplus.created_at)),
    'any',
  );
}

/** The registration of that id in this browser; undefined when it is none, or late. */
export async function findRegistration(
  { read, now }: Work,
  registrationId: string,
  browser: string,
): Promise<Registration | undefined> {
  const row = await read
    .selectFrom('registrations')
    .select(['registration_id', 'email', 'name', 'verified', 'row_version'])
    .where('registration_id', '=', registrationId)
    .where('browser_hash', '=', sha256(browser))
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return (
    row && {
      registrationId: row.registration_id,
      email: row.email,
      name: row.name,
      verified: row.verified === 1,
      rowVersion: row.row_version,
    }
  );
}

/** Judges the code; the plan must be committed also when the answer is a failure. */
export async function verifyRegistration(
  work: Work,
  parts: RecoveryParts,
  registration: Registration,
  code: string,
): Promise<Failure | undefined> {
  const use = { purpose: 'registration', subject: registration.registrationId, code };
  const failed = await checkCode(work, parts.delivery.hashes, use);
  if (!failed) {
    work.write(
      work.read
        .updateTable('registrations')
        .set((e) => ({ verified: 1, row_version: e('row_version', '+', 1) }))
        .where('registration_id', '=', registration.registrationId)
        .where('row_version', '=', registration.rowVersion),
    );
  }
  return failed;
}

/** What the address of an account has to be once its code has been shown (R241). */
export const addressChecks: readonly Check<{ readonly taken: boolean }>[] = [
  {
    name: 'addressIsFree',
    code: 'REG-001',
    run: ({ taken }) =>
      taken ? failure('REG-001', { reason: 'its address is taken' }) : undefined,
    describe: ({ taken }) => ({
      expected: 'an address that no account has',
      received: taken ? 'one that an account has' : 'such a one',
    }),
  },
];

/**
 * Makes the account of a verified registration: one on its own, of no organization. The plan fails
 * on the address when somebody else was given it meanwhile.
 *
 * @param rootPassword a PHC string
 */
export function completeRegistration(
  work: Work,
  parts: RecoveryParts,
  asker: Asker,
  registration: Registration,
  rootPassword: string,
): { readonly account: string; readonly event: AuditEvent } {
  const { registrationId, email, name, rowVersion } = registration;
  if (!registration.verified) throw new Error('the address of a registration was not verified');
  work.write(
    work.read
      .deleteFrom('registrations')
      .where('registration_id', '=', registrationId)
      .where('row_version', '=', rowVersion),
  );
  const account = createAccount(work, { email, name, rootPassword });
  const own = workFor(work, account);
  return { account, event: recoveryEvent(parts, own.now, asker, account, 'AccountRegistered') };
}
