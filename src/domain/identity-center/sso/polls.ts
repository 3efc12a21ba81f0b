/** Seconds between two polls of a device, and by how much they grow each time (RFC 8628, 3.5). */
export const INTERVAL = 1;
const SLOWER = 5;
/**
 * The CLI polls once before it shows the code and again at once (client-facts): the first two are
 * answered whenever they come.
 */
const FREE = 2;
/** Timers of clients are not exact. */
const SLACK = 250;
const MOST_KEPT = 20_000;

interface Poll {
  count: number;
  at: number;
  interval: number;
}

/** How often devices ask whether somebody has answered; each node counts for itself. */
export interface Polls {
  /** Counts a poll; answers the interval in seconds that it did not keep, or undefined. */
  readonly tooSoon: (deviceHash: string, now: number) => number | undefined;
}

/** Remembers the last polls of devices; the oldest devices are forgotten first. */
export function createPolls(): Polls {
  const polls = new Map<string, Poll>();
  return {
    tooSoon(deviceHash, now) {
      const known = polls.get(deviceHash);
      if (!known) {
        if (polls.size >= MOST_KEPT) polls.delete(polls.keys().next().value ?? '');
        polls.set(deviceHash, { count: 1, at: now, interval: INTERVAL });
        return undefined;
      }
      const early = now - known.at < known.interval * 1000 - SLACK;
      known.count += 1;
      known.at = now;
      if (!early || known.count <= FREE) return undefined;
      known.interval += SLOWER;
      return known.interval;
    },
  };
}
