import { html } from '../../../http/html.ts';
import { layout } from '../../../http/layout.ts';
import { fieldView } from '../../pages/fields.ts';
import type { SigninFrame } from '../../pages/frame.ts';
import { backLink, form } from './fields.ts';

/** What the page of a recovery's link is shown with. */
export interface LinkView {
  readonly token: string;
  readonly email: string;
  /** True when the password that was sent was not right. */
  readonly wrong: boolean;
}

/** Asks for the password once more before the devices are removed. */
export function removalPage(frame: SigninFrame, { token, email, wrong }: LinkView): string {
  const { texts } = frame;
  const title = texts('recovery.remove.title');
  const password = fieldView({
    id: 'password',
    label: texts('signin.password'),
    error: wrong ? texts('signin.notice.incorrect') : undefined,
    attributes: html`type="password" autocomplete="current-password" required maxlength="128"`,
  });
  const fields = html`<input type="email" name="username" autocomplete="username" value="${email}" readonly hidden>
${password}<button>${texts('recovery.remove.submit')}</button>`;
  const content = html`<h1>${title}</h1>
<p>${texts('recovery.remove.lead', { email })}</p>
${form(frame, '/signin/remove-mfa', { token }, fields)}`;
  return layout(frame, title, content, { narrow: true, below: backLink(frame) });
}

/** Opening a link changes nothing: programs that look at mails open links as well. */
export function cancelPage(
  frame: SigninFrame,
  { token, email }: Pick<LinkView, 'token' | 'email'>,
): string {
  const { texts } = frame;
  const title = texts('recovery.cancel.title');
  const button = html`<button>${texts('recovery.cancel.submit')}</button>`;
  const content = html`<h1>${title}</h1>
<p>${texts('recovery.cancel.lead', { email })}</p>
${form(frame, '/signin/cancel-recovery', { token }, button)}`;
  return layout(frame, title, content, { narrow: true, below: backLink(frame) });
}
