import type { RandomBytes } from '../../base/bytes.ts';
import type { KeyRing } from '../../crypto/index.ts';
import type { Store } from '../../store/index.ts';
import type { IamState } from '../iam/state.ts';
import type { Principal } from '../principal.ts';
import type { BrowserSession } from '../sessions/browser-sessions.ts';
import type { Seal } from '../sts/issue.ts';

/** What `aws login` works with. */
export interface LoginParts {
  readonly state: IamState;
  readonly store: Pick<Store, 'read'>;
  readonly random: RandomBytes;
  readonly seal: Seal;
  readonly ring: () => KeyRing;
  /** A function, because the port may be known late. */
  readonly publicUrl: () => string;
  /** Further origins under which clients reach the server (GATEHOUSE_LOGIN_URLS). */
  readonly origins: readonly string[];
  /** Whether root users may use it (GATEHOUSE_LOGIN_ROOT). */
  readonly rootMayLogin: boolean;
  /** Whom a session's credentials are of; undefined when nobody is behind them any more. */
  readonly principalOf: (session: BrowserSession) => Promise<Principal | undefined>;
}
