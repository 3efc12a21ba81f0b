/**
 * `npm run bench`: every figure of docs/performance.md in one invocation, as medians of interleaved
 * rounds. `--quick` takes a minute and says less exactly. `--only calls,policy` leaves the rest out.
 */
import { parseArgs } from 'node:util';
import { benchAssignments } from './assignments.ts';
import { benchCalls, type CallEffort, type CallResult, signedCalls } from './calls.ts';
import { openFederationStage } from './federation.ts';
import { prepareCast, startGatehouse } from './gatehouse.ts';
import { benchHostile, type HostilePrice, MOST_MEGABYTES, MOST_MILLISECONDS } from './hostile.ts';
import { median } from './load.ts';
import { print } from './measure.ts';
import { benchMoto } from './moto.ts';
import { benchPasswords } from './passwords.ts';
import { policyBench } from './policy.ts';
import { openPortalStage } from './portal.ts';
import { temporaryFolder } from './processes.ts';
import { benchSaml } from './saml.ts';
import { benchSealing } from './sealing.ts';
import { benchSignInLoad, PEOPLE } from './sign-in-load.ts';
import { benchSignInTiming } from './sign-in-timing.ts';
import { benchSigV4 } from './sigv4.ts';
import { benchStart } from './start.ts';
import { measureStore } from './store.ts';
import { benchTokens } from './tokens.ts';

/** How much work each part gets. */
interface Effort {
  readonly calls: CallEffort;
  readonly moto: number;
  /** Rounds of four seconds. */
  readonly passwords: number;
  readonly starts: number;
  readonly decisions: { readonly rounds: number; readonly decisions: number };
  readonly storeMilliseconds: number;
  /** Refused sign-ins of each kind. */
  readonly signIns: number;
  /** Rounds of judging responses and tokens. */
  readonly judging: number;
  /** Permission sets of each round, each assigned in twenty accounts. */
  readonly assignments: { readonly rounds: number; readonly sets: number };
  /** Seconds after which the bench gives up. */
  readonly limit: number;
}

const FULL: Effort = {
  calls: { rounds: 41, requests: 1500, warmUp: 60_000 },
  moto: 3,
  passwords: 7,
  starts: 7,
  decisions: { rounds: 7, decisions: 200_000 },
  storeMilliseconds: 1000,
  signIns: 400,
  judging: 11,
  assignments: { rounds: 5, sets: 10 },
  limit: 1800,
};

const QUICK: Effort = {
  calls: { rounds: 9, requests: 800, warmUp: 8_000 },
  moto: 1,
  passwords: 1,
  starts: 2,
  decisions: { rounds: 3, decisions: 50_000 },
  storeMilliseconds: 100,
  signIns: 25,
  judging: 3,
  assignments: { rounds: 1, sets: 3 },
  limit: 120,
};

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const effort = values.quick ? QUICK : FULL;
const only = values.only?.split(',');

const say = (text: string) => process.stdout.write(`${text}\n`);
const whole = (value: number) => Math.round(value).toLocaleString('en');

setTimeout(() => {
  say(`stopped: the bench took more than ${effort.limit} seconds`);
  process.exit(1);
}, effort.limit * 1000).unref();

function sayCalls(results: readonly CallResult[]): void {
  for (const result of results) {
    say(`${result.name}`);
    say(
      `  processor time  ${result.microseconds.toFixed(1)} µs, floor ${result.floorMicroseconds.toFixed(1)} µs, ratio ${result.ratio.toFixed(3)}`,
    );
    say(`  calls a second  ${whole(result.perSecond)}, floor ${whole(result.floorPerSecond)}`);
    say(
      `  latency         median ${result.median.toFixed(1)} ms, p99 ${result.p99.toFixed(1)} ms (32 connections)`,
    );
  }
}

async function calls(): Promise<void> {
  const server = await startGatehouse(temporaryFolder());
  const kinds = await signedCalls(server, await prepareCast(server.port));
  sayCalls(await benchCalls(server, kinds, effort.calls));
  await server.stop();
}

async function federation(): Promise<void> {
  const { server, kinds, stop } = await openFederationStage(temporaryFolder());
  sayCalls(await benchCalls(server, kinds, effort.calls));
  await stop();
}

async function saml(): Promise<void> {
  const found = await benchSaml(effort.judging);
  say(`a response of ${whole(found.bytes)} bytes, RSA-2048, ten attributes`);
  print(found.compared);
  say(`  RSA and SHA-256 alone, share of the response table ${found.share.toFixed(3)}`);
  say(`  the same, share of the response and role tables    ${found.shareWithRole.toFixed(3)}`);
  say(`  xmlsec1    ${found.xmlsec1?.toFixed(2) ?? 'not installed: not compared,'} times`);
  say(`  node-saml  ${found.nodeSaml.toFixed(1)} times, xml-crypto ${found.xmlCrypto.toFixed(1)}`);
}

async function tokens(): Promise<void> {
  const { compared, share, jose } = await benchTokens(effort.judging);
  print(compared);
  say(`  RSA alone, share of the table ${share.toFixed(2)}; jose ${jose.toFixed(2)} times`);
}

function hostile(): void {
  const prices = benchHostile();
  const most = (name: string, of: (price: HostilePrice) => number): void => {
    say(`most ${name}:`);
    const sorted = prices.toSorted((left, right) => of(right) - of(left));
    for (const { name, code, milliseconds, megabytes } of sorted.slice(0, 10)) {
      const figures = `${milliseconds.toFixed(2).padStart(8)} ms ${megabytes.toFixed(2).padStart(7)} MB`;
      say(`${figures}  ${code}  ${name}`);
    }
  };
  most('processor time', ({ milliseconds }) => milliseconds);
  most('memory', ({ megabytes }) => megabytes);
  const beyond = prices.filter(
    ({ milliseconds, megabytes }) => milliseconds > MOST_MILLISECONDS || megabytes > MOST_MEGABYTES,
  );
  const goal = `${MOST_MILLISECONDS} ms or ${MOST_MEGABYTES} MB`;
  say(`${prices.length} inputs, ${beyond.length} of them beyond ${goal}`);
}

async function moto(): Promise<void> {
  const result = await benchMoto(effort.moto);
  if (!result) say('no moto_server on PATH: not compared');
  else
    say(
      `GetCallerIdentity ${whole(result.identity)} µs, AssumeRole ${whole(result.assumeRole)} µs`,
    );
}

async function passwords(): Promise<void> {
  const server = await startGatehouse(temporaryFolder());
  const cast = await prepareCast(server.port);
  const found = await benchPasswords(server, cast, effort.passwords);
  const { raw, calls: set, ratios, idleP99, busyP99, delays } = found;
  const each = (values: readonly number[]) => values.map((value) => value.toFixed(2)).join('; ');
  say(`argon2id alone ${raw.toFixed(1)}/s, passwords set ${set.toFixed(1)}/s`);
  say(`  ratio ${median(ratios).toFixed(2)} (${each(ratios)})`);
  say(`p99 of other calls ${idleP99.toFixed(2)} ms idle, ${busyP99.toFixed(2)} ms meanwhile`);
  say(`  ${median(delays).toFixed(1)} times (${each(delays)})`);
  await server.stop();
}

async function signIns(): Promise<void> {
  const { idle, busy, delays, all, failed } = await benchSignInLoad(
    temporaryFolder(),
    effort.passwords,
  );
  say(`${PEOPLE} people sign in at once: all in after ${whole(all)} ms, ${failed} failed`);
  say(`median of signed calls ${idle.toFixed(2)} ms idle, ${busy.toFixed(2)} ms meanwhile`);
  const each = delays.map((delay) => delay.toFixed(2)).join('; ');
  say(`  ${median(delays).toFixed(2)} times (${each})`);
}

async function enumeration(): Promise<void> {
  const found = await benchSignInTiming(temporaryFolder(), effort.signIns);
  say(`${effort.signIns} refused sign-ins of each kind; p of a rank test against the first`);
  for (const { group, kind, median: middle, p } of found) {
    const against = p === undefined ? '' : `, p ${p.toFixed(3)}`;
    say(`  ${group}, ${kind}: median ${middle.toFixed(2)} ms${against}`);
  }
}

async function assignments(): Promise<void> {
  const found = await benchAssignments(temporaryFolder(), effort.assignments);
  say(`${found.perSecond.toFixed(0)} account assignments a second until they succeeded`);
  say(`one alone ${found.alone.toFixed(1)} ms; 20 accounts anew ${found.provision.toFixed(1)} ms`);
}

async function start(): Promise<void> {
  const { milliseconds, fastest, megabytes } = await benchStart(temporaryFolder(), effort.starts);
  say(`first answer after ${whole(milliseconds)} ms (fastest ${whole(fastest)} ms)`);
  say(`anonymous memory when idle ${whole(megabytes)} MB`);
}

async function portal(): Promise<void> {
  const { server, kinds } = await openPortalStage(temporaryFolder());
  sayCalls(await benchCalls(server, kinds, effort.calls));
  await server.stop();
}

function policy(): void {
  const { decisionsPerSecond, rounds } = policyBench(effort.decisions);
  say(`${whole(decisionsPerSecond)} decisions a second (${rounds.map(whole).join('; ')})`);
}

async function store(): Promise<void> {
  const location = { kind: 'sqlite', folder: temporaryFolder() } as const;
  const figures = await measureStore(location, effort.storeMilliseconds);
  for (const [callers, rate] of Object.entries(figures.plans))
    say(`${whole(rate).padStart(9)}/s  guarded plans of three statements, callers: ${callers}`);
  say(`${whole(figures.events).padStart(9)}/s  single rows waited for, callers: 16`);
  say(`${whole(figures.appends).padStart(9)}/s  rows appended`);
  say(`${whole(figures.lookups).padStart(9)}/s  prepared reads`);
  say(`${whole(figures.cached).padStart(9)}/s  cached reads`);
}

const parts: Readonly<Record<string, { title: string; run: () => void | Promise<void> }>> = {
  start: { title: 'Start and memory', run: start },
  calls: { title: 'Calls against a bare HTTP server', run: calls },
  federation: { title: 'Federated calls against a bare HTTP server', run: federation },
  saml: { title: 'SAML responses', run: saml },
  tokens: { title: 'OpenID tokens', run: tokens },
  hostile: { title: 'Hostile responses and tokens', run: hostile },
  moto: { title: 'moto server', run: moto },
  passwords: { title: 'Passwords', run: passwords },
  'sign-ins': { title: 'People who sign in at once', run: signIns },
  enumeration: { title: 'Known and unknown people', run: enumeration },
  portal: { title: 'The portal API against a bare HTTP server', run: portal },
  assignments: { title: 'Account assignments', run: assignments },
  policy: { title: 'Policy decisions', run: policy },
  sigv4: { title: 'Signatures', run: async () => print(await benchSigV4()) },
  sealing: { title: 'Sealed sessions', run: () => print(benchSealing()) },
  store: { title: 'Store', run: store },
};

for (const [name, { title, run }] of Object.entries(parts)) {
  if (only && !only.includes(name)) continue;
  say(`\n== ${title}`);
  await run();
}
process.exit(0);
