import type { RandomBytes } from '../../base/bytes.ts';
import { type Failure, failure } from '../../failures/catalogue.ts';
import { type Check, firstFailure } from '../../failures/check.ts';
import type { Work } from '../work.ts';
import { endAccess } from './end-access.ts';
import { endLinks } from './links.ts';
import { changeUser, type UserRow } from './users.ts';

/** How long a one-time password can be signed in with, in milliseconds. */
export const ONE_TIME_LIFETIME = 7 * 24 * 60 * 60_000;

/** Passwords that cannot be chosen again, the one in force among them (aws-facts H7). */
const REMEMBERED = 3;

/** A password that somebody wants to have, as it is judged. */
export interface NewPassword {
  readonly password: string;
  /** Whether it is one of the last three. */
  readonly used: boolean;
}

const CLASSES = [/[a-z]/, /[A-Z]/, /[0-9]/, /[~!@#$%^&*_\-+=`|\\(){}[\]:;"'<>,.?/]/];

const lengthOf = (password: string) => [...password].length;
const classesOf = (password: string) => CLASSES.filter((one) => one.test(password)).length;

/** The password rules of the directory (aws-facts H7). */
export const passwordChecks: readonly Check<NewPassword>[] = [
  {
    name: 'passwordIsLongEnough',
    code: 'DIR-001',
    run: ({ password }) => {
      const length = lengthOf(password);
      return length >= 8 && length <= 64 ? undefined : failure('DIR-001', { length: `${length}` });
    },
    describe: ({ password }) => ({
      expected: '8 to 64 characters',
      received: `${lengthOf(password)} characters`,
    }),
  },
  {
    name: 'passwordHasEveryKind',
    code: 'DIR-002',
    run: ({ password }) => {
      const found = classesOf(password);
      return found === CLASSES.length ? undefined : failure('DIR-002', { found: `${found}` });
    },
    describe: ({ password }) => ({
      expected: 'lower-case and upper-case letters, digits and symbols',
      received: `${classesOf(password)} of these four kinds`,
    }),
  },
  {
    name: 'passwordIsNew',
    code: 'DIR-003',
    run: ({ used }) => (used ? failure('DIR-003', {}) : undefined),
    describe: ({ used }) => ({
      expected: 'none of the last three passwords',
      received: used ? 'one of them' : 'another one',
    }),
  },
];

/** What is kept of a user's passwords. */
export type KeptPasswords = Pick<UserRow, 'password' | 'earlier_passwords'>;

function keptPasswords({ password, earlier_passwords }: KeptPasswords): readonly string[] {
  const earlier = JSON.parse(earlier_passwords) as string[];
  return (password === null ? earlier : [password, ...earlier]).slice(0, REMEMBERED);
}

/**
 * Why a user cannot have a password, or undefined when they can. Hashes are compared only for one that
 * keeps the other rules, one after the other: at most three.
 */
export async function checkNewPassword(
  password: string,
  kept: KeptPasswords,
  verify: (password: string, phc: string) => Promise<boolean>,
): Promise<Failure | undefined> {
  const weak = firstFailure(passwordChecks, { password, used: false });
  if (weak) return weak;
  for (const phc of keptPasswords(kept)) {
    if (await verify(password, phc)) return firstFailure(passwordChecks, { password, used: true });
  }
  return undefined;
}

/** A password as it is set. */
export interface PasswordToSet {
  /** A PHC string. */
  readonly hash: string;
  /** `one-time`: it has to be replaced at the next sign-in, and ends after seven days (R165). */
  readonly state: 'set' | 'one-time';
  /** A session that stays: the one in which the user chose it. */
  readonly exceptSession?: string | undefined;
  /** Further columns that change with it, such as a verified address. */
  readonly also?: Partial<UserRow>;
}

/**
 * Gives a user another password: their sessions end, in browsers and on command lines, and links that
 * would set one are worth nothing any more. Answers until when it can be used, if not for ever.
 */
export async function setPassword(
  work: Work,
  user: UserRow,
  { hash, state, exceptSession, also = {} }: PasswordToSet,
): Promise<number | undefined> {
  const expiresAt = state === 'one-time' ? work.now + ONE_TIME_LIFETIME : undefined;
  changeUser(work, user, {
    ...also,
    password: hash,
    password_state: state,
    password_changed_at: work.now,
    password_expires_at: expiresAt ?? null,
    // What was in force until now is kept beside the new one.
    earlier_passwords: JSON.stringify(keptPasswords(user).slice(0, REMEMBERED - 1)),
  });
  endLinks(work, user.user_id, ['invitation', 'reset']);
  await endAccess(work, user.user_id, exceptSession);
  return expiresAt;
}

/** Letters and digits that are not taken for each other. */
const READABLE = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/**
 * A random password that can be read out: four groups of four letters and digits with hyphens between
 * them, about 93 bits, which keeps every rule of the directory.
 */
export function oneTimePassword(random: RandomBytes): string {
  for (;;) {
    let text = '';
    while (text.length < 16) {
      for (const byte of random(32)) {
        // 224 is the largest multiple of 56 that a byte holds.
        if (byte < 224 && text.length < 16) text += READABLE[byte % READABLE.length];
      }
    }
    const password = text.replace(/(.{4})(?=.)/g, '$1-');
    if (classesOf(password) === CLASSES.length) return password;
  }
}
