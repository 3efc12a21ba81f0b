import { html } from '../../../http/html.ts';
import { layout } from '../../../http/layout.ts';
import { type ChallengeView, challengeSection } from '../../challenge/index.ts';
import { fieldView } from '../../pages/fields.ts';
import { csrfField, hiddenFields, type SigninFrame } from '../../pages/frame.ts';
import { backLink, form } from './fields.ts';

/** R234: asks for the address of the root user. */
export function forgotPage(
  frame: SigninFrame,
  { email, wrong }: { readonly email: string; readonly wrong: boolean },
): string {
  const { texts } = frame;
  const title = texts('recovery.forgot.title');
  const address = fieldView({
    id: 'email',
    label: texts('signin.email.label'),
    error: wrong ? texts('signin.error.email.malformed') : undefined,
    attributes: html`type="email" autocomplete="username" required maxlength="254" value="${email}"`,
  });
  const content = html`<h1>${title}</h1>
<p>${texts('recovery.forgot.lead')}</p>
${form(frame, '/signin/forgot/root', {}, html`${address}<button>${texts('signin.next')}</button>`)}`;
  const iam = html`<p class="below"><a href="/signin/forgot">${texts('recovery.forgot.iam')}</a></p>`;
  return layout(frame, title, content, { narrow: true, below: html`${iam}${backLink(frame)}` });
}

/** The security check before something is mailed. */
export function checkPage(
  frame: SigninFrame,
  view: Pick<ChallengeView, 'sealed' | 'puzzle' | 'failed' | 'action'>,
  kept: Readonly<Record<string, string>>,
  back?: string,
): string {
  const { texts } = frame;
  const title = texts('recovery.check.title');
  const fields = html`${csrfField(frame)}${hiddenFields({ ...kept, lang: frame.language })}`;
  const section = challengeSection(frame, { ...view, fields });
  const content = html`<h1>${title}</h1><p>${texts('recovery.check.lead')}</p>${section}`;
  return layout(frame, title, content, { narrow: true, below: backLink(frame, back) });
}

/** The same words whether or not the address has an account. */
export function sentPage(frame: SigninFrame, email: string): string {
  const { texts } = frame;
  const title = texts('recovery.sent.title');
  const content = html`<h1>${title}</h1>
<p role="status">${texts('recovery.sent.lead', { email })}</p>
<details><summary>${texts('recovery.sent.missing')}</summary><p>${texts('recovery.sent.missing.text')}</p></details>`;
  return layout(frame, title, content, { narrow: true, below: backLink(frame) });
}
