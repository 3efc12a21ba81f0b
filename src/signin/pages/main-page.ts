import { html } from '../../http/html.ts';
import { layout } from '../../http/layout.ts';
import { fieldView, titleOf } from './fields.ts';
import { csrfField, hiddenFields, type SigninFrame } from './frame.ts';
import { helpBelow } from './help.ts';

/** What the main page is shown with. */
export interface MainView {
  readonly chosen: 'root' | 'iam';
  readonly email: string;
  readonly account: string;
  readonly destination: string | undefined;
  readonly emailError?: 'missing' | 'malformed' | undefined;
  readonly accountError?: 'missing' | 'malformed' | undefined;
  readonly selfRegistration: boolean;
  /** The names that networks have to let through. */
  readonly hosts: readonly string[];
}

/** The main page: who signs in, and by which name (R150, R152, R159). */
export function mainPage(frame: SigninFrame, view: MainView): string {
  const { texts } = frame;
  const { chosen, destination, emailError, accountError } = view;
  const title = texts('signin.main.title');
  const content = html`<h1>${title}</h1>
<form method="post" action="/signin">
${csrfField(frame)}
${hiddenFields({ destination })}
<fieldset class="plain">
<legend class="hidden">${texts('signin.main.legend')}</legend>
<div class="pick">
<label><input type="radio" name="type" id="root" value="root"${chosen === 'root' && html` checked`}><b>${texts('signin.root')}</b><small>${texts('signin.root.about')}</small></label>
<label><input type="radio" name="type" id="iam" value="iam"${chosen === 'iam' && html` checked`}><b>${texts('signin.iam')}</b><small>${texts('signin.iam.about')}</small></label>
</div>
</fieldset>
${fieldView({
  id: 'email',
  label: texts('signin.email.label'),
  attributes: html`type="email" value="${view.email}" autocomplete="username" maxlength="320" spellcheck="false"`,
  error: emailError && texts(`signin.error.email.${emailError}`),
  className: 'for-root',
})}
${fieldView({
  id: 'account',
  label: texts('signin.account.label'),
  attributes: html`type="text" value="${view.account}" autocomplete="organization" maxlength="70" autocapitalize="none" spellcheck="false"`,
  hint: texts('signin.account.hint'),
  error: accountError && texts(`signin.error.account.${accountError}`),
  className: 'for-iam',
})}
<button>${texts('signin.next')}</button>
</form>
${view.selfRegistration && html`<p class="rule">${texts('signin.new')}</p><a class="wide" href="/signin/register">${texts('signin.register')}</a>`}`;
  const isWrong = emailError !== undefined || accountError !== undefined;
  const below = helpBelow(frame, view.hosts);
  return layout(frame, titleOf(frame, title, isWrong), content, { narrow: true, below });
}
