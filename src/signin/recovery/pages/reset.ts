import { html } from '../../../http/html.ts';
import { layout } from '../../../http/layout.ts';
import type { SigninFrame } from '../../pages/frame.ts';
import { form, newPasswordFields } from './fields.ts';

/** What the page of a new root password is shown with. */
export interface ResetView {
  readonly token: string;
  readonly email: string;
  /** What was wrong with the password that was sent before. */
  readonly error?: string | undefined;
}

/** R234: "New password", "Confirm new password", "Reset password". */
export function resetPage(frame: SigninFrame, { token, email, error }: ResetView): string {
  const { texts } = frame;
  const title = texts('recovery.reset.title');
  const fields = html`${newPasswordFields(frame, email, error)}
<button>${texts('recovery.reset.submit')}</button>`;
  const content = html`<h1>${title}</h1>
<p>${texts('recovery.reset.lead', { email })}</p>
${form(frame, '/signin/reset', { token }, fields)}`;
  const prefix = error === undefined ? '' : `${texts('signin.error.prefix')} `;
  return layout(frame, `${prefix}${title}`, content, { narrow: true });
}
