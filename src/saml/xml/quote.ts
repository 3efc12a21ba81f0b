const QUOTED_LENGTH = 60;

/** A piece of a document for a detail: in backticks, cut, and without what does not print. */
export function quote(text: string): string {
  const cut = text.length > QUOTED_LENGTH ? `${text.slice(0, QUOTED_LENGTH)}…` : text;
  return `\`${cut.replace(/[\p{C}\p{Zl}\p{Zp}`]/gu, '?')}\``;
}
