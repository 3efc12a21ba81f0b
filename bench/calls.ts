/** Calls of a real server against the floor: processor time of the server processes, and rates. */
import { assumeRoleCall, type Cast, identityCall } from './gatehouse.ts';
import { askOnce, type LoadResult, load, quantile } from './load.ts';
import { freePort, processorTimeOf, type ServerProcess, startProcess } from './processes.ts';
import { signedMany } from './signed.ts';

/** How one kind of call did, against the floor that reads and answers the same bytes. */
export interface CallResult {
  readonly name: string;
  /** Medians over the rounds. */
  readonly microseconds: number;
  readonly floorMicroseconds: number;
  /** Processor time of the floor divided by that of the call. */
  readonly ratio: number;
  readonly perSecond: number;
  readonly floorPerSecond: number;
  /** Milliseconds under full load. */
  readonly median: number;
  readonly p99: number;
}

interface Contender {
  readonly name: string;
  readonly requests: readonly Buffer[];
  readonly server: ServerProcess;
  readonly floor: ServerProcess;
}

interface Round {
  readonly microseconds: number;
  readonly result: LoadResult;
}

const CONNECTIONS = 32;
const DISTINCT_REQUESTS = 60;

/** Measures GetCallerIdentity and AssumeRole in interleaved rounds of `seconds` each. */
export async function benchCalls(
  server: ServerProcess,
  cast: Cast,
  rounds: number,
  seconds: number,
): Promise<CallResult[]> {
  const { user, roleArn } = cast;
  const many = (call: (number: number) => typeof identityCall, credentials = user) =>
    signedMany(DISTINCT_REQUESTS, server.port, credentials, call);
  const assume = await many((number) => assumeRoleCall(roleArn, number));
  const session = sessionOf((await answerOf(server.port, assume)).body);
  const contenders = [
    await contend('GetCallerIdentity', server, await many(() => identityCall)),
    await contend(
      'GetCallerIdentity by a role session',
      server,
      await many(() => identityCall, session),
    ),
    await contend('AssumeRole', server, assume),
  ];
  try {
    return await compare(contenders, rounds, seconds);
  } finally {
    for (const { floor } of contenders) await floor.stop();
  }
}

function answerOf(port: number, requests: readonly Buffer[]) {
  return askOnce(port, requests[0] ?? Buffer.alloc(0));
}

/** The credentials in an answer of AssumeRole. */
function sessionOf(body: Buffer) {
  const member = (name: string) =>
    new RegExp(`<${name}>(.*?)</${name}>`).exec(body.toString())?.[1] ?? '';
  return {
    accessKeyId: member('AccessKeyId'),
    secretAccessKey: member('SecretAccessKey'),
    sessionToken: member('SessionToken'),
  };
}

/** A kind of call with a floor of its own, which answers what the server has just answered. */
async function contend(
  name: string,
  server: ServerProcess,
  requests: readonly Buffer[],
): Promise<Contender> {
  const { head, body } = await answerOf(server.port, requests);
  const headers = head
    .split('\r\n')
    .slice(1)
    .filter((line) => !/^(date|connection|keep-alive):/i.test(line))
    .flatMap((line) => line.split(/: (.*)/s, 2));
  const port = await freePort();
  const answer = JSON.stringify({ headers, body: body.toString() });
  const program = `${import.meta.dirname}/floor-process.ts`;
  const floor = startProcess(process.execPath, [program, String(port), answer], port);
  return { name, requests, server, floor };
}

async function compare(
  contenders: readonly Contender[],
  rounds: number,
  seconds: number,
): Promise<CallResult[]> {
  const found = contenders.map(() => ({ call: [] as Round[], floor: [] as Round[] }));
  // Round 0 warms both processes up.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [position, { server, floor, requests }] of contenders.entries()) {
      const onFloor = await loadMeasured(floor, requests, seconds);
      const onServer = await loadMeasured(server, requests, seconds);
      if (round === 0) continue;
      found[position]?.floor.push(onFloor);
      found[position]?.call.push(onServer);
    }
  }
  return contenders.map(({ name }, position) => {
    const { call, floor } = found[position] ?? { call: [], floor: [] };
    return summary(name, call, floor);
  });
}

async function loadMeasured(
  { pid, port }: ServerProcess,
  requests: readonly Buffer[],
  seconds: number,
): Promise<Round> {
  const before = processorTimeOf(pid);
  const result = await load(port, requests, { connections: CONNECTIONS, seconds });
  // What a server leaves for later, such as events not waited for, is part of the price.
  await new Promise((resolve) => setTimeout(resolve, 50));
  return { microseconds: (processorTimeOf(pid) - before) / result.answers, result };
}

function summary(name: string, call: readonly Round[], floor: readonly Round[]): CallResult {
  const rate = ({ result }: Round) => result.answers / result.seconds;
  return {
    name,
    microseconds: median(call.map((round) => round.microseconds)),
    floorMicroseconds: median(floor.map((round) => round.microseconds)),
    ratio: median(call.map((round, at) => (floor[at]?.microseconds ?? 0) / round.microseconds)),
    perSecond: median(call.map(rate)),
    floorPerSecond: median(floor.map(rate)),
    median: median(call.map(({ result }) => quantile(result.latencies, 0.5))),
    p99: median(call.map(({ result }) => quantile(result.latencies, 0.99))),
  };
}

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((left, right) => left - right),
    0.5,
  );
}
