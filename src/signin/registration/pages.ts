import { html } from '../../http/html.ts';
import { layout } from '../../http/layout.ts';
import { fieldView } from '../pages/fields.ts';
import type { SigninFrame } from '../pages/frame.ts';
import { backLink, codeField, form, newPasswordFields } from '../recovery/pages/fields.ts';

/** The first form as it is shown, and shown again. */
export interface RegisterView {
  readonly email: string;
  readonly name: string;
  readonly wrong: readonly ('email' | 'name')[];
}

/** Address and name of the account. */
export function registerPage(frame: SigninFrame, { email, name, wrong }: RegisterView): string {
  const { texts } = frame;
  const title = texts('register.title');
  const fields = html`${fieldView({
    id: 'email',
    label: texts('register.email'),
    hint: texts('register.email.hint'),
    error: wrong.includes('email') ? texts('register.error.email') : undefined,
    attributes: html`type="email" autocomplete="username" required maxlength="64" value="${email}"`,
  })}
${fieldView({
  id: 'name',
  label: texts('register.name'),
  hint: texts('register.name.hint'),
  error: wrong.includes('name') ? texts('register.error.name') : undefined,
  attributes: html`type="text" autocomplete="organization" required maxlength="50" value="${name}"`,
})}
<button>${texts('signin.next')}</button>`;
  const content = html`<h1>${title}</h1>
<p>${texts('register.lead')}</p>
${form(frame, '/signin/register', {}, fields)}`;
  return layout(frame, title, content, { narrow: true, below: backLink(frame) });
}

interface StepView {
  readonly registrationId: string;
  readonly email: string;
}

/** The code that proves the address. */
export function codePage(
  frame: SigninFrame,
  { registrationId: registration, email }: StepView,
  wrong: boolean,
): string {
  const { texts } = frame;
  const title = texts('register.code.title');
  const fields = html`${codeField(frame, wrong)}<button>${texts('signin.code.submit')}</button>`;
  const again = html`<button class="plain" name="resend" value="1">${texts('signin.code.again')}</button>`;
  const content = html`<h1>${title}</h1>
<p role="status">${texts('register.code.lead', { email })}</p>
${form(frame, '/signin/register/step', { registration }, fields)}
${form(frame, '/signin/register/step', { registration }, again)}
<p class="hint">${texts('register.code.again')}</p>`;
  return layout(frame, title, content, { narrow: true, below: backLink(frame) });
}

/** The root password. */
export function passwordPage(
  frame: SigninFrame,
  { registrationId: registration, email }: StepView,
  error: string | undefined,
): string {
  const { texts } = frame;
  const title = texts('register.password.title');
  const fields = html`${newPasswordFields(frame, email, error)}
<button>${texts('register.password.submit')}</button>`;
  const content = html`<h1>${title}</h1>
<p>${texts('register.password.lead', { email })}</p>
${form(frame, '/signin/register/step', { registration }, fields)}`;
  const prefix = error === undefined ? '' : `${texts('signin.error.prefix')} `;
  return layout(frame, `${prefix}${title}`, content, { narrow: true });
}

/** The account is there. */
export function donePage(frame: SigninFrame, account: string): string {
  const { texts } = frame;
  const title = texts('register.done.title');
  const content = html`<h1>${title}</h1>
<p role="status">${texts('register.done.lead')}</p>
<dl class="pairs"><dt>${texts('register.done.account')}</dt><dd><code id="account">${account}</code></dd></dl>`;
  return layout(frame, title, content, { narrow: true, below: backLink(frame) });
}
