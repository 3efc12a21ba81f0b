/**
 * Takes away, one at a time, each stage of a call, each row of a check table and each access rule,
 * and sees whether a test notices. Writes docs/mutants.md. What was killed once is not tried again
 * while the file it lives in stays the same, so that an interrupted run goes on where it stopped.
 *
 *   node tools/mutants.ts [words …]   mutants whose id contains one of the words; default: all
 *     --list        only list them
 *     --fresh       forget earlier results
 *     --jobs N      how many at a time (default 2)
 *     --timeout S   seconds that the tests of one mutant may take (default 240)
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { writeDocument } from './documents.ts';
import { code, generatedHeader, table } from './markdown.ts';
import { findMutants, idOf, type Mutant } from './mutants/find.ts';
import {
  closeWorkspace,
  firstFailure,
  openWorkspace,
  tryMutant,
  type Workspace,
} from './mutants/run.ts';
import { testsFor } from './mutants/suites.ts';
import { parse, ROOT, readSources, readTexts, type Texts } from './tree.ts';

const STATE_FILE = path.join(ROOT, '.cache/mutants.json');

/** What is known of a mutant: the file it was tried in, and the test that noticed it. */
interface Known {
  readonly digest: string;
  readonly killedBy: string | null;
}

type State = Record<string, Known>;

function readState(): State {
  return existsSync(STATE_FILE) ? JSON.parse(readFileSync(STATE_FILE, 'utf8')) : {};
}

function writeState(state: State): void {
  mkdirSync(path.dirname(STATE_FILE), { recursive: true });
  writeFileSync(STATE_FILE, `${JSON.stringify(state, null, 1)}\n`);
}

function digestOf({ text }: Mutant): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** True when a test noticed this very removal in this very file before. */
function isSettled(state: State, mutant: Mutant): boolean {
  const known = state[idOf(mutant)];
  return known !== undefined && known.killedBy !== null && known.digest === digestOf(mutant);
}

/** docs/mutants.md: what was taken away and which test noticed. */
export function mutantsDocument(mutants: readonly Mutant[], state: Readonly<State>): string {
  const rows = mutants.map((mutant) => {
    const known = state[idOf(mutant)];
    const fate =
      known === undefined ? 'not tried' : known.killedBy === null ? '**survived**' : known.killedBy;
    return [mutant.kind, code(mutant.name), code(mutant.file), fate];
  });
  const count = (fate: string): number => rows.filter((row) => row[3] === fate).length;
  const left = `${count('**survived**')} survived, ${count('not tried')} not tried`;
  return [
    generatedHeader('Mutants', 'the source and its tests', 'node tools/mutants.ts'),
    'Each stage of a call, each row of a check table and each access rule was taken away, one at a',
    'time: the stage and the row by deleting them, the rule by letting everybody in. A test must',
    'notice.',
    '',
    `${mutants.length} mutants: ${mutants.length - count('**survived**') - count('not tried')} killed, ${left}.`,
    '',
    table(['Kind', 'Taken away', 'In', 'Noticed by'], rows),
    '',
  ].join('\n');
}

/**
 * The test files that pass without any mutant: the failure of another would say nothing. Those that
 * fail are said and left out.
 */
async function greenOnes(workspaces: readonly Workspace[], tests: Texts): Promise<Texts> {
  const green = new Map(tests);
  const waiting = [...tests.keys()];
  const drain = async ({ folder }: Workspace): Promise<void> => {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      const { killedBy } = await firstFailure(folder, [file], 600_000);
      if (killedBy === undefined) continue;
      green.delete(file);
      console.log(`left out, since it fails without any mutant: ${killedBy}`);
    }
  };
  await Promise.all(workspaces.map(drain));
  return green;
}

async function tryAll(
  waiting: Mutant[],
  workspace: Workspace,
  tests: Texts,
  state: State,
  timeout: number,
): Promise<void> {
  for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
    const outcome = await tryMutant(workspace, mutant, testsFor(mutant.file, tests), timeout);
    state[idOf(mutant)] = { digest: digestOf(mutant), killedBy: outcome.killedBy ?? null };
    writeState(state);
    console.log(`${outcome.killedBy ? 'killed  ' : 'SURVIVED'} ${idOf(mutant)}`);
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      list: { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
      jobs: { type: 'string', default: '2' },
      timeout: { type: 'string', default: '240' },
    },
  });
  const sources = readSources();
  const mutants = findMutants(parse(sources));
  const isWanted = (mutant: Mutant): boolean =>
    positionals.length === 0 || positionals.some((word) => idOf(mutant).includes(word));
  if (values.list) {
    for (const mutant of mutants.filter(isWanted)) console.log(`${idOf(mutant)} :${mutant.line}`);
    return;
  }
  const state = values.fresh ? {} : readState();
  const waiting = mutants.filter((each) => isWanted(each) && !isSettled(state, each));
  console.log(`${mutants.length} mutants, ${waiting.length} to try`);
  const all = readTexts(['{src,test}/**/*.test.ts']);
  const workspaces = Array.from({ length: Number(values.jobs) }, () =>
    openWorkspace(ROOT, sources),
  );
  try {
    const needed = new Set(waiting.flatMap(({ file }) => testsFor(file, all)));
    const tests = await greenOnes(
      workspaces,
      new Map([...all].filter(([name]) => needed.has(name))),
    );
    const timeout = Number(values.timeout) * 1000;
    await Promise.all(workspaces.map((each) => tryAll(waiting, each, tests, state, timeout)));
  } finally {
    for (const workspace of workspaces) closeWorkspace(workspace);
  }
  const text = mutantsDocument(mutants, state);
  writeDocument({ file: 'docs/mutants.md', text, command: 'node tools/mutants.ts' });
  const survived = mutants.filter((mutant) => state[idOf(mutant)]?.killedBy === null);
  for (const mutant of survived) {
    console.log(`${mutant.file}:${mutant.line}: nothing notices that ${mutant.name} is gone`);
    console.log('    mend: write a test that fails without it');
  }
  if (survived.length > 0) process.exitCode = 1;
}

if (import.meta.main) await main();
