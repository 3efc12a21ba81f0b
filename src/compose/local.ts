import { systemRandom } from '../base/bytes.ts';
import { uuid } from '../base/ids.ts';
import type { AuditEvent } from '../domain/audit/record.ts';
import { beginWork, type Work } from '../domain/work.ts';
import { GuardFailed } from '../store/index.ts';
import type { Parts } from './parts.ts';

/** The principal of commands on the server's own machine, as events name it. */
export const LOCAL_OPERATOR = 'local-operator';
const SOURCE = 'gatehouse.internal';
const MOST_TRIES = 5;

/** What a local change is called in the event history. */
export interface LocalAction {
  readonly account: string;
  readonly name: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** True of what was looked at and not changed. */
  readonly readOnly?: boolean;
}

/** Reads through a `Work` and changes nothing. */
export async function readLocally<Result>(
  parts: Parts,
  account: string,
  body: (work: Work) => Promise<Result>,
): Promise<Result> {
  return await body(begin(parts, account));
}

/**
 * Carries out a change that no AWS call asked for: set-up, bootstrap and commands of the operator.
 * It commits with its event, like every other change, and starts again when its state was stale.
 */
export async function changeLocally<Result>(
  parts: Parts,
  action: LocalAction,
  body: (work: Work) => Result | Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    const work = begin(parts, action.account);
    const result = await body(work);
    const event = parts.writeEvent(localEvent(parts, action, work.now));
    try {
      await parts.store.commit({
        statements: [...work.plan.statements, event],
        changes: work.plan.changes,
      });
      return result;
    } catch (error) {
      if (!(error instanceof GuardFailed) || attempt === MOST_TRIES) throw error;
    }
  }
}

function begin({ clock, store }: Parts, account: string) {
  return beginWork({ account, now: clock(), random: systemRandom, read: store.read });
}

function localEvent({ config }: Parts, action: LocalAction, now: number): AuditEvent {
  return {
    account: action.account,
    eventId: uuid(),
    requestId: uuid(),
    time: now,
    region: config.region,
    source: SOURCE,
    name: action.name,
    readOnly: action.readOnly ?? false,
    userIdentity: { type: 'AWSService', invokedBy: LOCAL_OPERATOR, accountId: action.account },
    userName: LOCAL_OPERATOR,
    accessKeyId: undefined,
    sourceAddress: SOURCE,
    userAgent: LOCAL_OPERATOR,
    error: undefined,
    requestParameters: action.parameters,
    responseElements: null,
    additionalEventData: undefined,
    resources: [],
    sharedEventId: undefined,
    apiVersion: undefined,
    tls: undefined,
  };
}
