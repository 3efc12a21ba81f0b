import { ACCOUNT_ENTITY, userEntity } from '../entities.ts';
import { type Work, workFor } from '../work.ts';
import { type FoundPerson, findPerson, passwordHashOf } from './evidence.ts';
import type { FlowState } from './flow-state.ts';
import { credentialOf } from './password.ts';

/**
 * The person of a flow that has passed its password, as it is now; undefined when the person is
 * gone, the account is no longer open or the password is another one since.
 */
export async function personOfFlow(
  work: Work,
  { claimed, identity }: FlowState,
): Promise<FoundPerson | undefined> {
  if (!identity) return undefined;
  const person = await findPerson(work, claimed);
  const { account, user, workforce } = person;
  const isSamePerson =
    identity.who.kind === 'root' ||
    (identity.who.kind === 'user'
      ? user?.user_id === identity.who.userId
      : workforce?.user_id === identity.who.userId && workforce.status === 'ENABLED');
  const same =
    account?.account_id === identity.account &&
    account.state === 'ACTIVE' &&
    isSamePerson &&
    credentialOf(passwordHashOf(person)) === identity.credential;
  return same ? person : undefined;
}

/** Keeps a stronger hash of the same password; left undone when the password was changed meanwhile. */
export function writeStrongerHash(work: Work, person: FoundPerson, stronger: string): void {
  const hash = passwordHashOf(person) ?? '';
  const { account, user, workforce } = person;
  if (workforce) {
    work.write(
      work.read
        .updateTable('directory_users')
        .set((e) => ({ password: stronger, row_version: e('row_version', '+', 1) }))
        .where('account_id', '=', account?.account_id ?? '')
        .where('user_id', '=', workforce.user_id)
        .where('password', '=', hash),
    );
    return;
  }
  if (user) {
    work.write(
      work.read
        .updateTable('iam_users')
        .set((e) => ({ password: stronger, row_version: e('row_version', '+', 1) }))
        .where('account_id', '=', account?.account_id ?? '')
        .where('user_id', '=', user.user_id)
        .where('password', '=', hash),
    );
    work.changed(userEntity(user.user_id), account?.account_id);
  } else {
    work.write(
      work.read
        .updateTable('accounts')
        .set((e) => ({ root_password: stronger, row_version: e('row_version', '+', 1) }))
        .where('account_id', '=', account?.account_id ?? '')
        .where('root_password', '=', hash),
    );
    work.changed(ACCOUNT_ENTITY, account?.account_id);
  }
}

/**
 * Notes that the password was used, and ties the session that begins to it: the plan fails when the
 * password was changed since it was read.
 *
 * @param hash the password's hash as it is stored when the plan commits
 */
export function writePasswordUse(work: Work, person: FoundPerson, hash: string): void {
  const { account, user, workforce } = person;
  const inAccount = workFor(work, account?.account_id ?? '');
  if (workforce) {
    inAccount.write(
      work.read
        .updateTable('directory_users')
        .set({ last_sign_in_at: work.now })
        .where('account_id', '=', inAccount.account)
        .where('user_id', '=', workforce.user_id)
        .where('password', '=', hash)
        .where('status', '=', 'ENABLED'),
    );
    return;
  }
  if (user) {
    inAccount.write(
      work.read
        .updateTable('iam_users')
        .set({ password_last_used_at: work.now })
        .where('account_id', '=', inAccount.account)
        .where('user_id', '=', user.user_id)
        .where('password', '=', hash),
    );
    return;
  }
  inAccount.write(
    work.read
      .updateTable('accounts')
      .set((e) => ({ root_password: e.ref('root_password') }))
      .where('account_id', '=', inAccount.account)
      .where('root_password', '=', hash)
      .where('state', '=', 'ACTIVE'),
  );
}
