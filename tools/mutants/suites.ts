/** Which tests answer for which source: the nearest first, since one failure is enough. */
import type { Texts } from '../tree.ts';

/** The first row whose `source` fits a file says where its tests are, nearest first. */
const suites: readonly { readonly source: RegExp; readonly tests: readonly RegExp[] }[] = [
  {
    source: /^src\/api\/([^/]+)\//,
    tests: [/^src\/api\//, /^src\/calls\//, /^src\/compose/, /^test\//],
  },
  {
    source: /^src\/calls\//,
    tests: [/^src\/calls\//, /^src\/compose/, /^src\/api\//, /^test\//],
  },
  {
    source: /^src\/([^/]+)\//,
    tests: [/^src\/calls\//, /^src\/api\//, /^src\/compose/, /^test\//],
  },
];

/** Tests that start other programs, pack the package or repeat whole protocols tell nothing here. */
const TOO_FAR = /^test\/(package|start|faults|conformance)\//;
const NEEDS_PROGRAMS = /tools\/(postgres|programs)\.ts/;

/** The test files that a mutant of `file` is tried with, in order. */
export function testsFor(file: string, tests: Texts): string[] {
  const suite = suites.find(({ source }) => source.test(file));
  const near = [...tests].filter(
    ([name, text]) => !TOO_FAR.test(name) && !NEEDS_PROGRAMS.test(text),
  );
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const own = file.replace(/\.ts$/, '.test.ts');
  const rank = (name: string): number => {
    if (name === own) return 0;
    if (name.startsWith(folder)) return 1;
    const place = suite?.tests.findIndex((pattern) => pattern.test(name)) ?? -1;
    return place < 0 ? Number.POSITIVE_INFINITY : place + 2;
  };
  return near
    .map(([name]) => ({ name, rank: rank(name) }))
    .filter((each) => Number.isFinite(each.rank))
    .sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
}
