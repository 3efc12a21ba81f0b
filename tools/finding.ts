/**
 * What a check says when it finds something: where, what is wrong, and how to mend it. Every tool
 * of this folder speaks through these few functions.
 */

/** One thing to mend. Lines count from one. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly mend: string;
}

/** `src/a.ts:12: what is wrong`, and the mend on a line of its own. */
export function formatFinding({ file, line, message, mend }: Finding): string {
  return `${file}:${line}: ${message}\n    mend: ${mend}`;
}

/** Prints the findings and the sentence they are measured by; sets the exit code of a tool. */
export function report(sentence: string, findings: readonly Finding[]): void {
  for (const finding of findings) console.error(formatFinding(finding));
  console.log(`${sentence}: ${findings.length === 0 ? 'ok' : `failed (${findings.length})`}`);
  if (findings.length > 0) process.exitCode = 1;
}

/** The finding that a generated file is not what its source gives, or undefined when it is. */
export function outOfSync(
  file: string,
  present: string | undefined,
  wanted: string,
  command: string,
): Finding | undefined {
  if (present === wanted) return undefined;
  const mend = `run ${command} and commit the result`;
  if (present === undefined) return { file, line: 1, message: 'the file is missing', mend };
  const before = present.split('\n');
  const line = wanted.split('\n').findIndex((text, index) => text !== before[index]) + 1;
  return { file, line: line || before.length, message: 'the file is not in sync', mend };
}
