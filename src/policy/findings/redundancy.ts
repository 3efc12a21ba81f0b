import type { Patterns, PolicyDocument, Statement } from '../document.ts';
import { compileGlob, globTokens } from '../glob.ts';
import { type Finding, finding } from './finding.ts';

/** Patterns that are compared with each other at most; larger documents are not looked through. */
const MOST_COMPARISONS = 40_000;

/** What could be left out without any decision being another. */
export function redundancyFindings({ statements }: PolicyDocument): Finding[] {
  const patterns = statements.reduce(
    (sum, { action, resource }) => sum + action.patterns.length + (resource?.patterns.length ?? 0),
    0,
  );
  if (patterns ** 2 > MOST_COMPARISONS) return [];
  return [...redundantStatements(statements), ...statements.flatMap(redundantActions)];
}

function redundantStatements(statements: readonly Statement[]): Finding[] {
  return statements.flatMap((statement, index) => {
    const covering = statements.findIndex(
      // Of two that say the same the later one is redundant.
      (other, at) =>
        at !== index && covers(other, statement) && (at < index || !covers(statement, other)),
    );
    if (covering < 0) return [];
    return [finding('REDUNDANT_STATEMENT', ['Statement', index], { number: `${covering + 1}` })];
  });
}

function redundantActions({ action }: Statement, index: number): Finding[] {
  const element = action.negated ? 'NotAction' : 'Action';
  const low = action.patterns.map((pattern) => pattern.toLowerCase());
  return low.flatMap((pattern, place) => {
    const covering = low.findIndex(
      (other, at) => at !== place && includes(other, pattern) && (at < place || other !== pattern),
    );
    if (covering < 0) return [];
    const details = {
      value: action.patterns[place] ?? '',
      other: action.patterns[covering] ?? '',
    };
    return [finding('REDUNDANT_ACTION', ['Statement', index, element, place], details)];
  });
}

/** Whether every request that `small` speaks of is one that `large` speaks of, with the same effect. */
function covers(large: Statement, small: Statement): boolean {
  const sameConditions =
    large.conditions.length === 0 ||
    JSON.stringify(large.conditions) === JSON.stringify(small.conditions);
  return (
    large.effect === small.effect &&
    sameConditions &&
    JSON.stringify(large.principal) === JSON.stringify(small.principal) &&
    coversPatterns(lowered(large.action), lowered(small.action)) &&
    coversPatterns(large.resource, small.resource)
  );
}

function lowered({ negated, patterns }: Patterns): Patterns {
  return { negated, patterns: patterns.map((pattern) => pattern.toLowerCase()) };
}

function coversPatterns(large: Patterns | undefined, small: Patterns | undefined): boolean {
  if (!large || !small) return large === small;
  if (large.negated || small.negated) return JSON.stringify(large) === JSON.stringify(small);
  return small.patterns.every((one) => large.patterns.some((other) => includes(other, one)));
}

/**
 * Whether all that `small` fits `large` fits too. A star of `small` may stand for anything, so only
 * a star of `large` can answer for it; texts with variables are compared as they stand.
 */
function includes(large: string, small: string): boolean {
  if (large === small) return true;
  if (large.includes('${') || (large.includes('?') && /[*?]/.test(small))) return false;
  return compileGlob(globTokens(large))(small);
}
