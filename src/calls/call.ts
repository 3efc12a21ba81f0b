import type { Principal } from '../domain/principal.ts';
import type { Work } from '../domain/work.ts';

/**
 * What a handler knows of the call it serves. Handlers know no protocol: they read through `work`,
 * put their statements into its plan, and answer the operation's output.
 */
export interface Call {
  readonly requestId: string;
  /** The region of the call's credential scope. */
  readonly region: string;
  readonly now: number;
  readonly principal: Principal;
  /** The caller's account: `principal.account`. */
  readonly account: string;
  /** Fresh for each try: a handler whose plan meets a changed state runs again from its start. */
  readonly work: Work;
  readonly sourceAddress: string;
  readonly userAgent: string;
  readonly secure: boolean;
  readonly secrets: Secrets;
  readonly passwords: Passwords;
}

/** Seals secrets that have to be read again, such as secret access keys, with the key ring. */
export interface Secrets {
  /** `context` says what the secret is of; only the same context opens the seal again. */
  seal(plaintext: string, context: string): string;
}

/** Password hashes as PHC strings. Hashing is slow by design and takes no part in a plan. */
export interface Passwords {
  hash(password: string): Promise<string>;
  verify(password: string, phc: string): Promise<boolean>;
}
