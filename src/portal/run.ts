import { commitOnce } from '../calls/commit-once.ts';
import { beginWork } from '../domain/work.ts';
import { AwsError, refuse } from '../failures/aws-error.ts';
import type { CallNotes, PortalCall, PortalOperation } from './call.ts';
import { deviceOperations } from './devices.ts';
import { entryOperations } from './entry.ts';
import { favouriteOperations } from './favourites.ts';
import { overviewOperations } from './overview.ts';
import { passwordOperations } from './password.ts';
import { sessionOperations } from './sessions.ts';

/** Everything that the portal's page can ask. */
export const operations: Readonly<Record<string, PortalOperation>> = {
  ...overviewOperations,
  ...entryOperations,
  ...favouriteOperations,
  ...deviceOperations,
  ...sessionOperations,
  ...passwordOperations,
};

/** Further tries of a call whose plan was decided from what another one has changed meanwhile. */
const MOST_TRIES = 3;

/** What came of a call that was not refused. */
export interface Ran {
  readonly output: object;
  readonly notes: CallNotes;
}

/**
 * Runs an operation and commits what it decided, with its events, before it is answered. Throws what
 * refuses it.
 */
export async function runOperation(
  known: Omit<PortalCall, 'work' | 'notes'>,
  name: string,
  body: string,
): Promise<Ran> {
  const run = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (!run) throw new AwsError('InvalidAction', `Could not find operation ${name} of the portal`);
  const input = parsed(name, body);
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const ran = await tryOnce(known, run, input);
    if (ran) return ran;
  }
  throw new AwsError(
    'ConcurrentModification',
    'Something else was changed at the same moment. Try again.',
  );
}

function parsed(operation: string, body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw refuse('PORT-005', { operation, problem: 'it is not JSON' });
  }
}

async function tryOnce(
  known: Omit<PortalCall, 'work' | 'notes'>,
  run: PortalOperation,
  input: unknown,
): Promise<Ran | undefined> {
  const { parts, instance, visit } = known;
  const { account } = instance;
  const work = beginWork({ account, now: visit.now, random: parts.random, read: parts.store.read });
  const notes: CallNotes = { events: [] };
  const output = await run({ ...known, work, notes }, input);
  const statements = [...work.plan.statements, ...notes.events.map(parts.writeEvent)];
  if (statements.length === 0) return { output, notes };
  const done = await commitOnce(parts.store, { statements, changes: work.plan.changes });
  return done ? { output, notes } : undefined;
}
