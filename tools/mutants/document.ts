/** docs/mutants.md: what was taken away, and which test noticed. */
import { code, generatedHeader, table } from '../markdown.ts';
import { whyEquivalent } from './equivalent.ts';
import { idOf, type Mutant } from './mutant.ts';
import { fateOf, type State } from './state.ts';

/** The command that writes the document. */
export const COMMAND = 'node tools/mutants.ts';

const KINDS: Readonly<Record<Mutant['kind'], string>> = {
  stage: 'a stage of a call, deleted',
  check: 'a row of a check table, deleted',
  access: 'an access rule, replaced by one that lets everybody in',
  guard: 'a condition of a statement that changes or deletes rows, deleted',
  refusal: 'a refusal outside of tables, deleted',
};

/** The whole document; in its last table are the mutants that were tried. */
export function mutantsDocument(mutants: readonly Mutant[], state: State): string {
  const tried = mutants.filter((mutant) => fateOf(state, mutant) !== 'not tried');
  const rows = tried.map((mutant) => [
    mutant.kind,
    code(mutant.name),
    code(mutant.file),
    noticedBy(mutant, state),
  ]);
  return [
    generatedHeader('Mutants', 'the source and its tests', COMMAND),
    'Things are taken away from the source, one at a time; each time the tests that are likeliest to',
    'notice are run, and one of them must fail that passes otherwise. *Not at first* are those that an',
    'earlier run missed: a test was written since, or one that was not among the likeliest notices.',
    'What was not tried is not listed.',
    '',
    figures(mutants, state),
    '',
    table(['Kind', 'Taken away', 'In', 'Noticed by'], rows),
    '',
  ].join('\n');
}

function figures(mutants: readonly Mutant[], state: State): string {
  const rows = [...Map.groupBy(mutants, ({ kind }) => kind)].map(([kind, of]) => {
    const count = (fate: ReturnType<typeof fateOf>): number =>
      of.filter((mutant) => fateOf(state, mutant) === fate).length;
    const counts = [
      of.length,
      of.length - count('not tried') - count('equivalent'),
      count('noticed') + count('not at first'),
      count('not at first'),
      count('survived'),
      count('equivalent'),
      count('late'),
    ];
    return [KINDS[kind], ...counts.map(String)];
  });
  const head = ['Taken away', 'Known', 'Tried', 'Noticed', 'of them not at first', 'Survived'];
  return table([...head, 'Nothing can notice', 'Undecided in time'], rows);
}

function noticedBy(mutant: Mutant, state: State): string {
  const fate = fateOf(state, mutant);
  if (fate === 'equivalent') return `nothing can: ${whyEquivalent(mutant)}`;
  if (fate === 'survived' || fate === 'late') return `**${fate}**`;
  const test = state[idOf(mutant)]?.killedBy ?? '';
  return fate === 'not at first' ? `${test} (not at first)` : test;
}
