import type { FastifyReply, FastifyRequest } from 'fastify';
import { systemRandom } from '../../base/bytes.ts';
import type { Clock } from '../../base/clock.ts';
import { addressKey, type Throttle } from '../../calls/throttle.ts';
import type { JudgeAnswer } from '../../domain/sign-in/challenge/judge.ts';
import type { PuzzleSeal } from '../../domain/sign-in/challenge/puzzle.ts';
import type { Claimed } from '../../domain/sign-in/flow-state.ts';
import {
  type BrowserSeal,
  type KnownBrowser,
  readKnownBrowser,
  rememberPerson,
} from '../../domain/sign-in/known-browser.ts';
import type { Purpose, SignInTry } from '../../domain/sign-in/lanes.ts';
import { type ChallengeSettings, challengeDue, type DueCheck } from '../../domain/sign-in/risk.ts';
import type { SignInThrottle } from '../../domain/sign-in/throttle.ts';
import { readCookie, setCookie } from '../../http/cookies.ts';
import type { Language } from '../../http/language.ts';
import { visitOf } from '../context.ts';
import type { Voice } from './sound.ts';

/** What throttles and checks whoever signs in; compose/ brings it. */
export interface ChallengeParts {
  readonly clock: Clock;
  readonly throttle: SignInThrottle;
  readonly judge: JudgeAnswer;
  readonly settings: ChallengeSettings;
  readonly puzzles: PuzzleSeal;
  readonly browsers: BrowserSeal;
  /** Pictures and sounds: by address, and `all` for the process. */
  readonly drawings: { readonly byAddress: Throttle; readonly all: Throttle };
  readonly voice: (language: Language) => Voice;
}

/** The longest that browsers keep a cookie (RFC 6265bis). */
const LONGEST_COOKIE = 400 * 24 * 60 * 60;

/** Who signed in on this browser before; undefined for a new one. */
export function knownBrowserOf(
  { browsers }: ChallengeParts,
  request: FastifyRequest,
): KnownBrowser | undefined {
  return readKnownBrowser(browsers, readCookie(request, 'device'));
}

/**
 * Notes in the browser's cookie that this person signed in on it, or came by a link that was mailed
 * to them: from now on failures of strangers elsewhere do not hold them up here.
 */
export function rememberBrowser(
  parts: ChallengeParts,
  request: FastifyRequest,
  reply: FastifyReply,
  person: Claimed,
): void {
  const browser = knownBrowserOf(parts, request);
  const value = rememberPerson(parts.browsers, browser, person, systemRandom);
  setCookie(request, reply, 'device', value, LONGEST_COOKIE);
}

/** A try of this request, for `SignInThrottle.begin`. */
export function tryOf(
  parts: ChallengeParts,
  request: FastifyRequest,
  person: Claimed,
  purpose: Purpose = 'password',
): SignInTry {
  const address = addressKey(visitOf(request).address);
  return { purpose, person, address, browser: knownBrowserOf(parts, request) };
}

/** The security check that has to be passed before this person's secret is looked at, if any. */
export async function dueCheckOf(
  parts: ChallengeParts,
  tried: SignInTry,
): Promise<DueCheck | undefined> {
  const standing = await parts.throttle.standing(tried, parts.clock());
  return challengeDue(parts.settings, { ...tried, standing });
}
