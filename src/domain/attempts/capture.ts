import type { Kysely } from 'kysely';
import { andThen, type Eventually, type Store, type Tables } from '../../store/index.ts';
import { ATTEMPT_CAPTURE_ENTITY } from '../entities.ts';
import type { Work } from '../work.ts';

/** Longest time for which bodies are captured in one go, in milliseconds. */
export const LONGEST_CAPTURE = 24 * 60 * 60 * 1000;
/** Longest body that is kept whole, in characters: more than STS or a browser's form may send. */
export const MOST_BODY = 262_144;

/** Seals bodies, and opens them for those who may see them. */
export interface CapturedBodies {
  seal(body: string, context: string): string;
  /** Undefined when it was altered, is of another attempt, or its key is retired. */
  open(sealed: string, context: string): string | undefined;
}

/** What the body of an attempt is sealed to. */
export function bodyContext(account: string, id: string): string {
  return `attempt-body/${account}/${id}`;
}

/** That an account captures bodies: since when, until when, and who turned it on. */
export interface Capture {
  readonly startedAt: number;
  readonly endsAt: number;
  readonly startedBy: string;
}

/** Turns capture on until `endsAt`; one that is under way gets the new end. */
export function startCapture(work: Work, by: string, endsAt: number): void {
  const values = { started_at: work.now, ends_at: endsAt, started_by: by };
  work.write(
    work.read
      .insertInto('attempt_captures')
      .values({ account_id: work.account, ...values })
      .onConflict((c) => c.column('account_id').doUpdateSet(values)),
  );
  work.changed(ATTEMPT_CAPTURE_ENTITY);
}

/** Turns capture off; what was captured stays until its time is over. */
export function stopCapture(work: Work): void {
  work.write(
    work.read.deleteFrom('attempt_captures').where('account_id', '=', work.account),
    'any',
  );
  work.changed(ATTEMPT_CAPTURE_ENTITY);
}

/** The capture that is on in the work's account. */
export async function findCapture({ read, account, now }: Work): Promise<Capture | undefined> {
  const row = await read
    .selectFrom('attempt_captures')
    .selectAll()
    .where('account_id', '=', account)
    .where('ends_at', '>', now)
    .executeTakeFirst();
  return row && { startedAt: row.started_at, endsAt: row.ends_at, startedBy: row.started_by };
}

const ENDS_AT = 'select ends_at from attempt_captures where account_id = ?';

/** Whether the account, which has been made fresh, captures bodies at `time`. */
export function isCapturing(store: Store, account: string, time: number): Eventually<boolean> {
  const load = () =>
    andThen(store.prepare<{ ends_at: number }>(ENDS_AT)(account), ([row]) => row?.ends_at ?? 0);
  return andThen(store.cache.get(account, ATTEMPT_CAPTURE_ENTITY, load), (endsAt) => time < endsAt);
}

/** The body that was captured with an attempt, opened; undefined when none was or it is gone. */
export async function readBody(
  read: Kysely<Tables>,
  bodies: CapturedBodies,
  account: string,
  id: string,
): Promise<string | undefined> {
  const row = await read
    .selectFrom('attempt_bodies')
    .select('body')
    .where('account_id', '=', account)
    .where('attempt_id', '=', id)
    .executeTakeFirst();
  return row && bodies.open(row.body, bodyContext(account, id));
}
