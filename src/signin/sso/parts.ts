import type { Throttle } from '../../calls/throttle.ts';
import type { SsoParts } from '../../domain/identity-center/sso/sso-parts.ts';
import type { SigninParts } from '../parts.ts';

/** Wrong codes of devices, counted by who is signed in and by network address. */
export interface CodeTries {
  readonly bySession: Throttle;
  readonly byAddress: Throttle;
}

/** What the pages of `aws sso login` work with. */
export interface SsoPageParts {
  readonly signin: SigninParts;
  readonly sso: SsoParts;
  /** Wrong codes: a code has 34 bits, and lives ten minutes. */
  readonly codeTries: CodeTries;
}
