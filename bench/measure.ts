/** One measured piece of work. */
export interface Measurement {
  readonly name: string;
  /** Median over the rounds: microseconds of processor time of one run. */
  readonly microseconds: number;
}

const ROUNDS = 9;
const ROUND_MS = 60;
const WARM_UP_MS = 250;

/** Processor time of this process in microseconds: neighbours on the machine do not count. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** The median processor time of `work` over several rounds, after warming up. */
export function measure(name: string, work: () => unknown): Measurement {
  const started = performance.now();
  let warm = 0;
  while (performance.now() - started < WARM_UP_MS) {
    for (let run = 0; run < 100; run++) work();
    warm += 100;
  }
  const runs = Math.ceil((warm * ROUND_MS) / WARM_UP_MS);
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = processorTime();
    for (let run = 0; run < runs; run++) work();
    return (processorTime() - before) / runs;
  });
  rounds.sort((left, right) => left - right);
  return { name, microseconds: rounds[ROUNDS >> 1] ?? 0 };
}

/** Prints measurements, one a line. */
export function print(measurements: readonly Measurement[]): void {
  for (const { name, microseconds } of measurements) {
    process.stdout.write(`${microseconds.toFixed(2).padStart(9)} µs  ${name}\n`);
  }
}
