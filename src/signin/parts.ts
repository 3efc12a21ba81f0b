import type { RandomBytes } from '../base/bytes.ts';
import type { Clock } from '../base/clock.ts';
import type { BrowserSessionParts } from '../calls/browser-session.ts';
import type { RedeemParts } from '../calls/redeem.ts';
import { addressKey, type Throttle, tokensOf } from '../calls/throttle.ts';
import type { FederationParts, FederationRequest } from '../domain/federation/tried.ts';
import type { IamState } from '../domain/iam/state.ts';
import type { Seal } from '../domain/sts/issue.ts';
import { beginWork, type WorkInProgress } from '../domain/work.ts';
import { refuse } from '../failures/aws-error.ts';
import type { Visit } from './service.ts';

/** What signing in works with. */
export interface SigninParts {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly state: IamState;
  readonly seal: Seal;
  readonly federation: FederationParts;
  readonly redeem: RedeemParts;
  readonly credentials: BrowserSessionParts;
  /** Seals sign-in tokens; what was not sealed here does not open. */
  readonly signinTokens: {
    readonly seal: (text: string) => string;
    readonly open: (sealed: string) => string | undefined;
  };
  /** Shared with the AWS calls: failing here and there is one and the same to an address. */
  readonly addressThrottle: Throttle;
  readonly publicUrl: () => string;
  /** The home region. */
  readonly region: string;
}

/** A visit as what it asks for is judged. */
export function requestOf(
  { clock, region }: SigninParts,
  visit: Visit,
  inRegion: string = region,
): FederationRequest {
  const { requestId, address, userAgent, secure } = visit;
  return {
    requestId,
    now: clock(),
    region: inRegion,
    sourceAddress: address,
    userAgent,
    secure,
  };
}

/** Work for an account outside of a redeemed try. */
export function beginSigninWork(
  { random, redeem, clock }: SigninParts,
  account: string,
): WorkInProgress {
  return beginWork({ account, now: clock(), random, read: redeem.store.read });
}

/** Throws LIMIT-001 for an address that failed too often; charge it with `chargeAddress`. */
export function requirePatience({ addressThrottle, clock }: SigninParts, { address }: Visit): void {
  const permitted = addressThrottle.permits(addressKey(address), clock());
  if (!permitted) throw refuse('LIMIT-001', { who: address }); // stage: throttle visits
}

/** A refused visit costs its address tokens, the more the longer was what it posted. */
export function chargeAddress(
  { addressThrottle, clock }: SigninParts,
  { address }: Visit,
  posted: string,
): void {
  addressThrottle.charge(addressKey(address), clock(), tokensOf(posted.length)); // stage: charge visits
}
