import type { RedeemParts } from '../../calls/redeem.ts';
import type { Unkept } from './step.ts';

/** Writes down what could not be kept, apart from the plan that was refused. */
export async function appendUnkept(
  { store, writeEvent, recordAttempt }: RedeemParts,
  { events, attempts }: Pick<Unkept, 'events' | 'attempts'>,
): Promise<void> {
  const told = events.filter((event) => event !== undefined).map((event) => writeEvent(event));
  const recorded = await Promise.all(attempts.map((attempt) => recordAttempt(attempt)));
  await store.append({ statements: [...told, ...recorded.flat()], changes: [] });
}
