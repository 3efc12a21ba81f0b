import type { PolicyDocument, Statement } from './document.ts';
import { variableKeys } from './pattern.ts';

/**
 * The condition keys that a statement looks at: those of its conditions, and those that its policy
 * variables stand for, in the letters in which they are written, each once.
 */
export function statementContextKeys(statement: Statement, variables: boolean): string[] {
  const found = new Map<string, string>();
  const note = (key: string): void => {
    const known = key.toLowerCase();
    if (!found.has(known)) found.set(known, key);
  };
  for (const { key } of statement.conditions) note(key);
  if (variables) {
    const texts = [
      ...(statement.resource?.patterns ?? []),
      ...statement.conditions.flatMap(({ values }) => values),
    ];
    for (const text of texts) for (const key of variableKeys(text)) note(key);
  }
  return [...found.values()];
}

/** The condition keys of all statements of a document, each once. */
export function contextKeysOf({ version, statements }: PolicyDocument): string[] {
  const found = new Map<string, string>();
  for (const statement of statements) {
    for (const key of statementContextKeys(statement, version === '2012-10-17')) {
      if (!found.has(key.toLowerCase())) found.set(key.toLowerCase(), key);
    }
  }
  return [...found.values()];
}
