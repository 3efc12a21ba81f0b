import { type Html, html } from '../../http/html.ts';
import type { SigninFrame } from './frame.ts';

/** The box by which a workforce user trusts a browser; nothing where the instance always asks. */
export function trustField({ texts }: SigninFrame, mayTrust: boolean): Html | false {
  return (
    mayTrust &&
    html`<p class="check"><label><input type="checkbox" name="trust" value="yes" aria-describedby="trust-hint"> ${texts('signin.trust')}</label>
<small id="trust-hint">${texts('signin.trust.hint')}</small></p>`
  );
}
