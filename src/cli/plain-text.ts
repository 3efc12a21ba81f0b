/**
 * Text for terminals. Values in it may be a stranger's: what would move the cursor, hide itself or
 * turn the direction of reading is written as an escape, and columns are counted as terminals do.
 */

/** What has no glyph of its own, and spaces that look like the ordinary one. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;
const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const EDGE_SPACES = /^ +| +$/g;

function escapeOf(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return NAMED[character] ?? `\\u{${point.toString(16)}}`;
}

/** A value in one line, every character of it visible. */
export function visible(value: string): string {
  return value
    .replace(INVISIBLE, escapeOf)
    .replace(EDGE_SPACES, (spaces) => '\\u{20}'.repeat(spaces.length));
}

const INVISIBLE_IN_JSON = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;

/** JSON of two spaces' indentation in which invisible characters are escapes, and a line end. */
export function safeJson(value: unknown): string {
  const escaped = (text: string) =>
    text.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const lines = JSON.stringify(value, null, 2).split('\n');
  return `${lines.map((line) => line.replace(INVISIBLE_IN_JSON, escaped)).join('\n')}\n`;
}

/** Characters that terminals show two columns wide (Unicode, East Asian Width W and F). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const COMBINING = /[\p{Mn}\p{Me}]/u;

/** How many columns a text takes. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (COMBINING.test(character)) continue;
    columns += WIDE.test(character) ? 2 : 1;
  }
  return columns;
}

/** The text with spaces behind it up to `columns`. */
export function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/** The text in lines of at most `columns`, broken at spaces; a longer word is broken anywhere. */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const together = line === '' ? word : `${line} ${word}`;
    if (columnsOf(together) <= columns) {
      line = together;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = broken(word, columns);
    line = pieces.pop() ?? '';
    lines.push(...pieces);
  }
  return [...lines, line].map((each) => each.trimEnd());
}

function broken(word: string, columns: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let taken = 0;
  for (const character of word) {
    const width = columnsOf(character);
    if (taken + width > columns && piece !== '') {
      pieces.push(piece);
      piece = '';
      taken = 0;
    }
    piece += character;
    taken += width;
  }
  return [...pieces, piece];
}
