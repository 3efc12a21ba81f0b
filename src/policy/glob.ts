/** A piece of a text pattern once its variables have values. */
export type GlobToken = string | typeof anyText | typeof anyCharacter;

/** `*`: any number of characters. */
export const anyText = Symbol('*');
/** `?`: exactly one character. */
export const anyCharacter = Symbol('?');

export type TextTest = (text: string) => boolean;

/** The tokens of a pattern that knows `*` and `?` but no variables. */
export function globTokens(pattern: string): GlobToken[] {
  return pattern
    .split(/([*?])/)
    .filter((part) => part !== '')
    .map((part) => (part === '*' ? anyText : part === '?' ? anyCharacter : part));
}

/** A run of characters without `*`; a hole (-1) stands for `?`. Text without holes is searched. */
interface Run {
  readonly literal: string | undefined;
  readonly codes: readonly number[];
}

const HOLE = -1;

/**
 * Compiles `*` and `?` patterns. Each run between two stars is looked for once, leftmost, and no
 * choice is ever taken back, so that the work is bounded by the pattern's length times the text's.
 */
export function compileGlob(tokens: readonly GlobToken[]): TextTest {
  const runs = splitRuns(tokens);
  const [first, ...rest] = runs as [Run, ...Run[]];
  const last = rest.pop();
  if (!last) return exactTest(first);
  if (rest.length === 0) return edgesTest(first, last);
  return (text) => {
    let from = first.codes.length;
    const end = text.length - last.codes.length;
    if (end < from || !standsAt(first, text, 0) || !standsAt(last, text, end)) return false;
    for (const run of rest) {
      const at = find(run, text, from, end);
      if (at < 0) return false;
      from = at + run.codes.length;
    }
    return true;
  };
}

function splitRuns(tokens: readonly GlobToken[]): Run[] {
  const runs: number[][] = [[]];
  for (const token of tokens) {
    if (token === anyText) {
      runs.push([]);
    } else {
      const run = runs[runs.length - 1] ?? [];
      if (token === anyCharacter) run.push(HOLE);
      else for (let at = 0; at < token.length; at += 1) run.push(token.charCodeAt(at));
    }
  }
  // A run between two neighbouring stars is empty and asks for nothing.
  const edge = runs.length - 1;
  return runs
    .filter((codes, index) => codes.length > 0 || index === 0 || index === edge)
    .map((codes) => ({ codes, literal: codes.includes(HOLE) ? undefined : textOf(codes) }));
}

function textOf(codes: readonly number[]): string {
  let text = '';
  for (const code of codes) text += String.fromCharCode(code);
  return text;
}

function exactTest(run: Run): TextTest {
  const { literal, codes } = run;
  if (literal !== undefined) return (text) => text === literal;
  return (text) => text.length === codes.length && standsAt(run, text, 0);
}

function edgesTest(first: Run, last: Run): TextTest {
  const prefix = first.codes.length;
  const shortest = prefix + last.codes.length;
  if (shortest === 0) return () => true;
  if (last.codes.length === 0 && first.literal !== undefined) {
    const { literal } = first;
    return (text) => text.startsWith(literal);
  }
  return (text) =>
    text.length >= shortest &&
    standsAt(first, text, 0) &&
    standsAt(last, text, text.length - last.codes.length);
}

function standsAt(run: Run, text: string, at: number): boolean {
  if (run.literal !== undefined) return text.startsWith(run.literal, at);
  const { codes } = run;
  for (let index = 0; index < codes.length; index += 1) {
    const code = codes[index];
    if (code !== HOLE && code !== text.charCodeAt(at + index)) return false;
  }
  return true;
}

function find(run: Run, text: string, from: number, end: number): number {
  if (run.literal !== undefined) {
    const at = text.indexOf(run.literal, from);
    return at >= 0 && at + run.codes.length <= end ? at : -1;
  }
  for (let at = from; at + run.codes.length <= end; at += 1) {
    if (standsAt(run, text, at)) return at;
  }
  return -1;
}
