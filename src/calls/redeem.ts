import type { RandomBytes } from '../base/bytes.ts';
import type { RecordAttempt } from '../domain/attempts/index.ts';
import type { EventWriter } from '../domain/audit/events.ts';
import type { Issued, RatedSession, Refused, Tried } from '../domain/federation/tried.ts';
import type { RoleSession } from '../domain/sts/role-session.ts';
import { beginWork, type Work, workFor } from '../domain/work.ts';
import { refuse } from '../failures/aws-error.ts';
import {
  GuardFailed,
  type Plan,
  type Statement,
  type Store,
  UniqueViolation,
} from '../store/index.ts';
import { principalKey, roleKey, type Throttle } from './throttle.ts';

/** What tries to get a role are written down with. */
export interface RedeemParts {
  readonly store: Store;
  readonly random: RandomBytes;
  readonly writeEvent: EventWriter;
  readonly recordAttempt: RecordAttempt;
  readonly principalThrottle: Throttle;
  /**
   * Events of refusals that anybody could have caused, by account: beyond it they are attempts
   * alone, so that a stranger fills nobody's history.
   */
  readonly strangerThrottle: Throttle;
}

/** Work whose plan commits together with the event of a session. */
export type WorkOf = (account: string) => Work;

/** How often a try begins anew when another one changed what it had read. */
const MOST_TRIES = 10;

/**
 * Makes a try to get credentials and writes it down: its attempt always, its event where the history has
 * it. A session is answered after all of it is durable, together with whatever `attempt` adds to
 * the plan through its work; what was refused is written with the next group.
 *
 * `attempt` runs again from its start when its plan meets what another one was faster to write.
 *
 * @throws AwsError Throttling when the role gets more sessions than its rate allows; StoreError
 */
export async function redeem<Answer, Session extends RatedSession = RoleSession>(
  parts: RedeemParts,
  now: number,
  attempt: (workOf: WorkOf) => Promise<Tried<Answer, Session>>,
): Promise<Tried<Answer, Session>> {
  for (let count = 1; ; count += 1) {
    const work = beginWork({ account: '', now, random: parts.random, read: parts.store.read });
    const tried = await attempt((account) => workFor(work, account));
    if (tried.outcome === 'refused') {
      const plan = await planOfRefusal(parts, tried, now);
      // What a refusal ends has ended once it is answered.
      const ends = plan.changes.length > 0;
      await (ends ? parts.store.commit(plan) : parts.store.append(plan)); // stage: record refusals
      return tried;
    }
    throttleAnswers(parts, tried, now); // stage: throttle roles
    const plan = await planOf(parts, tried, work.plan, now);
    if (tried.onlyRead) {
      await parts.store.append(plan); // stage: record readings
      return tried;
    }
    try {
      await parts.store.commit(plan); // stage: record sessions
      return tried;
    } catch (error) {
      const raced = error instanceof UniqueViolation || error instanceof GuardFailed;
      if (!raced || count === MOST_TRIES) throw error;
    }
  }
}

function throttleAnswers(
  { principalThrottle }: RedeemParts,
  { session }: Issued<unknown, RatedSession>,
  now: number,
): void {
  const [key, who] = rateOf(session);
  if (!principalThrottle.take(key, now)) throw refuse('LIMIT-001', { who });
}

function rateOf(session: RatedSession): readonly [key: string, who: string] {
  if ('rate' in session) return [session.rate.key, session.rate.who];
  return 'principal' in session
    ? [principalKey(session.principal), session.principal.arn]
    : [roleKey(session.role.account, session.role.roleId), session.role.arn];
}

async function planOf(
  parts: RedeemParts,
  tried: Issued<unknown, RatedSession>,
  plan: Plan,
  now: number,
): Promise<Plan> {
  const { event, fromStranger = false, attempt, body } = tried;
  const statements: Statement[] = [...plan.statements, ...tried.statements];
  const tells = event && (!fromStranger || parts.strangerThrottle.take(event.account, now));
  if (tells) statements.push(parts.writeEvent(event));
  if (attempt) statements.push(...(await parts.recordAttempt(attempt, body)));
  return { statements, changes: [...plan.changes, ...(tried.changes ?? [])] };
}

async function planOfRefusal(parts: RedeemParts, tried: Refused, now: number): Promise<Plan> {
  const { event, fromStranger, attempt, body } = tried;
  const recorded = attempt ? await parts.recordAttempt(attempt, body) : [];
  const statements: Statement[] = [...(tried.statements ?? []), ...recorded];
  const tells = event && (!fromStranger || parts.strangerThrottle.take(event.account, now));
  if (tells) statements.unshift(parts.writeEvent(event));
  return { statements, changes: [...(tried.changes ?? [])] };
}
