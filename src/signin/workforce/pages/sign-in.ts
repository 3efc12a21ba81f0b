import { type Html, html } from '../../../http/html.ts';
import { layout } from '../../../http/layout.ts';
import { fieldView, noticeBox, titleOf } from '../../pages/fields.ts';
import { csrfField, hiddenFields, type SigninFrame } from '../../pages/frame.ts';

/** The longest user name of a directory, in characters. */
export const MOST_USER_NAME = 128;

/** What the page of the user name shows. */
export interface UserNameView {
  readonly action: string;
  /** The portal's address, for people. */
  readonly startUrl: string;
  readonly destination: string | undefined;
  readonly userName: string;
  readonly remember: boolean;
  readonly mistake?: 'missing' | 'malformed' | undefined;
  /** The sign-in page of root and IAM users. */
  readonly consoleUrl: string;
  /** Whether the visitor has just signed out (R220). */
  readonly isOut: boolean;
}

/** The first page of a portal's users (R248): the same next page follows whoever is named. */
export function userNamePage(frame: SigninFrame, view: UserNameView): string {
  const { texts } = frame;
  const { mistake } = view;
  const title = texts('workforce.title');
  const content = html`<p class="eyebrow">${texts('workforce.portal')}</p>
<h1>${title}</h1>
${view.isOut && noticeBox(frame, texts('workforce.out'), { calm: true })}
<form method="post" action="${view.action}">
${csrfField(frame)}
${hiddenFields({ destination: view.destination })}
${fieldView({
  id: 'username',
  label: texts('workforce.userName'),
  attributes: html`type="text" value="${view.userName}" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus`,
  error: mistake && texts(`workforce.userName.${mistake}`),
})}
<div class="choice field">
<input type="checkbox" id="remember" name="remember" value="yes"${view.remember && html` checked`}>
<label for="remember">${texts('workforce.remember')}</label>
</div>
<button>${texts('workforce.next')}</button>
</form>`;
  return layout(frame, titleOf(frame, title, mistake !== undefined), content, {
    narrow: true,
    below: portalHelp(frame, view),
  });
}

/** R132, R246: who signs in here and who elsewhere. The same for everybody. */
function portalHelp(
  { texts }: SigninFrame,
  { startUrl, consoleUrl }: Pick<UserNameView, 'startUrl' | 'consoleUrl'>,
): Html {
  return html`<section class="below" aria-label="${texts('workforce.help')}">
<details>
<summary>${texts('workforce.help')}</summary>
<div>
<p>${texts('workforce.help.address', { url: startUrl })}</p>
<p>${texts('workforce.help.iam')} <a href="${consoleUrl}">${texts('workforce.help.iam.link')}</a></p>
<p>${texts('workforce.help.federated')}</p>
</div>
</details>
</section>`;
}

/** What the page of the password shows. */
export interface PortalPasswordView {
  readonly action: string;
  readonly fields: Readonly<Record<string, string | undefined>>;
  readonly notice: Html | undefined;
  readonly isWrong: boolean;
  readonly passwordMissing: boolean;
  readonly userName: string;
  /** The page of the user name. */
  readonly backUrl: string;
  readonly forgotUrl: string;
  readonly script: string;
}

/** The password of a workforce user: "Username: X (not you?)", "Show password" (R248). */
export function portalPasswordPage(frame: SigninFrame, view: PortalPasswordView): string {
  const { texts } = frame;
  const title = texts('workforce.password.title');
  const content = html`<h1>${title}</h1>
${view.notice}
<div class="who">
<dl><dt>${texts('workforce.who')}</dt><dd id="username-shown">${view.userName}</dd></dl>
<a href="${view.backUrl}">${texts('workforce.notYou')}</a>
</div>
<form method="post" action="${view.action}" id="password-form">
${csrfField(frame)}
${hiddenFields(view.fields)}
<input type="text" name="username" autocomplete="username" value="${view.userName}" readonly hidden>
${fieldView({
  id: 'password',
  label: texts('signin.password'),
  attributes: html`type="password" autocomplete="current-password" maxlength="1024" required autofocus`,
  error: view.passwordMissing ? texts('signin.error.password.missing') : undefined,
  beside: html`<a href="${view.forgotUrl}">${texts('signin.forgot')}</a>`,
})}
${showChoice(frame)}
<button>${texts('signin.submit')}</button>
</form>
<a class="wide" href="${view.backUrl}">${texts('workforce.cancel')}</a>`;
  return layout(frame, titleOf(frame, title, view.isWrong), content, {
    narrow: true,
    script: view.script,
  });
}

/** Shown by the script alone, which it needs. */
export function showChoice({ texts }: SigninFrame): Html {
  return html`<div id="show-line" hidden><div class="choice field">
<input type="checkbox" id="show">
<label for="show">${texts('workforce.password.show')}</label>
</div></div>`;
}
