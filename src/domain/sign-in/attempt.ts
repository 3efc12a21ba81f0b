import type { NewAttempt } from '../../failures/attempt.ts';
import { surface } from '../../failures/aws-error.ts';
import type { Failure } from '../../failures/catalogue.ts';
import type { CheckTrace } from '../../failures/check.ts';
import { type AttemptRequest, attemptOf } from '../attempts/index.ts';
import { arnOf, type FoundPerson } from './evidence.ts';
import type { Claimed } from './flow-state.ts';

/** Which part of a sign-in was tried. */
export type SignInStage =
  | 'security check'
  | 'password'
  | 'second factor'
  | 'mailed code'
  | 'new password'
  | 'registration of a device'
  | 'mailed link';

/** What an attempt of somebody who signs in is made from. */
export interface SignInTried {
  /** Undefined where nobody was looked up. */
  readonly person: FoundPerson | undefined;
  /** Whom the visitor named, where nobody was looked up. */
  readonly claimed?: Claimed;
  readonly stage: SignInStage;
  readonly flowId: string;
  readonly traces: readonly CheckTrace[];
  /** Undefined when the stage was passed. */
  readonly failed: Failure | undefined;
  /** Further facts, such as the serial number of a device. Never a secret. */
  readonly facts?: Readonly<Record<string, string | undefined>>;
}

/** The attempt of one stage of a sign-in, with every check. */
export function signInAttempt(request: AttemptRequest, tried: SignInTried): NewAttempt {
  const { person, claimed = person?.claimed, stage, flowId, traces, failed, facts } = tried;
  const told = {
    kind: claimed?.kind === 'workforce' ? 'workforce-sign-in' : 'console-sign-in',
    // A portal's account is known from its address, whoever was named.
    account: person?.account?.account_id ?? (claimed?.kind === 'workforce' ? claimed.account : ''),
    provider: undefined,
    subject: person && arnOf(person),
    roleArn: undefined,
    decision: undefined,
    facts: { stage, flow: flowId, ...facts },
  } as const;
  const refusal = failed && { error: surface(failed), failed };
  return attemptOf(request, told, traces, refusal);
}
