import type { ClaimedWorkforce } from '../../domain/sign-in/index.ts';
import { passwordNotice } from '../flow/notices.ts';
import { STEP_PATH, type StepPage, type StepVisit, type Told } from '../flow/step.ts';
import { portalForgot, portalSignIn } from './addresses.ts';
import { portalPasswordPage } from './pages/sign-in.ts';
import { SHOW_SCRIPT } from './show-script.ts';

/** The page of the password step of a workforce user (R248). */
export function workforcePasswordPage(
  visit: StepVisit,
  { identityStoreId, userName }: ClaimedWorkforce,
  told: Told,
): StepPage {
  const { flow, frame, now } = visit;
  const { destination } = flow.state;
  const back = portalSignIn(identityStoreId, destination);
  const html = portalPasswordPage(frame, {
    ...told,
    action: STEP_PATH,
    fields: { flow: flow.flowId, step: 'password' },
    notice: passwordNotice(frame, flow.state, back, now),
    userName,
    backUrl: back,
    forgotUrl: portalForgot(identityStoreId, userName),
    script: SHOW_SCRIPT.path,
  });
  return { html, scripts: true };
}
