import type { Throttle } from '../../calls/throttle.ts';
import type { SsoParts } from '../../domain/identity-center/sso-parts.ts';
import type { SigninParts } from '../parts.ts';

/** What the pages of `aws sso login` work with. */
export interface SsoPageParts {
  readonly signin: SigninParts;
  readonly sso: SsoParts;
  /** Wrong codes, by session and by address: a code has 34 bits, and lives ten minutes. */
  readonly codeTries: Throttle;
}
