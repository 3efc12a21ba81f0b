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

/** A run of characters without `*`. One that has a `?` is compared code by code. */
interface Run {
  readonly literal: string;
  readonly length: number;
  /** Character codes with -1 for `?`; undefined for plain text, which is searched as a string. */
  readonly codes: readonly number[] | undefined;
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
    let from = first.length;
    const end = text.length - last.length;
    if (!standsAt(first, text, 0) || !standsAt(last, text, end)) return false;
    for (const run of rest) {
      const at = find(run, text, from, end);
      if (at < 0) return false;
      from = at + run.length;
    }
    return true;
  };
}

function splitRuns(tokens: readonly GlobToken[]): Run[] {
  const runs: Run[] = [];
  let from = 0;
  for (let at = 0; at <= tokens.length; at += 1) {
    if (at < tokens.length && tokens[at] !== anyText) continue;
    // A run between two neighbouring stars is empty and asks for nothing.
    if (at > from || from === 0 || at === tokens.length) runs.push(readRun(tokens, from, at));
    from = at + 1;
  }
  return runs;
}

function readRun(tokens: readonly GlobToken[], from: number, to: number): Run {
  const parts = tokens.slice(from, to);
  if (!parts.includes(anyCharacter)) {
    const literal = parts.length === 1 ? String(parts[0]) : parts.join('');
    return { literal, length: literal.length, codes: undefined };
  }
  const codes: number[] = [];
  for (const part of parts) {
    if (typeof part !== 'string') codes.push(HOLE);
    else for (let at = 0; at < part.length; at += 1) codes.push(part.charCodeAt(at));
  }
  return { literal: '', length: codes.length, codes };
}

function exactTest(run: Run): TextTest {
  const { literal, codes, length } = run;
  if (!codes) return (text) => text === literal;
  return (text) => text.length === length && standsAt(run, text, 0);
}

function edgesTest(first: Run, last: Run): TextTest {
  const shortest = first.length + last.length;
  if (shortest === 0) return () => true;
  if (last.length === 0 && !first.codes) {
    const { literal } = first;
    return (text) => text.startsWith(literal);
  }
  return (text) =>
    text.length >= shortest &&
    standsAt(first, text, 0) &&
    standsAt(last, text, text.length - last.length);
}

function standsAt({ literal, codes }: Run, text: string, at: number): boolean {
  if (!codes) return text.startsWith(literal, at);
  for (let index = 0; index < codes.length; index += 1) {
    const code = codes[index];
    if (code !== HOLE && code !== text.charCodeAt(at + index)) return false;
  }
  return true;
}

function find(run: Run, text: string, from: number, end: number): number {
  if (!run.codes) {
    const at = text.indexOf(run.literal, from);
    return at >= 0 && at + run.length <= end ? at : -1;
  }
  for (let at = from; at + run.length <= end; at += 1) {
    if (standsAt(run, text, at)) return at;
  }
  return -1;
}
