import type { PathStep } from '../places.ts';
import type { findingTexts } from './texts.ts';

export type FindingCode = keyof typeof findingTexts;

/** Something about a policy that its author should know. */
export interface Finding {
  readonly code: FindingCode;
  /** What it is about, as steps from the document: `['Statement', 0, 'Action', 2]`. */
  readonly path: readonly PathStep[];
  /** What the text of the code names. */
  readonly details: Readonly<Record<string, string>>;
  /** The offset in the text, for a text that is not JSON and has no paths. */
  readonly at?: number;
}

/** The kinds of policy that are looked at. */
export type JudgedKind = 'identity' | 'trust' | 'boundary' | 'scp';

/** A finding without further details. */
export function finding(
  code: FindingCode,
  path: readonly PathStep[],
  details: Readonly<Record<string, string>> = {},
): Finding {
  return { code, path, details };
}
