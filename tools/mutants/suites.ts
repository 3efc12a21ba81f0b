/**
 * Which tests can notice that something is gone: those that name it or what it raises, those beside
 * it, those that import it, then those that name what is raised nearby. The likeliest come first, since
 * one failure is enough.
 */
import { type Import, importsOf } from '../imports.ts';
import { isTest, type ParsedFile } from '../tree.ts';
import { errorWords, type Mutant } from './mutant.ts';

/** Tests of packing, starting, failing and browsing are slow, and tell nothing that flows do not. */
const TOO_FAR = /^test\/(package|start|faults|conformance|pages|nodes|peers)\//;
const NEEDS_PROGRAMS = /tools\/(postgres|programs)\.ts/;

/** What is known of the tree for choosing tests. */
export interface Suites {
  readonly tests: readonly ParsedFile[];
  /** The texts of the sources, by path. */
  readonly sources: ReadonlyMap<string, string>;
  /** Who imports a file, types included: what is tested through a value is often named by its type. */
  readonly importers: ReadonlyMap<string, readonly Import[]>;
}

/** Reads the tests and imports of the tree. */
export function suitesOf(files: readonly ParsedFile[]): Suites {
  const isNear = ({ path }: ParsedFile): boolean =>
    /^(?:src|test)\/.*\.test\.ts$/.test(path) && !TOO_FAR.test(path);
  const supports = new Map(
    files.filter(({ path }) => path.endsWith('.test-support.ts')).map((each) => [each.path, each]),
  );
  /** A test together with the tests that it runs from a file beside it, for each back end. */
  const whole = (file: ParsedFile): ParsedFile => {
    const shared = importsOf(file).flatMap(({ target }) => supports.get(target ?? '') ?? []);
    return { ...file, text: [file, ...shared].map(({ text }) => text).join('\n') };
  };
  return {
    tests: files.filter(isNear).map(whole),
    sources: new Map(
      files.filter(({ path }) => !isTest(path)).map((each) => [each.path, each.text]),
    ),
    importers: Map.groupBy(files.flatMap(importsOf), ({ target }) => target ?? ''),
  };
}

/** The `most` test files that a mutant is tried with, the likeliest first. */
export function testsFor(mutant: Mutant, suites: Suites, most: number): string[] {
  const near = nearWords(mutant.file, suites);
  const importing = importersOf(mutant.file, suites);
  const folder = mutant.file.slice(0, mutant.file.lastIndexOf('/') + 1);
  const own = mutant.file.replace(/\.ts$/, '.test.ts');
  const scoreOf = ({ path, text }: ParsedFile): number =>
    (path === own ? 50 : 0) +
    (importing.has(path) ? 30 : 0) +
    (path.startsWith(folder) ? 10 : 0) +
    (text.includes(mutant.name) ? 60 : 0) +
    40 * Math.min(2, namedIn(text, mutant.words)) +
    2 * Math.min(12, namedIn(text, near)) +
    sharedParts(folder, path) +
    (mutant.kind === 'access' && path.includes('access') ? 25 : 0) -
    (NEEDS_PROGRAMS.test(text) ? 15 : 0);
  return suites.tests
    .map((test) => ({ path: test.path, score: scoreOf(test) }))
    .sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1))
    .slice(0, most)
    .map(({ path }) => path);
}

/** What a file is imported through without being named: the index of a room, tests beside a test. */
const THROUGH = /(?:\.test-support|\/index)\.ts$/;

/** Who imports a file, itself or through such a file. */
function importersOf(file: string, { importers }: Suites): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (name: string): void => {
    for (const { from } of importers.get(name) ?? []) {
      if (found.has(from)) continue;
      found.add(from);
      if (THROUGH.test(from)) add(from);
    }
  };
  add(file);
  return found;
}

function namedIn(text: string, words: readonly string[]): number {
  return words.filter((word) => text.includes(word)).length;
}

/** Names of folders that a test repeats in its path: `organizations` is in `organizations-cli`. */
function sharedParts(folder: string, test: string): number {
  const parts = folder
    .split('/')
    .slice(2)
    .flatMap((part) => part.split('-'));
  return 4 * parts.filter((part) => part.length > 2 && test.includes(part)).length;
}

/** The errors that the file raises, and those of the sources that import it. */
function nearWords(file: string, { importers, sources }: Suites): string[] {
  const users = (importers.get(file) ?? []).map(({ from }) => from);
  const texts = [file, ...users].map((name) => sources.get(name) ?? '');
  return errorWords(texts.join('\n'));
}
