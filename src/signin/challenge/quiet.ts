import type { FastifyReply, FastifyRequest } from 'fastify';
import { WORK_PARTS } from '../../domain/sign-in/challenge/work.ts';
import { type DueCheck, EASIEST_BITS } from '../../domain/sign-in/risk.ts';
import { type Html, html } from '../../http/html.ts';
import { field, visitOf } from '../context.ts';
import { browserOf, knownBrowser } from '../csrf.ts';
import { type ChallengeParts, knownBrowserOf } from './parts.ts';
import { askForCheck } from './section.ts';
import { WORK_SCRIPT } from './work-script.ts';

/**
 * A security check that is done while somebody types account, name and password, which are asked for
 * in one form: without it, whoever comes with a new browser would have to type the password twice.
 */
export interface QuietCheck {
  /** Hidden fields for the form. */
  readonly fields: Html;
  /** The path of the script; the answer must allow scripts of this origin. */
  readonly script: string;
}

/** Binds puzzles to forms of this kind; nobody is named yet who could have a flow. */
const FLOW = 'while somebody types';

/**
 * The check for a form; undefined where none will be asked for, as far as that is known before the
 * person is, or where the operator wants pictures.
 *
 * @param due what is known to be due, on a form that is shown again
 */
export function quietCheck(
  parts: ChallengeParts,
  request: FastifyRequest,
  reply: FastifyReply,
  due?: DueCheck,
): QuietCheck | undefined {
  const { when, kind } = parts.settings;
  if (when === 'never' || kind === 'picture') return undefined;
  const isKnown = (knownBrowserOf(parts, request)?.people.length ?? 0) > 0;
  if (!due && when === 'risk' && isKnown) return undefined;
  const place = { flow: FLOW, browser: browserOf(request, reply) };
  const { sealed, puzzle } = askForCheck(parts, place, due ?? { kind, bits: EASIEST_BITS });
  const fields = html`<input type="hidden" name="puzzle" value="${sealed}">
<input type="hidden" name="work" value="" id="challenge-quiet"
data-id="${puzzle.id}" data-bits="${puzzle.bits}" data-parts="${WORK_PARTS}">`;
  return { fields, script: WORK_SCRIPT.path };
}

/** Whether the form brought a check that was done and is as hard as the one that is due. Uses it up. */
export async function quietlyPassed(
  parts: ChallengeParts,
  request: FastifyRequest,
  due: DueCheck,
): Promise<boolean> {
  const given = { puzzle: field(request, 'puzzle'), work: field(request, 'work') };
  const browser = knownBrowser(request);
  if (due.kind !== 'work' || !given.puzzle || !given.work || browser === undefined) return false;
  const answer = { ...given, characters: undefined };
  const place = { flow: FLOW, browser };
  const { address } = visitOf(request);
  const { failed, bits = 0 } = await parts.judge(answer, place, parts.clock(), address);
  return failed === undefined && bits >= due.bits;
}
