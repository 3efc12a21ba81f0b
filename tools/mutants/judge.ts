/** Judges mutants one after another; a failure counts only where the test passes without them. */
import type { Mutant } from './mutant.ts';
import { firstFailure, type Outcome, tryMutant, type Workspace } from './run.ts';

/** Milliseconds for one test file without any mutant. */
const PATIENCE = 300_000;

/** Tries mutants in one workspace; remembers which test files pass there without any. */
export function createJudge(workspace: Workspace, timeout: number) {
  const passes = new Map<string, boolean>();
  const passesWithout = async (file: string): Promise<boolean> => {
    const known = passes.get(file);
    if (known !== undefined) return known;
    const { kind } = await firstFailure(workspace.folder, [file], PATIENCE);
    passes.set(file, kind === 'passed');
    if (kind !== 'passed') console.log(`left out, since it fails without any mutant: ${file}`);
    return kind === 'passed';
  };
  const judge = async (mutant: Mutant, tests: readonly string[]): Promise<Outcome> => {
    const usable = tests.filter((file) => passes.get(file) !== false);
    const outcome = await tryMutant(workspace, mutant, usable, timeout);
    if (outcome.kind !== 'failed' || !usable.includes(outcome.file)) return outcome;
    return (await passesWithout(outcome.file)) ? outcome : await judge(mutant, usable);
  };
  return judge;
}
