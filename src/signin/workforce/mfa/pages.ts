import { type Html, html } from '../../../http/html.ts';
import { layout } from '../../../http/layout.ts';
import { STEP_PATH } from '../../flow/step.ts';
import { SIX_DIGITS } from '../../pages/code-page.ts';
import { fieldView, titleOf } from '../../pages/fields.ts';
import { csrfField, hiddenFields, type SigninFrame } from '../../pages/frame.ts';
import { passkeyFormView } from '../../pages/passkey-form.ts';
import { trustField } from '../../pages/trust-field.ts';

/** What every page of an enrolment shows. */
export interface EnrolFrame {
  readonly flowId: string;
  readonly userName: string;
  readonly notice: Html | undefined;
  readonly isWrong: boolean;
  /** True where the instance allows both types of device. */
  readonly mayChoose: boolean;
  /** True where the person may call this browser a trusted device. */
  readonly mayTrust: boolean;
}

export const ENROL_STEP = 'enrol';
/** The picture for authenticator apps of the flow that is asked for. */
export const PICTURE_PATH = '/signin/enrolment-picture';

function stepFields(frame: SigninFrame, { flowId }: EnrolFrame): Html {
  return html`${csrfField(frame)}${hiddenFields({ flow: flowId, step: ENROL_STEP })}`;
}

function page(
  frame: SigninFrame,
  view: EnrolFrame,
  content: Html,
  more: { readonly script?: string; readonly below?: Html } = {},
): string {
  const { texts } = frame;
  const title = texts('signin.enrol.title');
  const other = html`<form class="again" method="post" action="${STEP_PATH}">
${stepFields(frame, view)}
<button class="quiet" name="another" value="yes">${texts('signin.enrol.another')}</button>
</form>`;
  const { script, below } = more;
  const whole = html`<h1>${title}</h1>${view.notice}
<p>${texts('signin.enrol.lead', { user: view.userName })}</p>
${content}${view.mayChoose && other}`;
  return layout(frame, titleOf(frame, title, view.isWrong), whole, {
    narrow: true,
    ...(script === undefined ? {} : { script }),
    ...(below === undefined ? {} : { below: html`<section class="below">${below}</section>` }),
  });
}

/** Which type of device somebody wants to use. */
export function enrolChoicePage(frame: SigninFrame, view: EnrolFrame): string {
  const { texts } = frame;
  const choice = (kind: 'passkey' | 'authenticator', first: boolean) =>
    html`<label><input type="radio" name="kind" value="${kind}" required${first && html` checked autofocus`}><b>${texts(`signin.enrol.${kind}`)}</b><small>${texts(`signin.enrol.${kind}.hint`)}</small></label>`;
  const content = html`<form method="post" action="${STEP_PATH}">
${stepFields(frame, view)}
<fieldset class="plain"><legend class="hidden">${texts('signin.mfa.legend')}</legend>
<div class="pick">${choice('passkey', true)}${choice('authenticator', false)}</div></fieldset>
<button>${texts('signin.next')}</button>
</form>`;
  return page(frame, { ...view, mayChoose: false }, content);
}

/** An authenticator app: its picture, its seed as text, and the first code. */
export function authenticatorPage(
  frame: SigninFrame,
  view: EnrolFrame & { readonly seed: string; readonly serverTime: string },
): string {
  const { texts } = frame;
  const picture = `${PICTURE_PATH}?${new URLSearchParams({ flow: view.flowId }).toString()}`;
  const spaced = (view.seed.match(/.{1,4}/g) ?? []).join(' ');
  const content = html`<ol>
<li>${texts('signin.enrol.app.install')}</li>
<li>${texts('signin.enrol.app.scan')}
<p><img src="${picture}" width="200" height="200" alt="${texts('signin.enrol.app.picture')}"></p>
<details><summary>${texts('signin.enrol.app.manual')}</summary>
<p>${texts('signin.enrol.app.key')}<br><code id="seed">${spaced}</code></p></details></li>
<li>${texts('signin.enrol.app.code')}</li>
</ol>
<form method="post" action="${STEP_PATH}">
${stepFields(frame, view)}
${fieldView({
  id: 'code',
  label: texts('signin.mfa.code'),
  hint: texts('signin.mfa.code.hint'),
  attributes: SIX_DIGITS,
  className: 'code',
})}
${trustField(frame, view.mayTrust)}
<button>${texts('signin.enrol.submit')}</button>
</form>`;
  const below = html`<details${view.isWrong && html` open`}><summary>${texts('signin.mfa.clock')}</summary>
<p>${texts('signin.mfa.clock.text', { time: view.serverTime })}</p></details>`;
  return page(frame, view, content, { below });
}

/** A passkey, which needs a script; without one, and in browsers without passkeys, it says so (R052). */
export function newPasskeyPage(
  frame: SigninFrame,
  view: EnrolFrame & { readonly options: string; readonly script: string },
): string {
  const { texts } = frame;
  const content = passkeyFormView(frame, {
    options: view.options,
    fields: stepFields(frame, view),
    lead: texts('signin.enrol.passkey.lead'),
    button: { id: 'make-passkey', text: texts('signin.enrol.passkey.start') },
    mayTrust: view.mayTrust,
  });
  return page(frame, view, content, { script: view.script });
}

/** A type that cannot be enrolled here, with the reason. */
export function cannotEnrolPage(frame: SigninFrame, view: EnrolFrame, reason: string): string {
  return page(frame, view, html`<p class="warning">${reason}</p>`);
}

/** Somebody who may not sign in without a device, and has none (aws-facts H7). */
export function blockedPage(frame: SigninFrame, userName: string, requestId: string): string {
  const { texts } = frame;
  const title = texts('signin.blocked.title');
  const content = html`<h1>${title}</h1>
<p>${texts('signin.blocked.lead', { user: userName })}</p>
<p>${texts('signin.blocked.fix')}</p>
<p><small>${texts('signin.notice.request')} <code id="request">${requestId}</code></small></p>`;
  return layout(frame, titleOf(frame, title, true), content, { narrow: true });
}
