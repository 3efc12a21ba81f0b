/** Several pieces of work measured in interleaved rounds, so that noise meets all of them alike. */
import { median } from './load.ts';

/** Work whose price one round finds out, in microseconds of processor time of one run. */
export interface Contender {
  readonly name: string;
  readonly round: () => number | Promise<number>;
}

/** What the rounds of one contender found. */
export interface Compared {
  readonly name: string;
  /** The median. */
  readonly microseconds: number;
  readonly rounds: readonly number[];
}

const WARM_UP_MS = 700;
const ROUND_MS = 120;

/** Processor time of this process with all its threads, in microseconds. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Work in this process, warmed up; when it answers a promise, that is awaited. */
export async function inProcess(
  name: string,
  work: () => unknown,
  milliseconds = ROUND_MS,
): Promise<Contender> {
  let runs = 0;
  const began = processorTime();
  do {
    await work();
    runs += 1;
  } while (processorTime() - began < WARM_UP_MS * 1000);
  const each = Math.max(1, Math.round((runs * milliseconds) / WARM_UP_MS));
  return { name, round: async () => await timed(work, each) };
}

async function timed(work: () => unknown, runs: number): Promise<number> {
  const before = processorTime();
  for (let run = 0; run < runs; run += 1) {
    const made = work();
    // Awaiting what is no promise would cost more than some of the work.
    if (made instanceof Promise) await made;
  }
  return (processorTime() - before) / runs;
}

/** Measures the contenders in turn. */
export async function together(
  contenders: readonly Contender[],
  rounds: number,
): Promise<Compared[]> {
  const found = contenders.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, contender] of contenders.entries()) {
      found[at]?.push(await contender.round());
    }
  }
  return contenders.map(({ name }, at) => {
    const rounds = found[at] ?? [];
    return { name, microseconds: median(rounds), rounds };
  });
}

/** The median over the rounds of what `of` costs as a share or multiple of `to`. */
export function ratio(of: Compared, to: Compared): number {
  return median(of.rounds.map((value, round) => value / (to.rounds[round] ?? Number.NaN)));
}
