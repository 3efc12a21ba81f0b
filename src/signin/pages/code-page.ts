import { type Html, html } from '../../http/html.ts';
import { layout } from '../../http/layout.ts';
import { STEP_PATH } from '../flow/step.ts';
import { fieldView, titleOf } from './fields.ts';
import { csrfField, hiddenFields, type SigninFrame } from './frame.ts';
import { trustField } from './trust-field.ts';

/** What the page of a mailed code shows. */
export interface CodeView {
  readonly flowId: string;
  /** A masked address or number. */
  readonly sentTo: string;
  readonly notice: Html | undefined;
  readonly isWrong: boolean;
  /** A workforce user, who is asked for other reasons than a root user. */
  readonly isWorkforce: boolean;
  readonly mayTrust: boolean;
}

/** How a field of six digits behaves: keyboards of phones offer digits and fill in what arrives. */
export const SIX_DIGITS = html`type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="12" required autofocus`;

/** Asks for the code that was sent (R166, R233). */
export function codePage(frame: SigninFrame, view: CodeView): string {
  const { texts } = frame;
  const title = texts('signin.code.title');
  const fields = html`${csrfField(frame)}${hiddenFields({ flow: view.flowId, step: 'mailed-code' })}`;
  const content = html`<h1>${title}</h1>
${view.notice}
<p>${texts(view.isWorkforce ? 'signin.code.lead.workforce' : 'signin.code.lead', { to: view.sentTo })}</p>
<form method="post" action="${STEP_PATH}">
${fields}
${fieldView({
  id: 'code',
  label: texts('signin.code.label'),
  hint: texts('signin.code.hint'),
  attributes: SIX_DIGITS,
  className: 'code',
})}
${trustField(frame, view.mayTrust)}
<button>${texts('signin.code.submit')}</button>
</form>
<form class="again" method="post" action="${STEP_PATH}">
${fields}
<button class="quiet" name="resend" value="yes">${texts('signin.code.again')}</button>
</form>`;
  const below = html`<section class="below"><details>
<summary>${texts('signin.code.missing')}</summary>
<p>${texts('signin.code.missing.text')}</p>
</details></section>`;
  return layout(frame, titleOf(frame, title, view.isWrong), content, { narrow: true, below });
}
