/**
 * `npm test`: runs every test, the fast ones first, and ends with one summary of them all and with
 * the files that took longest.
 *
 *   node tools/run-tests.ts [words …]   tests whose path contains one of the words; default: all
 *     --fast      only tests that need no other program (npm run test:fast)
 *     --faults    the fault tests at full length (npm run test:faults)
 *     --store S   sqlite, postgres or both (default both)
 *
 * Programs that tests need are installed where that is possible (see programs.ts). What cannot run
 * is said and skipped; where `CI` is set, a skipped test is a failure.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { slowestFiles } from './file-times.ts';
import { inCi, installMissing, packagesOf, programNames } from './programs.ts';
import { ROOT, readTexts, type Texts } from './tree.ts';
import { buildWeb } from './web.ts';

/** Rooms whose tests share one process: functions over values, without servers or workers. */
const PURE = /^(?:src\/(?:base|failures|crypto|policy|wire|saml|oidc|scim)\/|web\/)/;
const PAGES = /^test\/pages\//;
const NEEDS_PROGRAMS = /tools\/(postgres|programs)\.ts/;
/** One more than the cores: tests of pages and of other programs wait for much of their time. */
const CONCURRENCY = 3;
/** How many of the longest files are named in the end. */
const SLOWEST = 10;
/** Of a test, and of a file that does not end: what it left open shows as a failure. */
const TIMEOUT_MILLISECONDS = 600_000;
/** A phase that says nothing for so long is ended: something waits for what will not come. */
const SILENCE_MILLISECONDS = { normal: 900_000, faults: 3_600_000 } as const;

/** What the tests are divided into; each phase is one run of node's test runner. */
export interface Phase {
  readonly name: string;
  readonly files: readonly string[];
  /** True when the files share one process. */
  readonly shared: boolean;
}

/** What is asked for on the command line. */
export interface Request {
  readonly words: readonly string[];
  readonly fast: boolean;
  readonly faults: boolean;
  readonly store: string;
}

/** Divides the test files, fast ones first. */
export function phasesOf(texts: Texts, request: Request): Phase[] {
  const wanted = [...texts].filter(([file]) => isWanted(file, request));
  const kindOf = ([file, text]: readonly [string, string]): string => {
    if (file.startsWith('tools/')) return 'parts';
    if (file.startsWith('test/') || NEEDS_PROGRAMS.test(text)) return 'whole';
    return PURE.test(file) ? 'pure' : 'parts';
  };
  const byKind = Map.groupBy(wanted, kindOf);
  const files = (kind: string): string[] => (byKind.get(kind) ?? []).map(([file]) => file);
  const phases: Phase[] = [
    { name: 'pure parts', files: files('pure'), shared: true },
    { name: 'other parts', files: files('parts'), shared: false },
    {
      name: 'whole servers and other programs',
      files: request.fast ? [] : files('whole'),
      shared: false,
    },
  ];
  return phases.filter((phase) => phase.files.length > 0);
}

function isWanted(file: string, { words, faults, store }: Request): boolean {
  if (faults && !file.startsWith('test/faults/')) return false;
  if (store === 'sqlite' && file.startsWith('src/store/postgres/')) return false;
  if (store === 'postgres' && file.startsWith('src/store/sqlite/')) return false;
  return words.length === 0 || words.some((word) => file.includes(word));
}

const COUNTS = ['tests', 'suites', 'pass', 'fail', 'cancelled', 'skipped', 'todo'] as const;

/** The numbers of node's summary. */
type Tally = Map<(typeof COUNTS)[number], number>;

const SUMMARY_LINE = /^ℹ (tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) ([\d.]+)$/;

/** What the phases leave for the summary. */
interface Summary {
  readonly tally: Tally;
  /** The file to which the runner writes how long each test file took. */
  readonly times: string;
}

/** Runs one phase; its summary lines are counted instead of printed. */
async function runPhase(phase: Phase, request: Request, summary: Summary): Promise<boolean> {
  const { tally, times } = summary;
  console.log(`\n# ${phase.name}: ${phase.files.length} files`);
  const child = spawn(process.execPath, [...nodeOptions(phase, times), ...phase.files], {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      TEST_STORES: request.store,
      ...(request.faults ? { TEST_KILLS: '100' } : {}),
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? `${ROOT}/.cache/compile`,
    },
  });
  const ended = new Promise<boolean>((resolve) => {
    child.once('close', (status) => resolve(status === 0));
  });
  const end = (): void => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  };
  const silence = SILENCE_MILLISECONDS[request.faults ? 'faults' : 'normal'];
  const watch = setTimeout(() => {
    console.log(`no output for ${silence / 1000} s; ended: ${phase.files.join(' ')}`);
    end();
  }, silence);
  process.once('SIGINT', end).once('SIGTERM', end);
  for await (const line of createInterface({ input: child.stdout })) {
    watch.refresh();
    const [, name, value] = SUMMARY_LINE.exec(line) ?? [];
    const count = COUNTS.find((each) => each === name);
    if (count) tally.set(count, (tally.get(count) ?? 0) + Number(value));
    else if (name === undefined) console.log(line);
  }
  const passed = await ended;
  clearTimeout(watch);
  process.off('SIGINT', end).off('SIGTERM', end);
  return passed;
}

function nodeOptions({ shared }: Phase, times: string): string[] {
  const common = [
    '--disable-warning=ExperimentalWarning',
    '--test',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-timeout=${TIMEOUT_MILLISECONDS}`,
  ];
  return shared
    ? [...common, '--test-isolation=none']
    : [
        ...common,
        `--test-concurrency=${CONCURRENCY}`,
        `--test-reporter=${join(import.meta.dirname, 'file-times.ts')}`,
        `--test-reporter-destination=${times}`,
      ];
}

/** Installs what the tests need; false when something is missing where nothing may be skipped. */
function prepare(): boolean {
  const missing = installMissing(programNames);
  for (const name of missing) {
    console.log(
      `${name} is missing: tests that need it are skipped; install ${packagesOf(name).join(', ')}`,
    );
  }
  return missing.length === 0 || !inCi();
}

function sayTotal(tally: Tally, began: number): void {
  console.log('');
  for (const count of COUNTS) console.log(`ℹ ${count} ${tally.get(count) ?? 0}`);
  console.log(`ℹ duration_ms ${(performance.now() - began).toFixed(0)}`);
}

function saySlowest(lines: readonly string[]): void {
  const slowest = slowestFiles(lines, SLOWEST);
  if (slowest.length > 1) console.log(['', 'what took longest:', ...slowest].join('\n'));
}

async function main(request: Request): Promise<boolean> {
  const began = performance.now();
  const phases = phasesOf(readTexts(['{src,test,tools,web}/**/*.test.ts']), request);
  if (phases.length === 0) {
    console.log('no test file matches');
    return false;
  }
  const ready = request.fast || prepare();
  // Once for all, so that no tests build the apps beside each other.
  if (phases.some(({ files }) => files.some((file) => PAGES.test(file)))) await buildWeb();
  const tally: Tally = new Map();
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-tests-'));
  const passed: boolean[] = [];
  const lines: string[] = [];
  for (const [index, phase] of phases.entries()) {
    const times = join(folder, `times-${index}`);
    passed.push(await runPhase(phase, request, { tally, times }));
    if (existsSync(times)) lines.push(...readFileSync(times, 'utf8').split('\n'));
  }
  rmSync(folder, { recursive: true });
  saySlowest(lines);
  sayTotal(tally, began);
  const skipped = (tally.get('skipped') ?? 0) + (tally.get('todo') ?? 0);
  if (inCi() && skipped > 0)
    console.log(`failed: ${skipped} tests were skipped, in CI none may be`);
  return ready && passed.every(Boolean) && !(inCi() && skipped > 0);
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      fast: { type: 'boolean', default: false },
      faults: { type: 'boolean', default: false },
      store: { type: 'string', default: 'both' },
    },
  });
  const { fast, faults, store } = values;
  if (!['sqlite', 'postgres', 'both'].includes(store)) {
    console.log(`--store \`${store}\`: write sqlite, postgres or both`);
    process.exitCode = 2;
  } else if (!(await main({ words: positionals, fast, faults, store }))) process.exitCode = 1;
}
