import { html } from '../../../http/html.ts';
import { layout } from '../../../http/layout.ts';
import { fieldView, noticeBox } from '../../pages/fields.ts';
import { csrfField, hiddenFields, type SigninFrame } from '../../pages/frame.ts';

/** No portal has the name in the address. The name itself is not repeated: anybody can make such a link. */
export function unknownPortalPage(frame: SigninFrame, url: string): string {
  const { texts } = frame;
  const title = texts('workforce.unknown.title');
  const content = html`<h1>${title}</h1>
<p>${texts('workforce.unknown.lead', { url })}</p>
<p>${texts('workforce.unknown.check')}</p>
<a class="wide" href="/signin/portal">${texts('workforce.find.title')}</a>`;
  return layout(frame, title, content, { narrow: true });
}

/** Asks for the portal's name or address (R135, R246). */
export function findPortalPage(
  frame: SigninFrame,
  view: { readonly url: string; readonly typed: string; readonly wrong: boolean },
): string {
  const { texts } = frame;
  const title = texts('workforce.find.title');
  const content = html`<h1>${title}</h1>
<p>${texts('workforce.find.lead')}</p>
<form method="get" action="/signin/portal">
${fieldView({
  id: 'portal',
  label: texts('workforce.find.label'),
  hint: texts('workforce.find.hint', { url: view.url }),
  attributes: html`type="text" value="${view.typed}" autocapitalize="none" spellcheck="false" maxlength="2048" required autofocus`,
  error: view.wrong ? texts('workforce.find.wrong') : undefined,
})}
<button>${texts('workforce.next')}</button>
</form>
<ul class="links"><li><a href="/signin/root">${texts('workforce.help.iam.link')}</a></li></ul>`;
  return layout(frame, title, content, { narrow: true });
}

/** A mailed link that is good for nothing; why is for the administrator to see, by the request id. */
export function uselessPortalLink(
  frame: SigninFrame,
  view: {
    readonly purpose: 'invitation' | 'reset' | 'verify-email';
    readonly requestId: string;
    readonly signInUrl: string;
    readonly forgotUrl: string;
  },
): string {
  const { texts } = frame;
  const title = texts('workforce.link.title');
  const content = html`<h1>${title}</h1>
${noticeBox(frame, texts(`workforce.link.${view.purpose}`), { calm: true, requestId: view.requestId })}
<a class="wide" href="${view.forgotUrl}">${texts('workforce.forgot.title')}</a>
<ul class="links"><li><a href="${view.signInUrl}">${texts('workforce.expired.portal')}</a></li></ul>`;
  return layout(frame, title, content, { narrow: true });
}

/** The password was set by a mailed link. */
export function passwordSetPage(frame: SigninFrame, signInUrl: string): string {
  const { texts } = frame;
  const title = texts('workforce.reset.done.title');
  const content = html`<h1>${title}</h1>
<p role="status">${texts('workforce.reset.done.lead')}</p>
<a class="wide" href="${signInUrl}">${texts('workforce.expired.portal')}</a>`;
  return layout(frame, title, content, { narrow: true });
}

/** Asks whoever opened the link to verify the address that it was mailed to. */
export function verifyPage(
  frame: SigninFrame,
  view: {
    readonly action: string;
    readonly token: string;
    readonly userName: string;
    readonly email: string;
  },
): string {
  const { texts } = frame;
  const title = texts('workforce.verify.title');
  const content = html`<h1>${title}</h1>
<p>${texts('workforce.verify.lead')}</p>
<dl class="pairs">
<dt>${texts('workforce.who')}</dt><dd id="username-shown">${view.userName}</dd>
<dt>${texts('workforce.verify.email')}</dt><dd id="email-shown">${view.email}</dd>
</dl>
<form method="post" action="${view.action}">
${csrfField(frame)}${hiddenFields({ token: view.token, lang: frame.language })}
<button>${texts('workforce.verify.submit')}</button>
</form>`;
  return layout(frame, title, content, { narrow: true });
}

/** The address was verified. */
export function verifiedPage(frame: SigninFrame, signInUrl: string): string {
  const { texts } = frame;
  const title = texts('workforce.verified.title');
  const content = html`<h1>${title}</h1>
<p role="status">${texts('workforce.verified.lead')}</p>
<a class="wide" href="${signInUrl}">${texts('workforce.expired.portal')}</a>`;
  return layout(frame, title, content, { narrow: true });
}
