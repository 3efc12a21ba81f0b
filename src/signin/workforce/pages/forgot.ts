import { html } from '../../../http/html.ts';
import { layout } from '../../../http/layout.ts';
import { fieldView, titleOf } from '../../pages/fields.ts';
import { csrfField, hiddenFields, type SigninFrame } from '../../pages/frame.ts';

/** R247: whose password was forgotten. */
export function portalForgotPage(
  frame: SigninFrame,
  view: {
    readonly action: string;
    readonly userName: string;
    readonly mistake: 'missing' | 'malformed' | undefined;
    readonly backUrl: string;
  },
): string {
  const { texts } = frame;
  const title = texts('workforce.forgot.title');
  const content = html`<h1>${title}</h1>
<p>${texts('workforce.forgot.lead')}</p>
<form method="post" action="${view.action}">
${csrfField(frame)}${hiddenFields({ lang: frame.language })}
${fieldView({
  id: 'username',
  label: texts('workforce.userName'),
  attributes: html`type="text" value="${view.userName}" autocomplete="username" autocapitalize="none" spellcheck="false" required`,
  error: view.mistake && texts(`workforce.userName.${view.mistake}`),
})}
<button>${texts('workforce.next')}</button>
</form>
<a class="wide" href="${view.backUrl}">${texts('workforce.cancel')}</a>`;
  return layout(frame, titleOf(frame, title, view.mistake !== undefined), content, {
    narrow: true,
  });
}

/** R247, R249: the same words whether or not there is such a user with an address. */
export function portalSentPage(
  frame: SigninFrame,
  view: { readonly userName: string; readonly backUrl: string },
): string {
  const { texts } = frame;
  const title = texts('workforce.sent.title');
  const content = html`<h1>${title}</h1>
<p role="status">${texts('workforce.sent.lead')}</p>
<dl class="pairs"><dt>${texts('workforce.who')}</dt><dd id="username-shown">${view.userName}</dd></dl>
<details><summary>${texts('workforce.sent.missing')}</summary><p>${texts('workforce.sent.missing.text')}</p></details>
<a class="wide" href="${view.backUrl}">${texts('workforce.expired.portal')}</a>`;
  return layout(frame, title, content, { narrow: true });
}
