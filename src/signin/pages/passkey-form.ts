import { type Html, html } from '../../http/html.ts';
import { STEP_PATH } from '../flow/step.ts';
import type { SigninFrame } from './frame.ts';
import { trustField } from './trust-field.ts';

/** What a form shows that asks the browser for a passkey, or for a new one. */
export interface PasskeyFormView {
  /** What the browser is asked, as JSON. */
  readonly options: string;
  /** The hidden fields of the step. */
  readonly fields: Html;
  readonly lead: string;
  readonly button: { readonly id: 'use-passkey' | 'make-passkey'; readonly text: string };
  readonly mayTrust: boolean;
}

/**
 * The form that the script of `flow/passkey-form.ts` shows, where the browser knows passkeys, and
 * fills: both know it by these ids and data. Without the script it says what is missing (R052).
 */
export function passkeyFormView(frame: SigninFrame, view: PasskeyFormView): Html {
  const { texts } = frame;
  const { options, fields, lead, button, mayTrust } = view;
  return html`<p id="unsupported" class="warning">${texts('signin.mfa.unsupported')}</p>
<form id="passkey" method="post" action="${STEP_PATH}" data-options="${options}" data-waiting="${texts('signin.mfa.passkey.waiting')}" data-cancelled="${texts('signin.mfa.passkey.cancelled')}" hidden>
<p>${lead}</p>
<p id="passkey-status" role="status"></p>
${fields}
<input type="hidden" name="response" value="">
${trustField(frame, mayTrust)}
<button type="button" id="${button.id}">${button.text}</button>
</form>`;
}
