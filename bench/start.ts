/** How long a start takes until the first answer to a signed call, and what an idle server holds. */
import { startGatehouse } from './gatehouse.ts';
import { median } from './load.ts';
import { anonymousMemoryOf } from './processes.ts';

/** Medians of several starts on a store that exists, with the compile cache warm. */
export interface StartResult {
  readonly milliseconds: number;
  readonly fastest: number;
  /** Anonymous memory two seconds after the first answer, in megabytes. */
  readonly megabytes: number;
}

const IDLE = 2000;

/** Starts and stops servers one after the other; the first only warms the compile cache. */
export async function benchStart(folder: string, starts: number): Promise<StartResult> {
  await (await startGatehouse(folder)).stop();
  const times: number[] = [];
  const memory: number[] = [];
  for (let start = 0; start < starts; start += 1) {
    const server = await startGatehouse(folder);
    times.push(server.milliseconds);
    if (start < 2) {
      await new Promise((resolve) => setTimeout(resolve, IDLE));
      memory.push(anonymousMemoryOf(server.pid));
    }
    await server.stop();
  }
  return { milliseconds: median(times), fastest: Math.min(...times), megabytes: median(memory) };
}
