/**
 * "rooms stay livable": how long files and functions are. Tests may be longer.
 *
 *   node tools/sizes.ts    prints the medians, the 90 % marks and the longest, and checks the limits
 */
import {
  isArrowFunction,
  isConstructorDeclaration,
  isFunctionDeclaration,
  isFunctionExpression,
  isMethodDeclaration,
  type Node,
} from 'typescript/unstable/ast';
import { type Finding, report } from './finding.ts';
import { isTest, lineOf, type ParsedFile, parse, readSources, walk } from './tree.ts';

/** Limits in lines; `ninety` is the mark that nine of ten must keep. */
export const limits = {
  file: { median: 100, ninety: 300, most: 400 },
  function: { ninety: 35, most: 80 },
} as const;

/** A file or a function and its number of lines. */
interface Sized {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  readonly lines: number;
}

/** The files that count, each with its length. */
export function fileSizes(files: readonly ParsedFile[]): Sized[] {
  return files
    .filter((file) => !isTest(file.path))
    .map((file) => ({
      file: file.path,
      line: 1,
      name: file.path,
      lines: file.text.trimEnd().split('\n').length,
    }));
}

/** Every function, method and arrow function outside tests; an inner one counts for itself too. */
export function functionSizes(files: readonly ParsedFile[]): Sized[] {
  return files
    .filter((file) => !isTest(file.path))
    .flatMap((file) => {
      const found: Sized[] = [];
      walk(file.syntax, (node) => {
        if (!isFunction(node)) return;
        const line = lineOf(file, node);
        const last = file.syntax.getLineAndCharacterOfPosition(node.getEnd()).line + 1;
        const name = /^[\s\S]{0,60}?(?=[({=])/.exec(node.getText(file.syntax))?.[0].trim();
        found.push({ file: file.path, line, name: name || 'a function', lines: last - line + 1 });
      });
      return found;
    });
}

function isFunction(node: Node): boolean {
  return (
    isFunctionDeclaration(node) ||
    isFunctionExpression(node) ||
    isArrowFunction(node) ||
    isMethodDeclaration(node) ||
    isConstructorDeclaration(node)
  );
}

/** The smallest size that `share` of all do not exceed. */
export function mark(sizes: readonly Sized[], share: number): number {
  const sorted = sizes.map(({ lines }) => lines).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** What is longer than its limit allows. */
export function sizeFindings(files: readonly ParsedFile[]): Finding[] {
  const tooLong = (sizes: readonly Sized[], most: number, what: string): Finding[] =>
    sizes
      .filter(({ lines }) => lines > most)
      .map(({ file, line, lines }) => ({
        file,
        line,
        message: `a ${what} of ${lines} lines; the most is ${most}`,
        mend: `split it where it changes for different reasons`,
      }));
  return [
    ...tooLong(fileSizes(files), limits.file.most, 'file'),
    ...tooLong(functionSizes(files), limits.function.most, 'function'),
    ...overMark(fileSizes(files), 0.5, limits.file.median, 'files'),
    ...overMark(fileSizes(files), 0.9, limits.file.ninety, 'files'),
    ...overMark(functionSizes(files), 0.9, limits.function.ninety, 'functions'),
  ];
}

function overMark(sizes: readonly Sized[], share: number, most: number, what: string): Finding[] {
  const reached = mark(sizes, share);
  const [longest] = longestOf(sizes, 1);
  if (reached <= most || !longest) return [];
  return [
    {
      file: longest.file,
      line: longest.line,
      message: `${share * 100} % of ${what} have up to ${reached} lines; the mark is ${most}`,
      mend: 'shorten the longest: node tools/sizes.ts lists them',
    },
  ];
}

function longestOf(sizes: readonly Sized[], count: number): Sized[] {
  return [...sizes].sort((a, b) => b.lines - a.lines).slice(0, count);
}

function describe(what: string, sizes: readonly Sized[]): string {
  const marks = `median ${mark(sizes, 0.5)}, 90 % ${mark(sizes, 0.9)}, most ${mark(sizes, 1)}`;
  const longest = longestOf(sizes, 8).map(
    ({ file, line, name, lines }) => `  ${lines} ${file}:${line} ${name === file ? '' : name}`,
  );
  return [`${sizes.length} ${what}: ${marks} lines`, ...longest].join('\n');
}

if (import.meta.main) {
  const files = parse(readSources());
  console.log(describe('files', fileSizes(files)));
  console.log(describe('functions', functionSizes(files)));
  report('rooms stay livable', sizeFindings(files));
}
