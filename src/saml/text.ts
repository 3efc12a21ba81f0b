import { textOf, type XmlElement } from './xml/index.ts';

/**
 * The text of an element without the white space of XML around it: identity providers indent what
 * they write, and AWS's validator trims it as well.
 */
export function trimmedText(element: XmlElement): string {
  return trimmed(textOf(element));
}

/** A text without the four white space characters of XML at either end. */
export function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

const SHOWN = 200;
/** Nearly everything, and much faster to try than classes of Unicode. */
const PLAIN = /^[ -~]*$/;

/** What of somebody else's text is shown to administrators: short, on one line, no controls. */
export function shown(text: string): string {
  if (text.length <= SHOWN && PLAIN.test(text)) return text;
  const cut = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  // Direction marks and line separators could make a log or a page say something else.
  return cut.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '?');
}

/** Several texts of somebody else's, shown in one line. */
export function shownList(texts: readonly string[], none = 'none'): string {
  if (texts.length === 0) return none;
  const first = texts.slice(0, 5).map(shown).join(', ');
  return texts.length > 5 ? `${first}, and ${texts.length - 5} more` : first;
}
