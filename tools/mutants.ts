/**
 * Takes away, one at a time, each stage of a call, each row of a check table, each access rule, each
 * condition of a guarded write and each refusal outside of tables, and sees whether a test notices.
 * Writes docs/mutants.md. Works in a copy of the tree, one test process at a time. What was noticed
 * once is not tried again while the file it lives in stays the same, so that an interrupted run goes
 * on where it stopped.
 *
 *   node tools/mutants.ts [words …]   mutants whose id contains one of the words; default: all
 *     --list        only list them, with the tests that each would be tried with
 *     --document    only write the document
 *     --left        only those that were not tried, or with which no test failed
 *     --fresh       forget earlier results
 *     --most N      how many test files a mutant is tried with (default 6)
 *     --timeout S   seconds that the tests of one mutant may take (default 300)
 */
import { parseArgs } from 'node:util';
import { writeDocument } from './documents.ts';
import { COMMAND, mutantsDocument } from './mutants/document.ts';
import { findMutants } from './mutants/find.ts';
import { createJudge } from './mutants/judge.ts';
import { idOf, type Mutant } from './mutants/mutant.ts';
import { closeWorkspace, openWorkspace } from './mutants/run.ts';
import {
  fateOf,
  isSettled,
  readState,
  type State,
  withOutcome,
  writeState,
} from './mutants/state.ts';
import { type Suites, suitesOf, testsFor } from './mutants/suites.ts';
import { parse, ROOT, readSources, type Texts } from './tree.ts';

/** What is asked for on the command line. */
interface Request {
  readonly words: readonly string[];
  readonly left: boolean;
  readonly most: number;
  /** Milliseconds. */
  readonly timeout: number;
}

/** Tries what is not settled; each outcome is kept at once. */
async function tryAll(
  waiting: readonly Mutant[],
  sources: Texts,
  suites: Suites,
  before: State,
  { most, timeout }: Request,
): Promise<State> {
  let state = before;
  const workspace = openWorkspace(ROOT, sources);
  const judge = createJudge(workspace, timeout);
  const stop = (): never => {
    closeWorkspace(workspace);
    process.exit(130);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    for (const mutant of waiting) {
      const outcome = await judge(mutant, testsFor(mutant, suites, most));
      state = withOutcome(state, mutant, outcome);
      writeState(state);
      console.log(`${fateOf(state, mutant).padEnd(12)} ${idOf(mutant)}`);
    }
  } finally {
    closeWorkspace(workspace);
  }
  return state;
}

/** Says what no test notices; true when there is nothing. */
function reportSurvivors(mutants: readonly Mutant[], state: State): boolean {
  const survived = mutants.filter((mutant) => fateOf(state, mutant) === 'survived');
  for (const mutant of survived) {
    console.log(`${mutant.file}:${mutant.line}: nothing notices that ${mutant.name} is gone`);
    console.log('    mend: write a test that fails without it');
  }
  return survived.length === 0;
}

async function main(): Promise<void> {
  const { values, positionals: words } = parseArgs({
    allowPositionals: true,
    options: {
      list: { type: 'boolean', default: false },
      document: { type: 'boolean', default: false },
      left: { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
      most: { type: 'string', default: '6' },
      timeout: { type: 'string', default: '300' },
    },
  });
  const request: Request = {
    words,
    left: values.left,
    most: Number(values.most),
    timeout: Number(values.timeout) * 1000,
  };
  const sources = readSources();
  const files = parse(sources);
  const mutants = findMutants(files);
  const suites = suitesOf(files);
  const before = values.fresh ? {} : readState();
  const wanted = mutants.filter((mutant) => isWanted(mutant, request, before));
  if (values.list) {
    for (const mutant of wanted) {
      const tests = testsFor(mutant, suites, request.most);
      console.log([`${idOf(mutant)} :${mutant.line}`, ...tests].join('\n    '));
    }
    return;
  }
  const waiting = values.document ? [] : wanted.filter((each) => !isSettled(before, each));
  console.log(`${mutants.length} mutants, ${waiting.length} to try`);
  const state =
    waiting.length === 0 ? before : await tryAll(waiting, sources, suites, before, request);
  const text = mutantsDocument(mutants, state);
  writeDocument({ file: 'docs/mutants.md', text, command: COMMAND });
  if (!reportSurvivors(mutants, state)) process.exitCode = 1;
}

function isWanted(mutant: Mutant, { words, left }: Request, state: State): boolean {
  const isNamed = words.length === 0 || words.some((word) => idOf(mutant).includes(word));
  return isNamed && !(left && ['noticed', 'not at first'].includes(fateOf(state, mutant)));
}

if (import.meta.main) await main();
