/**
 * What can be taken away from the source: the stages of a call (statements marked `// stage: …`),
 * the rows of check tables (arrays of `Check`), the rules of access tables, the conditions that
 * guard a change in the store, and the refusals that stand outside of tables. Each removal must
 * make some test fail.
 */
import { isTest, type ParsedFile } from '../tree.ts';
import { idOf, type Mutant } from './mutant.ts';
import { guardMutants, refusalMutants, stageMutants } from './statements.ts';
import { declarationsOf, tableMutants } from './tables.ts';

/** Every mutant of the tree, in the order of the files; each has an id of its own. */
export function findMutants(files: readonly ParsedFile[]): Mutant[] {
  const sources = files.filter(({ path }) => path.startsWith('src/') && !isTest(path));
  const declarations = declarationsOf(sources);
  return sources.flatMap((file) =>
    distinct([
      ...stageMutants(file),
      ...tableMutants(file, declarations),
      ...guardMutants(file),
      ...refusalMutants(file),
    ]),
  );
}

/** Names that a file has twice get a number from the second on. */
function distinct(mutants: readonly Mutant[]): Mutant[] {
  const seen = new Map<string, number>();
  return mutants.map((mutant) => {
    const id = idOf(mutant);
    const times = (seen.get(id) ?? 0) + 1;
    seen.set(id, times);
    return times === 1 ? mutant : { ...mutant, name: `${mutant.name} (${times})` };
  });
}
