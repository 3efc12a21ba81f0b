/**
 * The source tree as the tools see it: its files, and their syntax by TypeScript's own parser.
 * Nothing is resolved or type-checked, so a tree that does not compile can still be read.
 */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Node, SourceFile } from 'typescript/unstable/ast';
import { createVirtualFileSystem } from 'typescript/unstable/fs';
import { API } from 'typescript/unstable/sync';

/** The folder of the package, which every tool works in. */
export const ROOT = path.resolve(import.meta.dirname, '..');

/** Texts by their path from the root, with `/`. */
export type Texts = ReadonlyMap<string, string>;

/** A file with its syntax tree. */
export interface ParsedFile {
  readonly path: string;
  readonly text: string;
  readonly syntax: SourceFile;
}

/** The texts of every file that matches one of the patterns, in the order of their paths. */
export function readTexts(patterns: readonly string[], root = ROOT): Texts {
  const paths = patterns.flatMap((pattern) => globSync(pattern, { cwd: root }));
  const sorted = [...new Set(paths.map((found) => found.replaceAll(path.sep, '/')))].sort();
  return new Map(sorted.map((found) => [found, readFileSync(path.join(root, found), 'utf8')]));
}

/** The TypeScript of the package. */
export function readSources(root = ROOT): Texts {
  return readTexts(['{src,test,tools,bench}/**/*.ts', 'web/**/*.{ts,tsx}', 'bin/**/*.js'], root);
}

/** Parses `texts`; the files come back in the same order. */
export function parse(texts: Texts): ParsedFile[] {
  const base = '/tree';
  const compilerOptions = { noResolve: true, noLib: true, types: [], allowJs: true };
  const config = JSON.stringify({ compilerOptions, files: [...texts.keys()] });
  const files: Record<string, string> = { [`${base}/tsconfig.json`]: config };
  for (const [name, text] of texts) files[`${base}/${name}`] = text;
  const api = new API({ cwd: base, fs: createVirtualFileSystem(files) });
  try {
    const snapshot = api.updateSnapshot({ openProjects: [`${base}/tsconfig.json`] });
    const program = snapshot.getProjects()[0]?.program;
    return [...texts].flatMap(([name, text]) => {
      const syntax = program?.getSourceFile(`${base}/${name}`);
      return syntax ? [{ path: name, text, syntax }] : [];
    });
  } finally {
    api.close();
  }
}

/** The line of a node's first character, counted from one. */
export function lineOf(file: ParsedFile, node: Node): number {
  return file.syntax.getLineAndCharacterOfPosition(node.getStart(file.syntax)).line + 1;
}

/** Calls `visit` for a node and everything below it, parents first. */
export function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  node.forEachChild((child) => {
    walk(child, visit);
    return undefined;
  });
}

/**
 * True for the files that only tests load: `*.test.ts`, what lies in test/, and helpers of tests in
 * a room (`testing.ts`, `test-support.ts`, `*.test-support.ts`, folders `testing`, `conformance`).
 */
export function isTest(name: string): boolean {
  return (
    name.startsWith('test/') ||
    /(\.test\.ts|[./]test-support\.ts|\/testing\.ts|\/(testing|conformance)\/.*)$/.test(name)
  );
}
