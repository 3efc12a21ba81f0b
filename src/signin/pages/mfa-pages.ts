import { type Html, html } from '../../http/html.ts';
import { layout } from '../../http/layout.ts';
import { STEP_PATH } from '../flow/step.ts';
import { SIX_DIGITS } from './code-page.ts';
import { fieldView, titleOf } from './fields.ts';
import { csrfField, hiddenFields, type SigninFrame } from './frame.ts';
import { passkeyFormView } from './passkey-form.ts';
import { trustField } from './trust-field.ts';

/** What every page of a second factor shows. */
export interface FactorFrame {
  readonly flowId: string;
  readonly notice: Html | undefined;
  readonly isWrong: boolean;
  readonly who: 'root' | 'user' | 'workforce';
  /** Whether the person may call this browser a trusted device. */
  readonly mayTrust: boolean;
  /** True when the person has other devices to choose from. */
  readonly hasOthers: boolean;
  /** In UTC, for whose clock is wrong (R055). */
  readonly serverTime: string;
}

/** A device, or passkeys as one, to choose from. */
export interface FactorChoice {
  readonly id: string;
  readonly kind: 'virtual' | 'passkey';
  readonly label: string | undefined;
}

function stepFields(frame: SigninFrame, { flowId }: FactorFrame): Html {
  return html`${csrfField(frame)}${hiddenFields({ flow: flowId, step: 'second-factor' })}`;
}

function page(
  frame: SigninFrame,
  view: FactorFrame,
  content: Html,
  more: { readonly below?: Html; readonly script?: string } = {},
): string {
  const title = frame.texts('signin.mfa.title');
  const { script } = more;
  const whole = html`<h1>${title}</h1>${view.notice}${content}${view.hasOthers && anotherDevice(frame, view)}`;
  return layout(frame, titleOf(frame, title, view.isWrong), whole, {
    narrow: true,
    below: html`<section class="below">${more.below}${lostDevice(frame, view)}</section>`,
    ...(script === undefined ? {} : { script }),
  });
}

function anotherDevice(frame: SigninFrame, view: FactorFrame): Html {
  return html`<form class="again" method="post" action="${STEP_PATH}">
${stepFields(frame, view)}
<button class="quiet" name="another" value="yes">${frame.texts('signin.mfa.another')}</button>
</form>`;
}

/** R228: who has lost a device is told the way that there is for them. */
function lostDevice({ texts }: SigninFrame, { who, flowId }: FactorFrame): Html {
  const isWorkforce = who === 'workforce';
  const way =
    who === 'root'
      ? html`<p>${texts('signin.mfa.lost.root')} <a href="/signin/lost-device?${new URLSearchParams({ flow: flowId }).toString()}">${texts('signin.mfa.lost.root.link')}</a></p>`
      : html`<p>${texts(isWorkforce ? 'signin.mfa.lost.workforce' : 'signin.mfa.lost.user')}</p>`;
  return html`<details><summary>${texts('signin.mfa.lost')}</summary>${way}</details>`;
}

/** Which of several devices is at hand. */
export function choicePage(
  frame: SigninFrame,
  view: FactorFrame,
  choices: readonly FactorChoice[],
): string {
  const { texts } = frame;
  const rows = choices.map(
    ({ id, kind, label }, place) =>
      html`<label><input type="radio" name="device" value="${id}" required${place === 0 && html` checked autofocus`}><b>${texts(`signin.mfa.${kind}`)}</b>${label !== undefined && html`<small>${label}</small>`}</label>`,
  );
  const content = html`<p>${texts('signin.mfa.choose')}</p>
<form method="post" action="${STEP_PATH}">
${stepFields(frame, view)}
<fieldset class="plain"><legend class="hidden">${texts('signin.mfa.legend')}</legend>
<div class="pick">${rows}</div></fieldset>
<button>${texts('signin.next')}</button>
</form>`;
  return page(frame, { ...view, hasOthers: false }, content);
}

/** The code of an authenticator app; whoever's clock is wrong finds the server's time (R055). */
export function totpPage(
  frame: SigninFrame,
  view: FactorFrame & { readonly deviceId: string; readonly label: string },
): string {
  const { texts } = frame;
  const content = html`<p>${texts('signin.mfa.code.lead', { device: view.label })}</p>
<form method="post" action="${STEP_PATH}">
${stepFields(frame, view)}
${hiddenFields({ 'code-of': view.deviceId })}
${fieldView({
  id: 'code',
  label: texts('signin.mfa.code'),
  hint: texts('signin.mfa.code.hint'),
  attributes: SIX_DIGITS,
  className: 'code',
})}
${trustField(frame, view.mayTrust)}
<button>${texts('signin.mfa.submit')}</button>
</form>`;
  const clock = html`<details${view.isWrong && html` open`}><summary>${texts('signin.mfa.clock')}</summary>
<p>${texts('signin.mfa.clock.text', { time: view.serverTime })}</p></details>`;
  return page(frame, view, content, { below: clock });
}

/** A passkey, which needs a script: without one, and in browsers without passkeys, it says so (R052). */
export function passkeyPage(
  frame: SigninFrame,
  view: FactorFrame & { readonly options: string; readonly script: string },
): string {
  const { texts } = frame;
  const content = passkeyFormView(frame, {
    options: view.options,
    fields: stepFields(frame, view),
    lead: texts('signin.mfa.passkey.lead'),
    button: { id: 'use-passkey', text: texts('signin.mfa.passkey.start') },
    mayTrust: view.mayTrust,
  });
  return page(frame, view, content, { script: view.script });
}

/** A passkey that cannot be used under this address, with the reason. */
export function unusablePage(frame: SigninFrame, view: FactorFrame, reason: string): string {
  return page(frame, view, html`<p class="warning">${reason}</p>`);
}
