/** Waiting in tests for what comes by itself, without a bet on how fast the machine is. */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';

/** Only what never comes waits for so long: a busy machine is no defect. */
const PATIENCE_MILLISECONDS = 60_000;
const BETWEEN_MILLISECONDS = 10;

/** Looks again and again until there is something (neither `undefined` nor `false`); answers it. */
export async function until<Found>(
  what: string,
  look: () => Found | Promise<Found>,
): Promise<Exclude<Found, undefined | false>> {
  const deadline = performance.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) {
      return found as Exclude<Found, undefined | false>;
    }
    assert.ok(performance.now() < deadline, `not within a minute: ${what}`);
    await pause(BETWEEN_MILLISECONDS);
  }
}
