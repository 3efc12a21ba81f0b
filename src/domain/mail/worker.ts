import type { Compilable, Kysely } from 'kysely';
import type { Clock } from '../../base/clock.ts';
import type { Deliver, DeliveryOutcome } from '../../base/mail.ts';
import { type Failure, failure } from '../../failures/catalogue.ts';
import {
  compilePlanStatement,
  type Expectation,
  GuardFailed,
  type OutboxTable,
  type Store,
} from '../../store/index.ts';
import { messageOf, settledContent } from './content.ts';
import { restAfter } from './delays.ts';
import { KEPT, type Outbox } from './outbox.ts';

/** What the worker is made of. */
export interface WorkerParts {
  readonly store: Store;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly deliver: Deliver;
  /** Told of every message that was not sent, for the log. */
  readonly report: (failure: Failure) => void;
}

/**
 * Sends what is due and resolves when nothing is. Between two messages it ends early once `stop` is
 * aborted; `give up` ends a delivery that is under way. Rejects with the `StoreError` that kept it.
 */
export type SendDue = (stop: AbortSignal, giveUp: AbortSignal) => Promise<void>;

type Row = OutboxTable;

/** How long whoever took up a message has it for itself: longer than any delivery takes. */
export const CLAIM = 180_000;
/** Messages that are on their way at a time: one slow server does not hold up everything. */
const AT_A_TIME = 4;

/**
 * Makes the worker. Several may run on one store: a message is taken up by a guarded statement that
 * raises its tries, and for as long as the claim lasts nobody else sees it as due. A worker that
 * dies leaves a claim that ends, and the message is tried again.
 */
export function createWorker(parts: WorkerParts): SendDue {
  return async (stop, giveUp) => {
    while (!stop.aborted) {
      const rows = await findDue(parts);
      if (rows.length === 0) return;
      // Also when the store fails: what is on its way is waited for.
      const ended = await Promise.allSettled(rows.map((row) => handle(parts, row, giveUp)));
      for (const end of ended) if (end.status === 'rejected') throw end.reason;
    }
  };
}

async function findDue({ store, clock }: WorkerParts): Promise<Row[]> {
  return await store.read
    .selectFrom('outbox')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('due_at', '<=', clock())
    .orderBy('due_at')
    .limit(AT_A_TIME)
    .execute();
}

async function handle(parts: WorkerParts, row: Row, giveUp: AbortSignal): Promise<void> {
  const { outbox, clock, deliver } = parts;
  const now = clock();
  if (row.wanted === 0) return await drop(parts, row);
  const claimed = { ...row, tries: row.tries + 1, due_at: now + CLAIM };
  if (!(await claim(parts, row, claimed))) return;
  if (now >= row.valid_until) return await settle(parts, claimed, 'discarded', 'it expired');
  const message = messageOf(outbox, row);
  if (!message) {
    parts.report(failure('MAIL-006', { id: row.message_id }));
    return await settle(parts, claimed, 'failed', 'its content does not open');
  }
  const outcome = await deliver(message, giveUp).catch(unexpected);
  await conclude(parts, claimed, outcome);
}

/** One message that cannot be put into words must not keep the others from being sent. */
function unexpected(error: unknown): DeliveryOutcome {
  return { kind: 'never', reason: error instanceof Error ? error.message : String(error) };
}

async function conclude(parts: WorkerParts, row: Row, outcome: DeliveryOutcome): Promise<void> {
  if (outcome.kind === 'sent') return await settle(parts, row, 'sent', null);
  const told = { id: row.message_id, kind: row.kind, reason: outcome.reason };
  const next = parts.clock() + restAfter(row.tries);
  if (outcome.kind === 'later' && next < row.valid_until) {
    parts.report(failure('MAIL-005', told));
    return await rest(parts, row, next, outcome.reason);
  }
  parts.report(failure('MAIL-004', told));
  await settle(parts, row, 'failed', outcome.reason);
}

/** Nobody is to find out later how many decoys there were. */
async function drop(parts: WorkerParts, row: Row): Promise<void> {
  await write(
    parts,
    parts.store.read.deleteFrom('outbox').where('message_id', '=', row.message_id),
    'any',
  );
}

/** Takes a message up; false when another worker was faster. */
async function claim(parts: WorkerParts, row: Row, claimed: Row): Promise<boolean> {
  const { tries, due_at } = claimed;
  try {
    await write(parts, asRead(parts.store.read, row).set({ tries, due_at }), 1);
    return true;
  } catch (error) {
    if (error instanceof GuardFailed) return false;
    throw error;
  }
}

/** Whoever lost its claim meanwhile changes nothing. */
async function rest(parts: WorkerParts, row: Row, next: number, problem: string): Promise<void> {
  await write(parts, asRead(parts.store.read, row).set({ due_at: next, problem }), 'any');
}

async function settle(
  parts: WorkerParts,
  row: Row,
  state: 'sent' | 'failed' | 'discarded',
  problem: string | null,
): Promise<void> {
  const settledAt = parts.clock();
  const values = {
    state,
    problem,
    content: settledContent(parts.outbox, row),
    settled_at: settledAt,
    expires_at: settledAt + KEPT[state],
  };
  await write(parts, asRead(parts.store.read, row).set(values), 'any');
}

/** The row, while nobody has taken it up since it was read. */
function asRead(read: Kysely<{ outbox: OutboxTable }>, row: Row) {
  return read
    .updateTable('outbox')
    .where('message_id', '=', row.message_id)
    .where('state', '=', 'waiting')
    .where('tries', '=', row.tries)
    .where('due_at', '=', row.due_at);
}

async function write(
  { store }: WorkerParts,
  query: Compilable,
  expect: Expectation,
): Promise<void> {
  await store.commit({ statements: [compilePlanStatement(query, expect)], changes: [] });
}
