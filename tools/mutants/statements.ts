/** Mutants of statements: stages of a call, conditions of guarded writes, refusals. */
import {
  isBlock,
  isCallExpression,
  isFunctionDeclaration,
  isIfStatement,
  isPropertyAccessExpression,
  isReturnStatement,
  isSourceFile,
  isStringLiteral,
  isThrowStatement,
  isVariableStatement,
  type Node,
} from 'typescript/unstable/ast';
import { lineOf, type ParsedFile, walk } from '../tree.ts';
import { errorWords, type Mutant, removal } from './mutant.ts';

const STAGE = /\/\/ stage: (.+)$/;

/** A file without one of the statements that are marked as stages. */
export function stageMutants(file: ParsedFile): Mutant[] {
  return file.text.split('\n').flatMap((content, index) => {
    const name = STAGE.exec(content)?.[1]?.trim();
    if (name === undefined) return [];
    const isAlone = content.trimStart().startsWith('//');
    const statement = statementOn(file, index + (isAlone ? 2 : 1));
    if (!statement) return [];
    const words = errorWords(statement.getText(file.syntax));
    return [removal({ kind: 'stage', name, words }, file, statement)];
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

/** A condition that only says which row is meant; the others say in which state it has to be. */
const NAMES_THE_ROW = /^'\w+_id', '='/;

/**
 * A file without one of the conditions (`.where(…)`) of a statement that changes or deletes rows.
 * They are what makes things single-use and races safe.
 */
export function guardMutants(file: ParsedFile): Mutant[] {
  const found: Mutant[] = [];
  walk(file.syntax, (node) => {
    if (!isCallExpression(node) || !isPropertyAccessExpression(node.expression)) return;
    const { expression: before, name: method } = node.expression;
    if (method.text !== 'where' || !changesRows(before)) return;
    const given = node.arguments.map((each) => textOf(file, each).replace(/\s+/g, ' '));
    if (NAMES_THE_ROW.test(given.join(', '))) return;
    const name = `${functionAround(node)}: ${given.join(' ')}`;
    const shorter = removal({ kind: 'guard', name, words: [] }, file, node, textOf(file, before));
    found.push({ ...shorter, line: lineOf(file, method) });
  });
  return found;
}

function textOf(file: ParsedFile, node: Node): string {
  return node.getText(file.syntax);
}

/** True for a chain of calls that begins with `updateTable` or `deleteFrom`. */
function changesRows(chain: Node): boolean {
  if (!isCallExpression(chain) || !isPropertyAccessExpression(chain.expression)) return false;
  const { expression, name } = chain.expression;
  return ['updateTable', 'deleteFrom'].includes(name.text) || changesRows(expression);
}

/** Rooms whose refusals answer callers; those of tools and of starting are another matter. */
const ANSWERING = /^src\/(?:api|calls|domain|portal|signin)\//;

/** A file without one of its refusals: `if (…) throw …` and `if (…) return failure(…)`. */
export function refusalMutants(file: ParsedFile): Mutant[] {
  if (!ANSWERING.test(file.path)) return [];
  const found: Mutant[] = [];
  walk(file.syntax, (node) => {
    if (!isIfStatement(node) || node.elseStatement) return;
    const { thenStatement } = node;
    const only =
      isBlock(thenStatement) && thenStatement.statements.length === 1
        ? thenStatement.statements[0]
        : thenStatement;
    if (!only || !refuses(textOf(file, only), only)) return;
    const words = [...errorWords(textOf(file, only)), ...sentences(only)];
    const condition = textOf(file, node.expression).replace(/\s+/g, ' ');
    const name = `${functionAround(node)}: ${condition}`;
    // An empty block, since the refusal may itself be the only statement of another condition.
    found.push(removal({ kind: 'refusal', name, words }, file, node, '{}'));
  });
  return found;
}

function refuses(text: string, statement: Node): boolean {
  if (isThrowStatement(statement)) return !/^throw (?:new Error\(|error\b)/.test(text);
  return isReturnStatement(statement) && /\b(?:failure|refuse|refused)\(\s*'/.test(text);
}

/** The texts of a refusal that a test may assert. */
function sentences(statement: Node): string[] {
  const found: string[] = [];
  walk(statement, (node) => {
    if (isStringLiteral(node) && node.text.length >= 8) found.push(node.text);
  });
  return found;
}

/** The name of the nearest function, or of the constant at the top of the file. */
function functionAround(node: Node): string {
  for (let at: Node | undefined = node; at; at = at.parent) {
    if (isFunctionDeclaration(at) && at.name) return at.name.text;
    if (isVariableStatement(at) && isSourceFile(at.parent)) {
      return at.declarationList.declarations[0]?.name.getText() ?? 'module';
    }
  }
  return 'module';
}
