import { html } from '../../http/html.ts';
import { layout } from '../../http/layout.ts';
import type { SigninFrame } from './frame.ts';

/** Where the page leads, and what its command names. */
export interface ForgotView {
  readonly mainUrl: string;
  readonly backUrl: string;
  readonly publicUrl: string;
}

/** Whom IAM users ask for a new password, and where everybody else is helped (R238–R240). */
export function forgotPage(frame: SigninFrame, view: ForgotView): string {
  const { texts } = frame;
  const title = texts('signin.forgot.title');
  const content = html`<h1>${title}</h1>
<p><strong>${texts('signin.forgot.iam')}</strong></p>
<p>${texts('signin.forgot.iam.more')}</p>
<p>${texts('signin.forgot.root')}</p>
<p>${texts('signin.forgot.federated')}</p>
<a class="wide" href="${view.mainUrl}">${texts('signin.byRoot')}</a>
<ul class="links"><li><a href="${view.backUrl}">${texts('signin.forgot.back')}</a></li></ul>`;
  const below = html`<section class="below"><details>
<summary>${texts('signin.forgot.admin')}</summary>
<div><p>${texts('signin.forgot.admin.text')}</p>
<pre><code>aws iam update-login-profile --user-name NAME --password … --password-reset-required --endpoint-url ${view.publicUrl}</code></pre></div>
</details></section>`;
  return layout(frame, title, content, { narrow: true, below });
}
