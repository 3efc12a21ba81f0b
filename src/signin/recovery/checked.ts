import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Claimed } from '../../domain/sign-in/flow-state.ts';
import { challengeDue, type DueCheck } from '../../domain/sign-in/risk.ts';
import { askForCheck, readAnswer, sendWait, tryOf } from '../challenge/index.ts';
import { field, type SigninContext, send, visitOf } from '../context.ts';
import { knownBrowser } from '../csrf.ts';
import type { SigninFrame } from '../pages/frame.ts';
import { checkPage } from './pages/forgot.ts';
import type { RecoveryPageParts } from './parts.ts';

/** Something that a stranger can ask for once the security check is passed. */
export interface CheckedAction {
  /** Binds puzzles to the purpose. */
  readonly name: string;
  /** Where the check is posted. */
  readonly action: string;
  readonly person: Claimed;
  /** Fields that travel with the check. */
  readonly kept: Readonly<Record<string, string>>;
  /** Where signing in is begun anew; as the root user unless told. */
  readonly back?: string;
}

/** Shows the security check of an action, a fresh one after a wrong answer. */
export async function showCheck(
  parts: RecoveryPageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  frame: SigninFrame,
  checked: CheckedAction,
  failed?: string,
): Promise<FastifyReply> {
  const due = await checkOf(parts, request, checked);
  const asked = askForCheck(parts.challenge, placeOf(request, checked), due);
  const view = { ...asked, action: checked.action, failed };
  const page = checkPage(frame, view, checked.kept, checked.back);
  return send(reply, 200, page, { scripts: due.kind === 'work' });
}

/** What is asked for by strangers is always checked, whatever the operator set for sign-in. */
async function checkOf(
  { challenge }: RecoveryPageParts,
  request: FastifyRequest,
  { person }: CheckedAction,
): Promise<DueCheck> {
  const tried = tryOf(challenge, request, person, 'recovery');
  const standing = await challenge.throttle.standing(tried, challenge.clock());
  const { kind } = challenge.settings;
  return challengeDue({ when: 'always', kind }, { ...tried, standing }) ?? { kind, bits: 16 };
}

function placeOf(request: FastifyRequest, { name }: CheckedAction) {
  return { flow: name, browser: knownBrowser(request) ?? '' };
}

/**
 * Judges the answer to the check and counts the request. True when the action may be carried out; else
 * the page that stands in the way was answered. Not the reply itself: to await one is to wait until it
 * was sent, and gives undefined.
 */
export async function passCheck(
  context: SigninContext,
  parts: RecoveryPageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  checked: CheckedAction,
): Promise<boolean> {
  const frame = context.frame(request, reply);
  const { challenge } = parts;
  const given = readAnswer((name) => field(request, name));
  if (given.refresh) {
    await showCheck(parts, request, reply, frame, checked);
    return false;
  }
  const now = challenge.clock();
  const { address } = visitOf(request);
  const judged = await challenge.judge(given, placeOf(request, checked), now, address);
  if (judged.failed) {
    await showCheck(parts, request, reply, frame, checked, judged.failed.code);
    return false;
  }
  const tried = tryOf(challenge, request, checked.person, 'recovery');
  const begun = await challenge.throttle.begin(tried, now);
  if (begun.outcome === 'counted') return true;
  const { requestId } = visitOf(request);
  sendWait(reply, frame, { seconds: begun.seconds, next: checked.back ?? '/signin', requestId });
  return false;
}
