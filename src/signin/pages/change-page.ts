import type { PasswordPolicy } from '../../domain/iam/password-policy.ts';
import { html } from '../../http/html.ts';
import { layout } from '../../http/layout.ts';
import { STEP_PATH } from '../flow/step.ts';
import { fieldView, noticeBox, titleOf } from './fields.ts';
import { csrfField, hiddenFields, type SigninFrame } from './frame.ts';

/** Why a new password was not taken. */
export type ChangeMistake = 'missing' | 'differs' | 'same' | 'refused';

/** What the page of a forced change shows. */
export interface ChangeView {
  readonly flowId: string;
  readonly reason: 'reset' | 'expired';
  /** The account's own policy; undefined for the default one. */
  readonly policy: PasswordPolicy | undefined;
  readonly userName: string;
  readonly mistake: ChangeMistake | undefined;
}

/** A new password, with the conditions that it has to fulfil. */
export function changePage(frame: SigninFrame, view: ChangeView): string {
  const { texts } = frame;
  const { mistake } = view;
  const title = texts('signin.change.title');
  const errorOf = (...own: ChangeMistake[]) =>
    mistake && own.includes(mistake) ? texts(`signin.change.${mistake}`) : undefined;
  const attributes = html`type="password" autocomplete="new-password" maxlength="128" required`;
  const content = html`<h1>${title}</h1>
${noticeBox(frame, texts(`signin.change.${view.reason}`), { calm: true })}
<h2 id="rules">${texts('signin.change.rules')}</h2>
<ul class="policy" aria-labelledby="rules">${rulesOf(frame, view.policy).map((rule) => html`<li>${rule}</li>`)}</ul>
<form method="post" action="${STEP_PATH}">
${csrfField(frame)}
${hiddenFields({ flow: view.flowId, step: 'change-password' })}
<input type="text" name="username" autocomplete="username" value="${view.userName}" readonly hidden>
${fieldView({
  id: 'password',
  label: texts('signin.change.new'),
  attributes: html`${attributes} autofocus`,
  error: errorOf('missing', 'same', 'refused'),
})}
${fieldView({
  id: 'again',
  label: texts('signin.change.again'),
  attributes,
  error: errorOf('differs'),
})}
<button>${texts('signin.change.submit')}</button>
</form>`;
  return layout(frame, titleOf(frame, title, mistake !== undefined), content, { narrow: true });
}

/** The conditions of a policy, or of the default one, in words. */
function rulesOf({ texts }: SigninFrame, policy: PasswordPolicy | undefined): string[] {
  if (!policy) {
    return [
      texts('signin.rule.length', { count: '8' }),
      texts('signin.rule.classes'),
      texts('signin.rule.name'),
    ];
  }
  const reuse = policy.PasswordReusePrevention;
  return [
    texts('signin.rule.length', { count: String(policy.MinimumPasswordLength) }),
    ...(policy.RequireUppercaseCharacters ? [texts('signin.rule.upper')] : []),
    ...(policy.RequireLowercaseCharacters ? [texts('signin.rule.lower')] : []),
    ...(policy.RequireNumbers ? [texts('signin.rule.number')] : []),
    ...(policy.RequireSymbols ? [texts('signin.rule.symbol')] : []),
    ...(reuse === undefined ? [] : [texts('signin.rule.reuse', { count: String(reuse) })]),
  ];
}
