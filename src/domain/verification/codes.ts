/**
 * domain/verification: six-digit codes that prove that somebody reads an address or a phone.
 * Owns: issuing, checking and spending codes; choosing the channel of a code; phone numbers.
 * Does not own: how a code travels (domain/mail), what it opens (domain/sign-in and others).
 */
import { sha256 } from '../../base/digest.ts';
import type { Failure } from '../../failures/catalogue.ts';
import { firstFailure } from '../../failures/check.ts';
import type { Work } from '../work.ts';
import { codeChecks, MOST_TRIES } from './code-checks.ts';

/** Keyed hashes: six digits could be guessed from a plain one. */
export interface CodeHashes {
  hash(code: string, context: string): string;
  /** In constant time. */
  matches(stored: string, code: string, context: string): boolean;
}

/** What a code is for: it is good for nothing else. */
export interface CodeUse {
  /** Such as `sign-in`, `registration`, `root-email`, `phone`. */
  readonly purpose: string;
  /** Who or what is proved, such as the id of a flow or an address. */
  readonly subject: string;
}

/** How long a code is accepted unless told, in seconds. */
export const CODE_LIFETIME = 600;

/**
 * Makes a code of six digits and leaves its hash in the plan. It takes the place of an earlier code
 * of the same use, whose tries it does not inherit.
 */
export function issueCode(
  work: Work,
  hashes: CodeHashes,
  { lifetimeSeconds, ...use }: CodeUse & { readonly lifetimeSeconds?: number },
): string {
  const code = drawCode(work);
  keepCode(work, hashes, use, { code, lifetimeSeconds });
  return code;
}

/**
 * Leaves a code's hash in the plan. Undefined keeps what looks like a code and is matched by none:
 * one that nobody was sent must not be guessed either.
 */
export function keepCode(
  work: Work,
  hashes: CodeHashes,
  use: CodeUse,
  kept: { readonly code: string | undefined; readonly lifetimeSeconds?: number | undefined },
): void {
  const text = kept.code ?? work.random(16).toString('hex');
  const values = {
    account_id: work.account,
    code_hash: hashes.hash(text, contextOf(use)),
    tries: 0,
    expires_at: work.now + (kept.lifetimeSeconds ?? CODE_LIFETIME) * 1000,
  };
  work.write(
    work.read
      .insertInto('verification_codes')
      .values({ ...values, code_key: keyOf(use) })
      .onConflict((conflict) => conflict.column('code_key').doUpdateSet(values)),
  );
}

/** Each of the million equally often: what lies beyond a whole number of millions is drawn again. */
export function drawCode({ random }: Work): string {
  const limit = 2 ** 32 - (2 ** 32 % 1_000_000);
  for (;;) {
    const value = random(4).readUInt32BE();
    if (value < limit) return String(value % 1_000_000).padStart(6, '0');
  }
}

/**
 * Judges a code that was typed in and leaves the outcome in the plan, which must be committed also
 * when the answer is a failure: a wrong code costs one of its tries, a right one is spent. Two that
 * come at the same moment cannot both count: the later plan fails its guard.
 */
export async function checkCode(
  work: Work,
  hashes: CodeHashes,
  { code, ...use }: CodeUse & { readonly code: string },
): Promise<Failure | undefined> {
  const row = await findCode(work, use);
  const given = code.normalize('NFKC').replace(/[\s-]/g, '');
  const matches = hashes.matches(row?.code_hash ?? hashes.hash('', ''), given, contextOf(use));
  const failure = firstFailure(codeChecks, { row, now: work.now, matches });
  if (row) settleTry(work, row, failure);
  return failure;
}

type CodeRow = NonNullable<Awaited<ReturnType<typeof findCode>>>;

async function findCode({ read }: Work, use: CodeUse) {
  return await read
    .selectFrom('verification_codes')
    .select(['code_key', 'code_hash', 'tries', 'expires_at'])
    .where('code_key', '=', keyOf(use))
    .executeTakeFirst();
}

/** The guards name what was read, so that no try goes uncounted and no code opens twice. */
function settleTry(work: Work, row: CodeRow, failure: Failure | undefined): void {
  if (!failure) {
    work.write(
      work.read
        .deleteFrom('verification_codes')
        .where('code_key', '=', row.code_key)
        .where('code_hash', '=', row.code_hash)
        .where('tries', '=', row.tries),
    );
  } else if (row.tries < MOST_TRIES) {
    work.write(
      work.read
        .updateTable('verification_codes')
        .set({ tries: row.tries + 1 })
        .where('code_key', '=', row.code_key)
        .where('code_hash', '=', row.code_hash)
        .where('tries', '=', row.tries),
    );
  }
}

function contextOf({ purpose, subject }: CodeUse): string {
  return JSON.stringify(['verification-code', purpose, subject]);
}

function keyOf(use: CodeUse): string {
  return sha256(contextOf(use));
}
