import type { Principal } from '../domain/principal.ts';
import { rootUserOf } from '../domain/recovery/root-user.ts';
import type { Claimed } from '../domain/sign-in/flow-state.ts';
import type { SignInThrottle } from '../domain/sign-in/throttle.ts';
import type { Work } from '../domain/work.ts';
import { refuse } from '../failures/aws-error.ts';
import type { Store } from '../store/index.ts';
import type { OwnPassword, Passwords } from './call.ts';
import { remembered } from './remembered.ts';
import { addressKey } from './throttle.ts';

/** What one call counts its tries with. */
export interface OwnPasswordParts {
  readonly store: Store;
  readonly signInThrottle: SignInThrottle;
  readonly passwords: Passwords;
}

/** Verifies for one call; what was verified in it is neither counted nor hashed again. */
export function createOwnPassword(
  { store, signInThrottle, passwords }: OwnPasswordParts,
  call: {
    readonly principal: Principal;
    readonly sourceAddress: string;
    readonly now: number;
    readonly work: Work;
  },
): OwnPassword {
  const verified = new Map<string, Promise<boolean>>();
  const { principal, now } = call;
  const address = addressKey(call.sourceAddress);

  async function verify(password: string, phc: string | undefined): Promise<boolean> {
    const person = await personOf(principal, call.work);
    const tried = { purpose: 'password', person, address, browser: undefined } as const;
    const begun = await signInThrottle.begin(tried, now);
    if (begun.outcome === 'wait') throw refuse('LIMIT-001', { who: principal.arn }); // stage: throttle guesses
    const right = await passwords.verify(password, phc);
    // Not with the plan of the call: the password was right also if something else is refused.
    if (right) await store.commit({ statements: [...begun.succeeded], changes: [] });
    return right;
  }

  return (password, phc) =>
    remembered(verified, `${phc}\n${password}`, () => verify(password, phc));
}

/** Who signs in with the password of whoever calls. */
async function personOf(principal: Principal, work: Work): Promise<Claimed> {
  const { account, kind } = principal;
  if (kind === 'user') return { kind, account, userName: principal.userName };
  if (kind !== 'root') throw new Error(`${principal.arn} has no password`);
  const root = await rootUserOf(work, { account });
  return { kind, email: root?.email ?? '' };
}
