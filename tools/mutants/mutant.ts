/** One thing taken away from the source, and the words that tests of it are likely to name. */
import type { Node } from 'typescript/unstable/ast';
import { lineOf, type ParsedFile } from '../tree.ts';

/** The kinds of things that can be taken away. */
export const kinds = ['stage', 'check', 'access', 'guard', 'refusal'] as const;

/** The tree with one thing taken away. */
export interface Mutant {
  readonly kind: (typeof kinds)[number];
  readonly file: string;
  readonly line: number;
  /** The stage, the check, the operation, the function and its condition. */
  readonly name: string;
  /** What a test that can notice is likely to name: failure codes, operations, sentences. */
  readonly words: readonly string[];
  /** The whole text of the file after the removal. */
  readonly text: string;
}

/** A name that stays the same while the lines around it move. */
export function idOf({ kind, file, name }: Mutant): string {
  return `${kind} ${file} ${name}`;
}

/** A mutant without `node`, in whose place `replacement` stands. */
export function removal(
  what: Pick<Mutant, 'kind' | 'name' | 'words'>,
  file: ParsedFile,
  node: Node,
  replacement = '',
): Mutant {
  const { text } = file;
  return {
    ...what,
    file: file.path,
    line: lineOf(file, node),
    text: text.slice(0, node.getStart(file.syntax)) + replacement + text.slice(node.getEnd()),
  };
}

const ERROR = /\b[A-Z]{2,8}-\d{3}\b|\b\w+Exception\b/g;

/** The failure codes and AWS errors that a text names. */
export function errorWords(text: string): string[] {
  return [...new Set(text.match(ERROR))];
}
