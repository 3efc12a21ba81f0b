/** The imports of the source tree: who names whom, on which line, and whether only for types. */
import path from 'node:path';
import {
  isExportDeclaration,
  isImportDeclaration,
  isImportTypeNode,
  isStringLiteral,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { lineOf, type ParsedFile } from './tree.ts';

/** One import, re-export, dynamic import or import type. */
export interface Import {
  readonly from: string;
  readonly line: number;
  readonly specifier: string;
  /** The file that a relative specifier names, by its path from the root; else undefined. */
  readonly target: string | undefined;
  /** True when the import vanishes at run time: `import type`, not `import { type … }`. */
  readonly typeOnly: boolean;
}

/** Every import of a file, in the order of the text. */
export function importsOf(file: ParsedFile): Import[] {
  return file.syntax.imports.filter(isStringLiteral).map((literal) => {
    const specifier = literal.text;
    const relative = specifier.startsWith('.');
    return {
      from: file.path,
      line: lineOf(file, literal),
      specifier,
      target: relative
        ? path.posix.normalize(path.posix.join(path.posix.dirname(file.path), specifier))
        : undefined,
      typeOnly: isTypeOnly(literal.parent),
    };
  });
}

function isTypeOnly(holder: Node): boolean {
  if (isExportDeclaration(holder)) return holder.isTypeOnly;
  if (isImportDeclaration(holder)) {
    return holder.importClause?.phaseModifier === SyntaxKind.TypeKeyword;
  }
  return isImportTypeNode(holder.parent);
}

/** The cycles among the files, each as the way round, found once. Types count too. */
export function cycles(imports: readonly Import[]): Import[][] {
  const outgoing = Map.groupBy(imports, (each) => each.from);
  const done = new Set<string>();
  const found: Import[][] = [];
  const follow = (file: string, trail: readonly Import[]): void => {
    const start = trail.findIndex((step) => step.from === file);
    if (start >= 0) {
      found.push(trail.slice(start));
      return;
    }
    if (done.has(file)) return;
    for (const each of outgoing.get(file) ?? []) {
      if (each.target) follow(each.target, [...trail, each]);
    }
    done.add(file);
  };
  for (const file of outgoing.keys()) follow(file, []);
  return found;
}
