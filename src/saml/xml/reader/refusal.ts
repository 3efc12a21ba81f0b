import type { XmlProblem, XmlProblemKind } from './problem.ts';

/** What the parts of the reader throw to each other; `readXml` turns it into a problem. */
export class XmlRefusal extends Error {
  readonly kind: XmlProblemKind;
  /** Index of the UTF-16 code unit where the trouble begins; -1 when there is no text yet. */
  readonly offset: number;

  constructor(kind: XmlProblemKind, offset: number, detail: string) {
    super(detail);
    this.kind = kind;
    this.offset = offset;
  }
}

/** Ends reading. */
export function refuse(kind: XmlProblemKind, offset: number, detail: string): never {
  throw new XmlRefusal(kind, offset, detail);
}

/** The problem of a refusal, with the place counted in the text. */
export function problemOf({ kind, offset, message }: XmlRefusal, text: string): XmlProblem {
  if (offset < 0) return { kind, line: 0, column: 0, detail: message };
  let line = 1;
  let lineStart = 0;
  for (;;) {
    const newline = text.indexOf('\n', lineStart);
    if (newline < 0 || newline >= offset) break;
    line += 1;
    lineStart = newline + 1;
  }
  return { kind, line, column: offset - lineStart + 1, detail: message };
}
