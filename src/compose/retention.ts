import { createEventRemoval } from '../domain/audit/retention.ts';
import type { Logger } from '../http/log.ts';
import { StoreError } from '../store/index.ts';
import type { Parts } from './parts.ts';
import { startPeriodic, type Timers } from './periodic.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** A server that is just starting has other things to do. */
const FIRST = 5 * MINUTE;
const EVERY = 60 * MINUTE;

/**
 * Keeps the event history to GATEHOUSE_EVENT_DAYS while the server runs. The answer stops it and
 * must be awaited before the store is closed.
 */
export function startRetention(parts: Parts, log: Logger, timers: Timers): () => Promise<void> {
  const { clock, config } = parts;
  const removeOldEvents = createEventRemoval(parts.store);
  return startPeriodic(
    {
      first: FIRST,
      every: EVERY,
      run: async (signal) => {
        await removeOldEvents(clock() - config.eventDays * DAY, signal);
      },
      report: (error) => {
        const code = error instanceof StoreError ? error.failure.code : undefined;
        log.error({ code, err: error }, 'old events could not be removed');
      },
    },
    timers,
  );
}
