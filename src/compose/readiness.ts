import type { Readiness } from '../http/system-pages.ts';
import type { Store } from '../store/index.ts';

/** Clocks of database and node may differ by this much, in milliseconds. */
export const MOST_CLOCK_DIFFERENCE = 2000;

/** Whether this node should be sent work: its store takes writes and agrees about the time. */
export async function checkReadiness(store: Store): Promise<readonly Readiness[]> {
  const health = await store.health();
  const away = Math.abs(health.clockDifference);
  const clock: Readiness =
    away <= MOST_CLOCK_DIFFERENCE
      ? { name: 'clock', ready: true }
      : { name: 'clock', ready: false, reason: `${away} ms away from the database's clock` };
  return [
    {
      name: 'store',
      ready: health.writable,
      ...(health.problem ? { reason: health.problem.failure.code } : {}),
    },
    clock,
  ];
}
