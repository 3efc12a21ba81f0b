import { type Html, html } from '../../../http/html.ts';
import { csrfField, hiddenFields, type SigninFrame } from '../../pages/frame.ts';

/** A field of a form with its label, its hint and what was wrong with it. */
export interface FieldView {
  readonly name: string;
  readonly label: string;
  readonly attributes: Html;
  readonly value?: string | undefined;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

/** Shows a field; hint and error are read out with it. */
export function field({ name, label, attributes, value, hint, error }: FieldView): Html {
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return html`<div class="field">
<label for="${name}">${label}</label>
${hint !== undefined && html`<p class="hint" id="${name}-hint">${hint}</p>`}
${error !== undefined && html`<p class="error" id="${name}-error">${error}</p>`}
<input id="${name}" name="${name}" ${attributes}${value !== undefined && html` value="${value}"`}${
    described !== '' && html` aria-describedby="${described}"`
  }${error !== undefined && html` aria-invalid="true" autofocus`}>
</div>`;
}

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
${field({
  name: 'password',
  label: texts('signin.change.new'),
  hint: texts('signin.change.rules'),
  error,
  attributes: html`type="password" autocomplete="new-password" required maxlength="128"`,
})}
${field({
  name: 'again',
  label: texts('signin.change.again'),
  attributes: html`type="password" autocomplete="new-password" required maxlength="128"`,
})}`;
}

/** The field of a mailed code. */
export function codeField({ texts }: SigninFrame, wrong: boolean): Html {
  return field({
    name: 'code',
    label: texts('signin.code.label'),
    hint: texts('signin.code.hint'),
    error: wrong ? texts('signin.code.wrong') : undefined,
    attributes: html`type="text" inputmode="numeric" autocomplete="one-time-code" required maxlength="12"`,
  });
}

/** The way back to the sign-in page. */
export function backLink({ texts }: SigninFrame): Html {
  return html`<p class="below"><a href="/signin">${texts('recovery.back')}</a></p>`;
}
