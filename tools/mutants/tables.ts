/** Mutants of tables: check tables without a row, access tables with a rule that lets everybody in. */
import {
  type Expression,
  isArrayLiteralExpression,
  isAsExpression,
  isCallExpression,
  isIdentifier,
  isObjectLiteralExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isSatisfiesExpression,
  isShorthandPropertyAssignment,
  isSpreadElement,
  isStringLiteral,
  isVariableDeclaration,
  type VariableDeclaration,
} from 'typescript/unstable/ast';
import { lineOf, type ParsedFile, walk } from '../tree.ts';
import { errorWords, type Mutant, removal } from './mutant.ts';

/** Where checks and tables of checks are declared, by their name. */
export type Declarations = ReadonlyMap<string, readonly { file: string; text: string }[]>;

/** The checks and tables of checks that the files declare. */
export function declarationsOf(files: readonly ParsedFile[]): Declarations {
  const found: { name: string; file: string; text: string }[] = [];
  for (const file of files) {
    walk(file.syntax, (node) => {
      if (!isVariableDeclaration(node) || !/\bCheck</.test(typeOf(file, node))) return;
      const name = node.name.getText(file.syntax);
      found.push({ name, file: file.path, text: node.getText(file.syntax) });
    });
  }
  return Map.groupBy(found, ({ name }) => name);
}

/** A mutant for each row of the check tables and each rule of the access tables of a file. */
export function tableMutants(file: ParsedFile, declarations: Declarations): Mutant[] {
  const found: Mutant[] = [];
  walk(file.syntax, (node) => {
    if (!isVariableDeclaration(node) || !node.initializer) return;
    if (isCheckTable(file, node)) found.push(...checkMutants(file, node.initializer, declarations));
    if (isAccessTable(file, node)) found.push(...accessMutants(file, bare(node.initializer)));
  });
  return found;
}

function typeOf(file: ParsedFile, { type }: VariableDeclaration): string {
  return type?.getText(file.syntax) ?? '';
}

function isCheckTable(file: ParsedFile, declaration: VariableDeclaration): boolean {
  return /^readonly Check<[\s\S]*>\[\]$/.test(typeOf(file, declaration));
}

function isAccessTable(file: ParsedFile, { name }: VariableDeclaration): boolean {
  return file.path.startsWith('src/api/') && /Access$/.test(name.getText(file.syntax));
}

/** The expression without `satisfies` and `as`. */
function bare(expression: Expression): Expression {
  return isSatisfiesExpression(expression) || isAsExpression(expression)
    ? bare(expression.expression)
    : expression;
}

function checkMutants(
  file: ParsedFile,
  initializer: Expression,
  declarations: Declarations,
): Mutant[] {
  const table = bare(initializer);
  if (!isArrayLiteralExpression(table)) return [];
  return table.elements.map((row) => {
    const others = table.elements.filter((other) => other !== row);
    const rest = `[${others.map((other) => other.getText(file.syntax)).join(', ')}]`;
    const words = errorWords(wholeText(file, row, declarations));
    const what = { kind: 'check', name: rowName(file, row), words } as const;
    return { ...removal(what, file, table, rest), line: lineOf(file, row) };
  });
}

/** The text of a row and, when it only names a check, of the nearest declaration by that name. */
function wholeText(file: ParsedFile, row: Expression, declarations: Declarations): string {
  const text = row.getText(file.syntax);
  const name = /(\w+)\)?$/.exec(text)?.[1] ?? '';
  const shared = (other: string): number => {
    const parts = other.split('/');
    const differs = file.path.split('/').findIndex((part, at) => part !== parts[at]);
    return differs < 0 ? parts.length : differs;
  };
  const named = [...(declarations.get(name) ?? [])];
  const nearest = named.sort((a, b) => shared(b.file) - shared(a.file))[0];
  return nearest ? `${text} ${nearest.text}` : text;
}

function rowName(file: ParsedFile, row: Expression): string {
  if (isIdentifier(row)) return row.text;
  const text = row.getText(file.syntax);
  if (isCallExpression(row)) {
    const [first] = row.arguments;
    return first && isStringLiteral(first) ? first.text : text;
  }
  if (isSpreadElement(row) || isPropertyAccessExpression(row)) return text;
  return /\bname:\s*['"`]([^'"`]+)/.exec(text)?.[1] ?? text.slice(0, 40).replace(/\s+/g, ' ');
}

const OPEN = "{ open: 'a mutant' }";

function accessMutants(file: ParsedFile, table: Expression): Mutant[] {
  if (!isObjectLiteralExpression(table)) return [];
  return table.properties.flatMap((entry) => {
    const isShort = isShorthandPropertyAssignment(entry);
    if (!isShort && !isPropertyAssignment(entry)) return [];
    const name = entry.name.getText(file.syntax).replace(/['"]/g, '');
    // As requests name the operation, and as the clients of the SDK do.
    const words = [name, name.charAt(0).toLowerCase() + name.slice(1)];
    const what = { kind: 'access', name, words } as const;
    if (isShort) return [removal(what, file, entry, `${name}: ${OPEN}`)];
    return isOpen(file, entry.initializer) ? [] : [removal(what, file, entry.initializer, OPEN)];
  });
}

function isOpen(file: ParsedFile, rule: Expression): boolean {
  return (
    isObjectLiteralExpression(rule) &&
    rule.properties.some(
      (member) => isPropertyAssignment(member) && member.name.getText(file.syntax) === 'open',
    )
  );
}
