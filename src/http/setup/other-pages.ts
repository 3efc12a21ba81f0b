import { html } from '../html.ts';
import { layout } from '../layout.ts';
import type { SetupFrame } from './frame.ts';

/** What is shown once everything is done. */
export interface DoneView {
  readonly accountId: string;
  readonly email: string;
  readonly publicUrl: string;
  readonly administrator?: {
    readonly userName: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
  };
}

/** The result, with the access key for the only time, and what to type next. */
export function donePage(frame: SetupFrame, view: DoneView): string {
  const { texts } = frame;
  const title = texts('setup.done.title');
  const { accountId: account, email, administrator } = view;
  const content = html`<h1>${title}</h1>
<p role="status">${texts('setup.done.root', { account, email })}</p>
${
  administrator &&
  html`<section aria-labelledby="key">
<h2 id="key">${texts('setup.done.key', { user: administrator.userName })}</h2>
<p class="warning">${texts('setup.done.once')}</p>
<dl class="key">
<dt>${texts('setup.done.keyId')}</dt><dd><code>${administrator.accessKeyId}</code></dd>
<dt>${texts('setup.done.secret')}</dt><dd><code>${administrator.secretAccessKey}</code></dd>
</dl>
</section>`
}
<section aria-labelledby="next">
<h2 id="next">${texts('setup.done.next')}</h2>
${
  administrator
    ? html`<p>${texts('setup.done.next.profile')}</p>
<pre><code>./bin/gatehouse.js aws-config --write --access-key-id ${administrator.accessKeyId}</code></pre>
<p>${texts('setup.done.next.try')}</p>
<pre><code>aws sts get-caller-identity --profile gatehouse --endpoint-url ${view.publicUrl}</code></pre>`
    : html`<p>${texts('setup.done.next.administrator')}</p>
<pre><code>./bin/gatehouse.js bootstrap --administrator admin</code></pre>`
}
</section>
<p class="actions"><a class="primary" href="/signin/root?${new URLSearchParams({ email }).toString()}">${texts('setup.done.signin')}</a></p>`;
  return layout(frame, title, content);
}

/** One page for links that are unknown, expired or used: outside they are not told apart. */
export function closedPage(frame: SetupFrame): string {
  const title = frame.texts('setup.closed.title');
  const content = html`<h1>${title}</h1>
<p>${frame.texts('setup.closed.lead')}</p>
<pre><code>./bin/gatehouse.js bootstrap --setup-link</code></pre>`;
  return layout(frame, title, content);
}

/** A form that came from another site. */
export function foreignPage(frame: SetupFrame): string {
  const title = frame.texts('setup.foreign.title');
  const content = html`<h1>${title}</h1>
<p>${frame.texts('setup.foreign.lead')}</p>`;
  return layout(frame, title, content);
}

/** Something unexpected; the log has the rest under the request id. */
export function faultPage(frame: SetupFrame, requestId: string): string {
  const title = frame.texts('setup.fault.title');
  const content = html`<h1>${title}</h1>
<p>${frame.texts('setup.fault.lead')}</p>
<p><code>${requestId}</code></p>`;
  return layout(frame, title, content);
}
