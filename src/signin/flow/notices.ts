import type { FlowState, Notice } from '../../domain/sign-in/index.ts';
import { type Html, html } from '../../http/html.ts';
import { waitText } from '../challenge/wait-page.ts';
import { noticeBox } from '../pages/fields.ts';
import type { SigninFrame } from '../pages/frame.ts';

/**
 * What pages say of a try. Nobody outside can tell apart what has one notice: `incorrect` stands for
 * accounts, users and passwords that do not exist or do not fit.
 */
export const NOTICE = {
  incorrect: 'incorrect',
  wait: 'wait',
  closed: 'SIGN-010',
  suspended: 'SIGN-011',
  expired: 'SIGN-012',
  portalClosed: 'SIGN-105',
  passwordMissing: 'password-missing',
  enterAgain: 'enter-again',
} as const;

/** The notice, unless it was about a wait that is over. */
export function currentNotice({ notice }: FlowState, now: number): Notice | undefined {
  return notice?.until !== undefined && notice.until <= now ? undefined : notice;
}

/** Seconds that have to pass before the next try; undefined when it may come now. */
export function secondsLeft(notice: Notice | undefined, now: number): number | undefined {
  return notice?.until === undefined
    ? undefined
    : Math.max(1, Math.ceil((notice.until - now) / 1000));
}

/** The wait as every step tells it. */
export function waitNotice(frame: SigninFrame, notice: Notice, now: number): Html {
  const time = waitText(frame, secondsLeft(notice, now) ?? 1);
  const { requestId } = notice;
  return noticeBox(frame, frame.texts('signin.notice.wait', { time }), { requestId });
}

/** The same for everything about a portal's users that nobody outside can tell apart. */
function incorrectAtPortal(frame: SigninFrame, requestId: string): Html {
  const { texts } = frame;
  const extra = html`<p>${texts('workforce.notice.incorrect.text')}</p>`;
  return noticeBox(frame, texts('workforce.notice.incorrect'), { requestId, extra });
}

/** What is said about the last password; undefined for nothing, and for what its field says. */
export function passwordNotice(
  frame: SigninFrame,
  state: FlowState,
  otherPage: string,
  now: number,
): Html | undefined {
  const { texts } = frame;
  const notice = currentNotice(state, now);
  if (!notice) return undefined;
  const { requestId } = notice;
  const account = state.claimed.kind === 'user' ? state.claimed.account : '';
  switch (notice.code) {
    case NOTICE.incorrect: {
      const { kind } = state.claimed;
      if (kind === 'workforce') return incorrectAtPortal(frame, requestId);
      const extra = html`<p>${texts(kind === 'root' ? 'signin.notice.page.root' : 'signin.notice.page.iam')} <a href="${otherPage}">${texts(kind === 'root' ? 'signin.iam' : 'signin.byRoot')}</a></p>`;
      return noticeBox(frame, texts('signin.notice.incorrect'), { requestId, extra });
    }
    case NOTICE.wait:
      return waitNotice(frame, notice, now);
    case NOTICE.closed:
      return noticeBox(frame, texts('signin.notice.closed', { account }), { requestId });
    case NOTICE.suspended:
      return noticeBox(frame, texts('signin.notice.suspended', { account }), { requestId });
    case NOTICE.portalClosed:
      return noticeBox(frame, texts('workforce.notice.closed'), { requestId });
    case NOTICE.expired:
      return noticeBox(frame, texts('signin.notice.expired'), { requestId });
    case NOTICE.enterAgain:
      return noticeBox(frame, texts('signin.notice.again'), { calm: true });
    default:
      return undefined;
  }
}
