/** A message in words, before it becomes text or HTML. All of it is plain text but the link. */
export interface Letter {
  /** Words of ours alone: nothing that somebody typed in. */
  readonly subject: string;
  readonly lead: readonly string[];
  readonly code?: string;
  readonly link?: { readonly label: string; readonly path: string };
  /** Labelled values, which may come from strangers. */
  readonly facts?: readonly (readonly [label: string, value: string])[];
  readonly close: readonly string[];
}

/** What the words of every message may need besides its details. */
export interface Occasion {
  /** `1111-2222-3333`, or empty. */
  readonly account: string;
  /** When it happened, in words. */
  readonly at: string;
}

const LONGEST_VALUE = 200;

/** A value of strangers as one line of plain text, cut where it is too long to be read. */
export function plainValue(value: string): string {
  const line = value.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return line.length > LONGEST_VALUE ? `${line.slice(0, LONGEST_VALUE)}…` : line;
}

/** `2026-11-22 09:35 UTC`. */
export function momentOf(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** R232: `1111-2222-3333`. */
export function accountNumber(account: string): string {
  return account.replace(/^(\d{4})(\d{4})(\d{4})$/, '$1-$2-$3');
}
