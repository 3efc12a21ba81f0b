const MOST_CHARACTERS = 255;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be shown as they are.
const UNSHOWABLE = /[\u0000-\u001f\u007f-\u009f]/g;

/** A value of a token as messages carry it: on one line, at most 255 characters. */
export function shown(text: string): string {
  const line = text.replace(UNSHOWABLE, '\ufffd');
  return line.length <= MOST_CHARACTERS ? line : `${line.slice(0, MOST_CHARACTERS)}…`;
}

/** The same in backticks. */
export function quoted(text: string): string {
  return `\`${shown(text)}\``;
}

/** Values in backticks, in a row. */
export function listed(texts: readonly string[]): string {
  return texts.length === 0 ? 'none' : shown(texts.map((text) => `\`${text}\``).join(', '));
}
