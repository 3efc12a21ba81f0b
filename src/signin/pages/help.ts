import { type Html, html } from '../../http/html.ts';
import type { SigninFrame } from './frame.ts';

/**
 * Who signs in where (R126–R133, R223–R225, R246), where the account ID is found, and what a network
 * has to let through (R229). The same for everybody: it tells nothing about who exists.
 */
export function helpBelow({ texts }: SigninFrame, hosts: readonly string[]): Html {
  return html`<section class="below" aria-label="${texts('signin.help.title')}">
<details>
<summary>${texts('signin.help.which')}</summary>
<dl class="terms">
<dt>${texts('signin.root')}</dt><dd>${texts('signin.help.root')}</dd>
<dt>${texts('signin.iam')}</dt><dd>${texts('signin.help.iam')}</dd>
<dt>${texts('signin.portal')}</dt><dd>${texts('signin.help.portal')} <a href="/signin/portal">${texts('workforce.portal.link')}</a></dd>
<dt>${texts('signin.federated')}</dt><dd>${texts('signin.help.federated')}</dd>
<dt>${texts('signin.builder')}</dt><dd>${texts('signin.help.builder')}</dd>
</dl>
</details>
<details>
<summary>${texts('signin.help.find')}</summary>
<p>${texts('signin.help.find.text')}</p>
</details>
<details>
<summary>${texts('signin.help.reach')}</summary>
<div><p>${texts('signin.help.reach.text')}</p>
<ul>${hosts.map((host) => html`<li><code>${host}</code></li>`)}</ul></div>
</details>
</section>`;
}
