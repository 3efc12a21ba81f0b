import { type Html, html } from '../../../http/html.ts';
import { fieldView } from '../../pages/fields.ts';
import { csrfField, hiddenFields, type SigninFrame } from '../../pages/frame.ts';

/** A form of these pages with its token and its hidden fields. */
export function form(
  frame: SigninFrame,
  action: string,
  hidden: Readonly<Record<string, string | undefined>>,
  content: Html,
): Html {
  return html`<form method="post" action="${action}">
${csrfField(frame)}${hiddenFields({ ...hidden, lang: frame.language })}
${content}
</form>`;
}

/** The two fields of a new password; the address beside them is for password managers. */
export function newPasswordFields(
  { texts }: SigninFrame,
  email: string,
  error: string | undefined,
): Html {
  return html`<input type="email" name="username" autocomplete="username" value="${email}" readonly hidden>
${fieldView({
  id: 'password',
  label: texts('signin.change.new'),
  hint: texts('setup.password.rules'),
  error,
  attributes: html`type="password" autocomplete="new-password" required maxlength="128"`,
})}
${fieldView({
  id: 'again',
  label: texts('signin.change.again'),
  attributes: html`type="password" autocomplete="new-password" required maxlength="128"`,
})}`;
}

/** The field of a mailed code. */
export function codeField({ texts }: SigninFrame, wrong: boolean): Html {
  return fieldView({
    id: 'code',
    label: texts('signin.code.label'),
    hint: texts('signin.code.hint'),
    error: wrong ? texts('signin.code.wrong') : undefined,
    attributes: html`type="text" inputmode="numeric" autocomplete="one-time-code" required maxlength="12"`,
  });
}

/**
 * The way back to signing in: as the root user, whom these pages are for, whoever signed in last on
 * this browser.
 */
export function backLink({ texts }: SigninFrame, to = '/signin/root'): Html {
  return html`<p class="below"><a href="${to}">${texts('recovery.back')}</a></p>`;
}
