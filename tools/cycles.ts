/**
 * "no import cycles": no file imports itself by way of others, types included.
 *
 *   node tools/cycles.ts
 */
import { type Finding, report } from './finding.ts';
import { cycles, importsOf } from './imports.ts';
import { type ParsedFile, parse, readSources } from './tree.ts';

/** One finding for each way round, at its first import. */
export function cycleFindings(files: readonly ParsedFile[]): Finding[] {
  return cycles(files.flatMap(importsOf)).flatMap((round) => {
    const [first] = round;
    if (!first) return [];
    return [
      {
        file: first.from,
        line: first.line,
        message: `imports itself: ${[...round.map(({ from }) => from), first.from].join(' → ')}`,
        mend: 'move what both need into a file that imports neither',
      },
    ];
  });
}

if (import.meta.main) report('no import cycles', cycleFindings(parse(readSources())));
