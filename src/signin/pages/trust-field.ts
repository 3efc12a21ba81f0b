import { type Html, html } from '../../http/html.ts';
import type { SigninFrame } from './frame.ts';

/** The box by which a workforce user trusts a browser; nothing where the instance always asks. */
export function trustField({ texts }: SigninFrame, mayTrust: boolean): Html | false {
  return (
    mayTrust &&
    html`<div class="choice field">
<input type="checkbox" id="trust" name="trust" value="yes" aria-describedby="trust-hint">
<label for="trust">${texts('signin.trust')}</label>
</div>
<p class="hint" id="trust-hint">${texts('signin.trust.hint')}</p>`
  );
}
