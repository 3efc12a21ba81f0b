import { type Html, html } from '../../http/html.ts';
import { layout } from '../../http/layout.ts';
import { fieldView, titleOf } from './fields.ts';
import { csrfField, hiddenFields, type SigninFrame } from './frame.ts';
import { helpBelow } from './help.ts';

/** What both pages of passwords are shown with. */
interface PasswordView {
  /** Where the form goes. */
  readonly action: string;
  /** Hidden fields besides the token. */
  readonly fields: Readonly<Record<string, string | undefined>>;
  readonly notice?: Html | undefined;
  /** True when the notice or a field says that something is wrong. */
  readonly isWrong: boolean;
  readonly passwordMissing: boolean;
}

/** What the page of a root user shows. */
export interface RootPasswordView extends PasswordView {
  readonly email: string;
  readonly selfRegistration: boolean;
  /** The way to the main page, with the destination. */
  readonly mainUrl: string;
  readonly forgotUrl: string;
}

/** The password of a root user (R155). */
export function rootPasswordPage(frame: SigninFrame, view: RootPasswordView): string {
  const { texts } = frame;
  const title = texts('signin.root.title');
  const content = html`<h1>${title}</h1>
${view.notice}
<div class="who">
<dl><dt>${texts('signin.root.email')}</dt><dd id="email">${view.email}</dd></dl>
<a href="${view.mainUrl}">${texts('signin.change')}</a>
</div>
<form method="post" action="${view.action}">
${csrfField(frame)}
${hiddenFields(view.fields)}
<input type="text" name="username" autocomplete="username" value="${view.email}" readonly hidden>
${passwordField(frame, view, view.forgotUrl)}
<button>${texts('signin.submit')}</button>
</form>
<ul class="links">
<li><a href="${view.mainUrl}">${texts('signin.other')}</a></li>
${view.selfRegistration && html`<li><a href="/signin/register">${texts('signin.register')}</a></li>`}
</ul>`;
  return layout(frame, titleOf(frame, title, view.isWrong), content, { narrow: true });
}

/** What the page of IAM users shows. */
export interface IamView extends PasswordView {
  readonly account: string;
  readonly userName: string;
  readonly remember: boolean;
  readonly accountError?: 'missing' | 'malformed' | undefined;
  readonly userNameError?: 'missing' | 'malformed' | undefined;
  readonly rootUrl: string;
  readonly forgotUrl: string;
  readonly hosts: readonly string[];
  /** Further fields, such as those of a security check that runs while the person types. */
  readonly inside?: Html | undefined;
  readonly script?: string | undefined;
}

/** The page of IAM users (R161). The cursor waits in the first field that is empty. */
export function iamPage(frame: SigninFrame, view: IamView): string {
  const { texts } = frame;
  const title = texts('signin.iam.title');
  const { account, userName, accountError, userNameError } = view;
  const focus = html` autofocus`;
  const content = html`<h1>${title}</h1>
${view.notice}
<form method="post" action="${view.action}" id="iam-form">
${csrfField(frame)}
${hiddenFields(view.fields)}
${view.inside}
${fieldView({
  id: 'account',
  label: texts('signin.account.label'),
  attributes: html`type="text" value="${account}" maxlength="70" autocomplete="organization" autocapitalize="none" spellcheck="false" required${account === '' && focus}`,
  error: accountError && texts(`signin.error.account.${accountError}`),
})}
${fieldView({
  id: 'username',
  label: texts('signin.userName'),
  attributes: html`type="text" value="${userName}" maxlength="70" autocomplete="username" autocapitalize="none" spellcheck="false" required${account !== '' && userName === '' && focus}`,
  error: userNameError && texts(`signin.error.userName.${userNameError}`),
})}
${passwordField(frame, view, view.forgotUrl, account !== '' && userName !== '')}
<div class="choice field">
<input type="checkbox" id="remember" name="remember" value="yes"${view.remember && html` checked`}>
<label for="remember">${texts('signin.remember')}</label>
</div>
<button>${texts('signin.submit')}</button>
</form>
<ul class="links">
<li><a href="${view.rootUrl}">${texts('signin.byRoot')}</a></li>
</ul>`;
  return layout(frame, titleOf(frame, title, view.isWrong), content, {
    narrow: true,
    below: helpBelow(frame, view.hosts),
    ...(view.script === undefined ? {} : { script: view.script }),
  });
}

function passwordField(
  { texts }: SigninFrame,
  { passwordMissing }: PasswordView,
  forgotUrl: string,
  focus = true,
): Html {
  return fieldView({
    id: 'password',
    label: texts('signin.password'),
    attributes: html`type="password" autocomplete="current-password" maxlength="1024" required${focus && html` autofocus`}`,
    error: passwordMissing ? texts('signin.error.password.missing') : undefined,
    beside: html`<a href="${forgotUrl}">${texts('signin.forgot')}</a>`,
  });
}
