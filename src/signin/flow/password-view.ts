import { iamPage, rootPasswordPage } from '../pages/password-pages.ts';
import { forgotUrl, hostsOf, iamUrl, mainUrl, rootUrl } from './addresses.ts';
import { currentNotice, NOTICE, passwordNotice, secondsLeft } from './notices.ts';
import type { FlowParts } from './parts.ts';
import { STEP_PATH, type StepPage, type StepVisit } from './step.ts';

/** The page of the password step, of a root user or of an IAM user. */
export function showPassword(parts: FlowParts, visit: StepVisit): StepPage {
  const { flow, frame, now } = visit;
  const { claimed, destination, remember } = flow.state;
  const notice = currentNotice(flow.state, now);
  const retryAfter = secondsLeft(notice, now);
  const common = {
    action: STEP_PATH,
    fields: { flow: flow.flowId, step: 'password' },
    isWrong: notice !== undefined && notice.code !== NOTICE.enterAgain,
    passwordMissing: notice?.code === NOTICE.passwordMissing,
  };
  const way = { destination };
  const html =
    claimed.kind === 'root'
      ? rootPasswordPage(frame, {
          ...common,
          notice: passwordNotice(frame, flow.state, iamUrl(way), now),
          email: claimed.email,
          selfRegistration: parts.selfRegistration,
          mainUrl: mainUrl(way),
          forgotUrl: forgotUrl(claimed.email),
        })
      : iamPage(frame, {
          ...common,
          notice: passwordNotice(frame, flow.state, rootUrl(way), now),
          account: claimed.account,
          userName: claimed.userName,
          remember,
          rootUrl: rootUrl(way),
          forgotUrl: forgotUrl(),
          hosts: hostsOf(parts.publicUrl()),
        });
  return { html, ...(retryAfter === undefined ? {} : { status: 429, retryAfter }) };
}
