import type { Localized } from '../failures/failure.ts';

/** A failure as it crosses the socket. */
export interface ControlFailure {
  readonly code: string;
  readonly message: string;
  readonly fix: Localized;
}

/** What a command answers. */
export type ControlAnswer =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly failure: ControlFailure };
