import { sha256 } from '../../base/digest.ts';
import { HashQueueFull, needsRehash } from '../../crypto/index.ts';
import type { Failure } from '../../failures/catalogue.ts';
import { type CheckTrace, judgeChecks } from '../../failures/check.ts';
import type { Work } from '../work.ts';
import { findPerson, passwordHashOf } from './evidence.ts';
import type { Claimed, ForcedChange, Identity } from './flow-state.ts';
import { type PasswordTry, passwordChecks, passwordHasExpired } from './password-checks.ts';
import { workforceChecks } from './workforce-checks.ts';

/** Hashing and comparing passwords; both are slow by design. */
export interface SignInPasswords {
  hash(password: string): Promise<string>;
  /** Without a hash the same work is done and the answer is false. */
  verify(password: string, phc: string | undefined): Promise<boolean>;
}

/** Thrown when more sign-ins wait for the hashing of passwords than can be served soon. */
export class SignInBusy extends Error {
  constructor(options?: ErrorOptions) {
    super('too many sign-ins at this moment', options);
    this.name = 'SignInBusy';
  }
}

/** What came of a password. */
export interface JudgedPassword {
  readonly tried: PasswordTry;
  /** Undefined when the password is right and opens the account. */
  readonly failed: Failure | undefined;
  readonly traces: () => CheckTrace[];
}

/**
 * Judges a password by two reads and exactly one verification, whoever exists.
 *
 * @throws SignInBusy
 */
export async function judgePassword(
  work: Work,
  passwords: SignInPasswords,
  claimed: Claimed,
  password: string,
): Promise<JudgedPassword> {
  const person = await findPerson(work, claimed);
  const hash = passwordHashOf(person);
  const passwordMatches = await unlessBusy(() => passwords.verify(password, hash));
  const tried = { ...person, passwordMatches, now: work.now };
  const checks = claimed.kind === 'workforce' ? workforceChecks : passwordChecks;
  return { tried, ...judgeChecks(checks, tried) };
}

/** Runs what hashes; a full queue becomes SignInBusy. */
export async function unlessBusy<Result>(hashing: () => Promise<Result>): Promise<Result> {
  try {
    return await hashing();
  } catch (error) {
    if (error instanceof HashQueueFull) throw new SignInBusy({ cause: error });
    throw error;
  }
}

/** Whom a right password belongs to. */
export function identityOf(tried: PasswordTry): Identity {
  const { claimed, account, user, workforce } = tried;
  const credential = credentialOf(passwordHashOf(tried));
  if (!account || (claimed.kind === 'user' && !user)) throw new Error('nobody was identified');
  if (claimed.kind === 'workforce') {
    if (!workforce) throw new Error('nobody was identified');
    const { user_id: userId, user_name: userName } = workforce;
    return {
      account: account.account_id,
      credential,
      who: { kind: 'workforce', userId, userName },
    };
  }
  return {
    account: account.account_id,
    credential,
    who: user ? { kind: 'user', userId: user.user_id, userName: user.name } : { kind: 'root' },
  };
}

/** A digest of a stored password, by which a change of it is noticed. */
export function credentialOf(hash: string | undefined): string {
  return sha256(hash ?? '', 'base64url').slice(0, 22);
}

/** Whether the password has to be replaced before the session begins. */
export function forcedChangeOf(tried: PasswordTry): ForcedChange | undefined {
  if (tried.workforce) {
    return tried.workforce.password_state === 'one-time' ? 'reset-required' : undefined;
  }
  if (tried.user?.password_reset_required === 1) return 'reset-required';
  return passwordHasExpired(tried) ? 'expired' : undefined;
}

/** The hash that takes the place of one that was made with weaker parameters. */
export async function strongerHash(
  passwords: SignInPasswords,
  tried: PasswordTry,
  password: string,
): Promise<string | undefined> {
  const hash = passwordHashOf(tried);
  if (hash === undefined || !needsRehash(hash)) return undefined;
  return await unlessBusy(() => passwords.hash(password));
}
