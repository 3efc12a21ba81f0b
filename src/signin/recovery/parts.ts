import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Passwords } from '../../calls/call.ts';
import { commitOnce } from '../../calls/commit-once.ts';
import type { AuditEvent } from '../../domain/audit/record.ts';
import type { Asker, RecoveryParts } from '../../domain/recovery/index.ts';
import type { WorkInProgress } from '../../domain/work.ts';
import type { NewAttempt } from '../../failures/attempt.ts';
import type { Language } from '../../http/language.ts';
import { type ChallengeParts, sendWait, tryOf } from '../challenge/index.ts';
import { visitOf } from '../context.ts';
import type { SigninFrame } from '../pages/frame.ts';
import { beginSigninWork, type SigninParts } from '../parts.ts';

/** What the pages of recovery and registration work with; compose/ brings it. */
export interface RecoveryPageParts {
  readonly signin: SigninParts;
  readonly challenge: ChallengeParts;
  readonly recovery: RecoveryParts;
  readonly passwords: Passwords;
  /** Whether anybody may register an account. */
  readonly selfRegistration: boolean;
}

/** Work outside of any account, for this visit. */
export function beginRecoveryWork({ signin }: RecoveryPageParts): WorkInProgress {
  return beginSigninWork(signin, '');
}

/** Who asks, as mails and events tell of it. */
export function askerOf(
  { signin }: RecoveryPageParts,
  request: FastifyRequest,
  language: Language,
): Asker {
  const { address, userAgent, requestId, secure } = visitOf(request);
  const { region } = signin;
  return { sourceAddress: address, userAgent, requestId, secure, region, language };
}

/** What is written besides the plan, in the same transaction. */
export interface Written {
  readonly events?: readonly AuditEvent[];
  readonly attempts?: readonly NewAttempt[];
}

/**
 * Commits the plan of a work with its events and attempts. False when what it was decided from is no
 * longer true: a link was used in another tab, an address was given to somebody else.
 */
export async function commitRecovery(
  { signin: { redeem } }: RecoveryPageParts,
  { plan }: WorkInProgress,
  { events = [], attempts = [] }: Written = {},
): Promise<boolean> {
  const statements = [...plan.statements, ...events.map(redeem.writeEvent)];
  for (const attempt of attempts) statements.push(...(await redeem.recordAttempt(attempt)));
  return await commitOnce(redeem.store, { statements, changes: plan.changes });
}

/** How often a code is judged anew when another one of the same use was faster. */
const MOST_TRIES = 10;

/**
 * Judges a code in a plan of its own until that commits, and answers what came of it; undefined when
 * others were always faster. Of codes that are guessed at the same moment each costs a try: what is
 * not committed is told to nobody.
 */
export async function judgeInPlan<Answer>(
  parts: RecoveryPageParts,
  judge: (work: WorkInProgress) => Promise<Written & { readonly answer: Answer }>,
): Promise<Answer | undefined> {
  for (let count = 1; count <= MOST_TRIES; count += 1) {
    const work = beginRecoveryWork(parts);
    const { answer, ...written } = await judge(work);
    if (await commitRecovery(parts, work, written)) return answer;
  }
  return undefined;
}

/**
 * Counts a message to an address. True when it may be sent; else the page of the wait was answered.
 * What is mailed has a quota, but one that many requests at the same moment find free together.
 */
export async function maySend(
  { challenge }: RecoveryPageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  to: { readonly frame: SigninFrame; readonly email: string; readonly next: string },
): Promise<boolean> {
  const { frame, email, next } = to;
  const tried = tryOf(challenge, request, { kind: 'root', email }, 'recovery');
  const begun = await challenge.throttle.begin(tried, challenge.clock());
  if (begun.outcome === 'counted') return true;
  const { requestId } = visitOf(request);
  sendWait(reply, frame, { seconds: begun.seconds, next, requestId });
  return false;
}
