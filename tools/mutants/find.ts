/**
 * What can be taken away from the source: the stages of a call (statements marked `// stage: …`),
 * the rows of check tables (arrays of `Check`), and the entries of access tables, whose rule is
 * replaced by open access. Each removal must make some test fail.
 */
import {
  type Expression,
  isArrayLiteralExpression,
  isAsExpression,
  isBlock,
  isIdentifier,
  isObjectLiteralExpression,
  isPropertyAssignment,
  isSatisfiesExpression,
  isShorthandPropertyAssignment,
  isSourceFile,
  isVariableDeclaration,
  type Node,
  type VariableDeclaration,
} from 'typescript/unstable/ast';
import { isTest, lineOf, type ParsedFile, walk } from '../tree.ts';

/** The tree with one thing taken away. */
export interface Mutant {
  readonly kind: 'stage' | 'check' | 'access';
  readonly file: string;
  readonly line: number;
  /** The stage, the check or the operation. */
  readonly name: string;
  /** The whole text of the file after the removal. */
  readonly text: string;
}

/** A name that stays the same while the lines around it move. */
export function idOf({ kind, file, name }: Mutant): string {
  return `${kind} ${file} ${name}`;
}

/** Every mutant of the tree, in the order of the files. */
export function findMutants(files: readonly ParsedFile[]): Mutant[] {
  return files
    .filter((file) => file.path.startsWith('src/') && !isTest(file.path))
    .flatMap((file) => [...stageMutants(file), ...tableMutants(file)]);
}

const STAGE = /\/\/ stage: (.+)$/;

function stageMutants(file: ParsedFile): Mutant[] {
  return file.text.split('\n').flatMap((content, index) => {
    const name = STAGE.exec(content)?.[1]?.trim();
    if (name === undefined) return [];
    const isAlone = content.trimStart().startsWith('//');
    const statement = statementOn(file, index + (isAlone ? 2 : 1));
    if (!statement) return [];
    return [{ ...origin('stage', file, statement, name), text: without(file, statement, '') }];
  });
}

function statementOn(file: ParsedFile, line: number): Node | undefined {
  let found: Node | undefined;
  walk(file.syntax, (node) => {
    const { parent } = node;
    if (found || !parent || !(isBlock(parent) || isSourceFile(parent))) return;
    if (lineOf(file, node) === line) found = node;
  });
  return found;
}

function tableMutants(file: ParsedFile): Mutant[] {
  const found: Mutant[] = [];
  walk(file.syntax, (node) => {
    if (!isVariableDeclaration(node) || !node.initializer) return;
    if (isCheckTable(file, node)) found.push(...checkMutants(file, node.initializer));
    if (isAccessTable(file, node)) found.push(...accessMutants(file, bare(node.initializer)));
  });
  return found;
}

function isCheckTable(file: ParsedFile, { type }: VariableDeclaration): boolean {
  return type !== undefined && /^readonly Check<[\s\S]*>\[\]$/.test(type.getText(file.syntax));
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

function checkMutants(file: ParsedFile, initializer: Expression): Mutant[] {
  const table = bare(initializer);
  if (!isArrayLiteralExpression(table)) return [];
  return table.elements.map((row) => {
    const others = table.elements.filter((other) => other !== row);
    const rest = `[${others.map((other) => other.getText(file.syntax)).join(', ')}]`;
    return {
      ...origin('check', file, row, rowName(file, row)),
      text: without(file, table, rest),
    };
  });
}

function rowName(file: ParsedFile, row: Expression): string {
  if (isIdentifier(row)) return row.text;
  const text = row.getText(file.syntax);
  return /\bname:\s*['"`]([^'"`]+)/.exec(text)?.[1] ?? text.slice(0, 40).replace(/\s+/g, ' ');
}

const OPEN = "{ open: 'a mutant' }";

function accessMutants(file: ParsedFile, table: Expression): Mutant[] {
  if (!isObjectLiteralExpression(table)) return [];
  return table.properties.flatMap((entry) => {
    if (isShorthandPropertyAssignment(entry)) {
      const name = entry.name.getText(file.syntax);
      return [
        {
          ...origin('access', file, entry, name),
          text: without(file, entry, `${name}: ${OPEN}`),
        },
      ];
    }
    if (!isPropertyAssignment(entry) || isOpen(file, entry.initializer)) return [];
    const name = entry.name.getText(file.syntax).replace(/['"]/g, '');
    return [
      { ...origin('access', file, entry, name), text: without(file, entry.initializer, OPEN) },
    ];
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

function origin(
  kind: Mutant['kind'],
  file: ParsedFile,
  node: Node,
  name: string,
): Omit<Mutant, 'text'> {
  return { kind, file: file.path, line: lineOf(file, node), name };
}

function without(file: ParsedFile, node: Node, replacement: string): string {
  const { text } = file;
  return text.slice(0, node.getStart(file.syntax)) + replacement + text.slice(node.getEnd());
}
