import type { Environment } from './services.ts';
import { languageOf, type toldFailure } from './telling.ts';

/** What doctor says about one thing it looked at. */
export interface Finding {
  readonly check: string;
  readonly outcome: 'ok' | 'warning' | 'problem';
  readonly found: string;
  readonly remedy?: string;
}

/** Everything is as it should be. */
export function good(check: string, found: string): Finding {
  return { check, outcome: 'ok', found };
}

/** Something stands in the way of running, or of running safely. */
export function bad(check: string, found: string, remedy: string): Finding {
  return { check, outcome: 'problem', found, remedy };
}

/** A failure of the catalogue as a finding. */
export function badFailure(
  check: string,
  told: ReturnType<typeof toldFailure>,
  environment: Environment,
): Finding {
  return bad(check, `${told.code}: ${told.message}`, told.fix[languageOf(environment)]);
}

const MARKS = { ok: 'ok     ', warning: 'warning', problem: 'PROBLEM' } as const;

/** The findings as lines; a remedy stands under what it mends. */
export function findingsText(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ check, outcome, found, remedy }) => [
    `${MARKS[outcome]}  ${check}: ${found}`,
    ...(remedy ? [`           → ${remedy}`] : []),
  ]);
  return `${lines.join('\n')}\n`;
}
