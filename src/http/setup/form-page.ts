import { type Html, html } from '../html.ts';
import { layout } from '../layout.ts';
import type { FieldMistake, SetupField, SetupForm } from './form.ts';
import type { SetupFrame } from './frame.ts';
import type { SetupTexts } from './texts.ts';

/** What the form is shown with. */
export interface FormView {
  readonly token: string;
  readonly accountId: string;
  readonly email: string;
  /** The form as it was sent before, when it comes back with mistakes. */
  readonly sent?: SetupForm;
  readonly mistakes: readonly FieldMistake[];
}

/** The form that sets the root password and creates the first administrator. */
export function formPage(frame: SetupFrame, view: FormView): string {
  const { texts } = frame;
  const { mistakes } = view;
  const title = texts('setup.title');
  const content = html`<h1>${title}</h1>
${mistakes.length > 0 && errorSummary(texts, mistakes)}
<p>${texts('setup.lead')}</p>
<dl class="facts">
<div><dt>${texts('setup.account')}</dt><dd>${view.accountId}</dd></div>
<div><dt>${texts('setup.email')}</dt><dd>${view.email}</dd></div>
</dl>
<form method="post" action="/setup">
<input type="hidden" name="token" value="${view.token}">
<input type="hidden" name="lang" value="${frame.language}">
<input type="text" name="email" autocomplete="username" value="${view.email}" readonly hidden>
${passwordFields(texts, mistakes)}
${administratorFields(texts, view)}
<button type="submit">${texts('setup.submit')}</button>
</form>`;
  const prefix = mistakes.length > 0 ? `${texts('setup.error.prefix')} ` : '';
  return layout(frame, `${prefix}${title}`, content);
}

/** Names every mistake with a link to its field; takes the focus, so that it is read out first. */
function errorSummary(texts: SetupTexts, mistakes: readonly FieldMistake[]): Html {
  const items = mistakes.map(
    ({ field, mistake }) =>
      html`<li><a href="#${field}">${texts(`setup.error.${mistake}`)}</a></li>`,
  );
  return html`<div class="errors" role="alert" tabindex="-1" autofocus aria-labelledby="errors">
<h2 id="errors">${texts('setup.error.summary')}</h2>
<ul>${items}</ul>
</div>`;
}

function passwordFields(texts: SetupTexts, mistakes: readonly FieldMistake[]): Html {
  return html`<fieldset>
<legend>${texts('setup.password.legend')}</legend>
${field(texts, mistakes, {
  name: 'password',
  label: texts('setup.password.label'),
  hint: texts('setup.password.rules'),
  attributes: html`type="password" autocomplete="new-password" required`,
})}
${field(texts, mistakes, {
  name: 'again',
  label: texts('setup.again.label'),
  attributes: html`type="password" autocomplete="new-password" required`,
})}
</fieldset>`;
}

function administratorFields(texts: SetupTexts, view: FormView): Html {
  const checked = view.sent === undefined || view.sent.createsAdministrator;
  const userName = view.sent?.userName ?? 'admin';
  return html`<fieldset>
<legend>${texts('setup.administrator.legend')}</legend>
<div class="choice">
<input type="checkbox" id="administrator" name="administrator" value="yes" aria-describedby="administrator-hint"${checked && html` checked`}>
<label for="administrator">${texts('setup.administrator.create')}</label>
</div>
<p class="hint" id="administrator-hint">${texts('setup.administrator.why')}</p>
${field(texts, view.mistakes, {
  name: 'user',
  label: texts('setup.user.label'),
  hint: texts('setup.user.rules'),
  attributes: html`type="text" value="${userName}" maxlength="64" autocomplete="off" autocapitalize="none" spellcheck="false"`,
})}
</fieldset>`;
}

interface FieldView {
  readonly name: SetupField;
  readonly label: string;
  readonly hint?: string;
  readonly attributes: Html;
}

function field(texts: SetupTexts, mistakes: readonly FieldMistake[], view: FieldView): Html {
  const id = view.name;
  const wrong = mistakes.find((mistake) => mistake.field === view.name);
  const described = [wrong && `${id}-error`, view.hint && `${id}-hint`].filter(Boolean).join(' ');
  return html`<div class="field">
<label for="${id}">${view.label}</label>
${view.hint !== undefined && html`<p class="hint" id="${id}-hint">${view.hint}</p>`}
${wrong && html`<p class="error" id="${id}-error">${texts(`setup.error.${wrong.mistake}`)}</p>`}
<input id="${id}" name="${id}" ${view.attributes}${wrong && html` aria-invalid="true"`}${described !== '' && html` aria-describedby="${described}"`}>
</div>`;
}
