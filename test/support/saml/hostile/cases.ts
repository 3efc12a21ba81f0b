/** The form of a hostile case: a live response in, something that must not become a session out. */
import type { FailureCode } from '../../../../src/failures/catalogue.ts';
import type { Live } from './live.ts';

/** One attack. */
export interface HostileCase {
  readonly name: string;
  /** Makes the attack; what the form field carries after base64. */
  readonly make: (live: Live) => string | Buffer;
  /** The code of the first check that refuses it. */
  readonly code: FailureCode;
}
