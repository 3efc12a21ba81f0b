import type { Principal } from '../domain/principal.ts';
import type { Work } from '../domain/work.ts';

/**
 * What a handler knows of the call it serves. Handlers know no protocol: they read through `work`,
 * put their statements into its plan, and answer the operation's output.
 */
export interface Call {
  readonly requestId: string;
  /** The region of the call's credential scope. */
  readonly region: string;
  readonly now: number;
  readonly principal: Principal;
  /** The caller's account: `principal.account`. */
  readonly account: string;
  /** Fresh for each try: a handler whose plan meets a changed state runs again from its start. */
  readonly work: Work;
  readonly sourceAddress: string;
  readonly userAgent: string;
  readonly secure: boolean;
}
