import { html } from '../../../http/html.ts';
import { layout } from '../../../http/layout.ts';
import { fieldView, noticeBox, titleOf } from '../../pages/fields.ts';
import { csrfField, hiddenFields, type SigninFrame } from '../../pages/frame.ts';
import { showChoice } from './sign-in.ts';

/** What a page of a new password shows. */
export interface NewPasswordView {
  readonly lead: string;
  readonly submit: string;
  readonly action: string;
  readonly fields: Readonly<Record<string, string | undefined>>;
  readonly userName: string;
  readonly mistake: 'missing' | 'differs' | 'refused' | undefined;
  readonly script: string;
}

/** A new password of a workforce user, with the rules of the directory (aws-facts H7). */
export function newPasswordPage(frame: SigninFrame, view: NewPasswordView): string {
  const { texts } = frame;
  const { mistake } = view;
  const title = texts('signin.change.title');
  const isFirst = mistake === 'missing' || mistake === 'refused';
  const attributes = html`type="password" autocomplete="new-password" maxlength="1024" required`;
  const content = html`<h1>${title}</h1>
${noticeBox(frame, view.lead, { calm: true })}
<dl class="pairs"><dt>${texts('workforce.who')}</dt><dd id="username-shown">${view.userName}</dd></dl>
<h2 id="rules">${texts('signin.change.rules')}</h2>
<ul class="policy" aria-labelledby="rules">
<li>${texts('workforce.change.length')}</li>
<li>${texts('workforce.change.classes')}</li>
<li>${texts('workforce.change.reuse')}</li>
</ul>
<form method="post" action="${view.action}" id="password-form">
${csrfField(frame)}
${hiddenFields(view.fields)}
<input type="text" name="username" autocomplete="username" value="${view.userName}" readonly hidden>
${fieldView({
  id: 'password',
  label: texts('signin.change.new'),
  attributes: html`${attributes} autofocus`,
  error: isFirst ? texts(`signin.change.${mistake}`) : undefined,
})}
${fieldView({
  id: 'again',
  label: texts('signin.change.again'),
  attributes,
  error: mistake === 'differs' ? texts('signin.change.differs') : undefined,
})}
${showChoice(frame)}
<button>${view.submit}</button>
</form>`;
  return layout(frame, titleOf(frame, title, mistake !== undefined), content, {
    narrow: true,
    script: view.script,
  });
}

/** R028: the password complies, and keeping it failed. */
export function unkeptPage(frame: SigninFrame, requestId: string, backUrl: string): string {
  const { texts } = frame;
  const title = texts('workforce.failed');
  const content = html`<h1>${title}</h1>
${noticeBox(frame, texts('workforce.failed.text'), { requestId })}
<a class="wide" href="${backUrl}">${texts('workforce.expired.portal')}</a>`;
  return layout(frame, titleOf(frame, title, true), content, { narrow: true });
}
