import type { Claimed } from '../../domain/sign-in/index.ts';
import { iamPage, rootPasswordPage } from '../pages/password-pages.ts';
import { workforcePasswordPage } from '../workforce/password-view.ts';
import { forgotUrl, hostsOf, iamUrl, rootUrl } from './addresses.ts';
import { currentNotice, NOTICE, passwordNotice, secondsLeft } from './notices.ts';
import type { FlowParts } from './parts.ts';
import { SILENT_SCRIPT, silentCheck } from './silent-check.ts';
import { IAM_PATH, STEP_PATH, type StepPage, type StepVisit, type Told } from './step.ts';

/** The page of the password step, of a root user or of an IAM user. */
export async function showPassword(parts: FlowParts, visit: StepVisit): Promise<StepPage> {
  const { state } = visit.flow;
  const notice = currentNotice(state, visit.now);
  const retryAfter = secondsLeft(notice, visit.now);
  const waiting = retryAfter === undefined ? {} : { status: 429, retryAfter };
  const told = {
    isWrong: notice !== undefined && notice.code !== NOTICE.enterAgain,
    passwordMissing: notice?.code === NOTICE.passwordMissing,
  };
  return { ...(await pageOf(parts, visit, told)), ...waiting };
}

async function pageOf(parts: FlowParts, visit: StepVisit, told: Told): Promise<StepPage> {
  const { claimed } = visit.flow.state;
  switch (claimed.kind) {
    case 'root':
      return rootPage(parts, visit, claimed.email, told);
    case 'user':
      return await userPage(parts, visit, claimed, told);
    case 'workforce':
      return workforcePasswordPage(visit, claimed, told);
  }
}

function rootPage(parts: FlowParts, visit: StepVisit, email: string, told: Told): StepPage {
  const { flow, frame, now } = visit;
  const { destination } = flow.state;
  const html = rootPasswordPage(frame, {
    ...told,
    action: STEP_PATH,
    fields: { flow: flow.flowId, step: 'password' },
    notice: passwordNotice(frame, flow.state, iamUrl({ destination }), now),
    email,
    selfRegistration: parts.selfRegistration,
    mainUrl: rootUrl({ destination }),
    forgotUrl: forgotUrl(email),
  });
  return { html };
}

async function userPage(
  parts: FlowParts,
  visit: StepVisit,
  { account, userName }: Extract<Claimed, { readonly kind: 'user' }>,
  told: Told,
): Promise<StepPage> {
  const { flow, frame, now, browser } = visit;
  const { destination, remember, securityCheck } = flow.state;
  const due = securityCheck === 'passed' ? undefined : await visit.dueCheck();
  const inside = silentCheck(parts.challenge, browser, due);
  const html = iamPage(frame, {
    ...told,
    action: IAM_PATH,
    fields: { flow: flow.flowId, destination },
    notice: passwordNotice(frame, flow.state, rootUrl({ destination }), now),
    account,
    userName,
    remember,
    rootUrl: rootUrl({ destination }),
    forgotUrl: forgotUrl(),
    hosts: hostsOf(parts.publicUrl()),
    ...(inside ? { inside, script: SILENT_SCRIPT.path } : {}),
  });
  return { html, scripts: inside !== undefined };
}
