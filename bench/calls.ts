/** Calls of a real server against the floor: processor time of the server processes, and rates. */
import { assumeRoleCall, type Cast, firstAnswer, identityCall } from './gatehouse.ts';
import { askOnce, type LoadResult, load, median, quantile } from './load.ts';
import { freePort, type ServerProcess, startProcess, threadTimeOf } from './processes.ts';
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

interface Contender extends CallKind {
  readonly server: ServerProcess;
  readonly floor: ServerProcess;
}

interface Round {
  readonly microseconds: number;
  readonly result: LoadResult;
}

/** How long the calls are measured. */
export interface CallEffort {
  readonly rounds: number;
  /** Requests of one round. */
  readonly requests: number;
  /** Requests before the first round: Node's compilers need tens of thousands on a busy machine. */
  readonly warmUp: number;
}

const CONNECTIONS = 32;
const DISTINCT_REQUESTS = 60;
/** No round and no warm-up lasts longer, in seconds. */
const LONGEST_ROUND = 4;
const LONGEST_WARM_UP = 10;

/** A kind of call: its name and the requests that are sent in turn. */
export interface CallKind {
  readonly name: string;
  readonly requests: readonly Buffer[];
}

/** GetCallerIdentity, by a user and by a role session, and AssumeRole. */
export async function signedCalls({ port }: ServerProcess, cast: Cast): Promise<CallKind[]> {
  const { user, roleArn } = cast;
  const many = (call: (number: number) => typeof identityCall, credentials = user) =>
    signedMany(DISTINCT_REQUESTS, port, credentials, call);
  const assume = await many((number) => assumeRoleCall(roleArn, number));
  const session = sessionOf((await answerOf(port, assume)).body);
  return [
    { name: 'GetCallerIdentity', requests: await many(() => identityCall) },
    {
      name: 'GetCallerIdentity by a role session',
      requests: await many(() => identityCall, session),
    },
    { name: 'AssumeRole', requests: assume },
  ];
}

/** Measures kinds of calls against their floors in interleaved rounds. */
export async function benchCalls(
  server: ServerProcess,
  kinds: readonly CallKind[],
  effort: CallEffort,
): Promise<CallResult[]> {
  const contenders: Contender[] = [];
  try {
    for (const kind of kinds) contenders.push(await contend(kind, server));
    return await compare(contenders, effort);
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
async function contend({ name, requests }: CallKind, server: ServerProcess): Promise<Contender> {
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
  await firstAnswer(port, requests[0] ?? Buffer.alloc(0));
  return { name, requests, server, floor };
}

async function compare(
  contenders: readonly Contender[],
  { rounds, requests: most, warmUp }: CallEffort,
): Promise<CallResult[]> {
  const found = contenders.map(() => ({ call: [] as Round[], floor: [] as Round[] }));
  const warm = { connections: CONNECTIONS, seconds: LONGEST_WARM_UP, most: warmUp };
  for (const { server, floor, requests } of contenders) {
    await load(floor.port, requests, warm);
    await load(server.port, requests, warm);
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const [position, { server, floor, requests }] of contenders.entries()) {
      found[position]?.floor.push(await loadMeasured(floor, requests, 3 * most));
      found[position]?.call.push(await loadMeasured(server, requests, most));
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
  most: number,
): Promise<Round> {
  const before = threadTimeOf(pid);
  const shape = { connections: CONNECTIONS, seconds: LONGEST_ROUND, most };
  const result = await load(port, requests, shape);
  // What a server leaves for later, such as events not waited for, is part of the price.
  await new Promise((resolve) => setTimeout(resolve, 50));
  return { microseconds: (threadTimeOf(pid) - before) / result.answers, result };
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
