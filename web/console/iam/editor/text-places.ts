/** A place in a text as the server counts it: lines and columns from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** The offset of a place; the end of the text for one behind it. */
export function offsetOf(text: string, { line, column }: TextPlace): number {
  let from = 0;
  for (let at = 1; at < line; at += 1) {
    const end = text.indexOf('\n', from);
    if (end < 0) return text.length;
    from = end + 1;
  }
  return Math.min(from + Math.max(column - 1, 0), text.length);
}

/** Where the line of an offset begins and ends. */
export function lineAround(text: string, offset: number): readonly [start: number, end: number] {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return [start, end < 0 ? text.length : end];
}

/** How many lines a text has. */
export function lineCount(text: string): number {
  return text.split('\n').length;
}

/** The text with two blanks for each level; unchanged when it is not JSON. */
export function formatted(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/**
 * The text around a statement, whose places the server tells behind its opening and its closing
 * brace: before it, itself, after it.
 */
export function cutStatement(
  text: string,
  start: TextPlace,
  end: TextPlace,
): readonly [before: string, statement: string, after: string] {
  const from = Math.max(offsetOf(text, start) - 1, 0);
  const to = offsetOf(text, end);
  return [text.slice(0, from), text.slice(from, to), text.slice(to)];
}
