import { html } from '../../http/html.ts';
import { layout } from '../../http/layout.ts';
import type { SessionView, SignedOut } from '../service.ts';
import { hiddenFields, type SigninFrame } from './frame.ts';

/** After signing out; the way back is where the sign-in said it came from, or our own page. */
export function signedOutPage(frame: SigninFrame, { issuerUrl, federated }: SignedOut): string {
  const { texts } = frame;
  const again = issuerUrl ?? (federated ? undefined : '/signin');
  const title = texts('session.out.title');
  const content = html`<h1>${title}</h1>
<p role="status">${texts(federated ? 'session.out.lead' : 'session.out.own')}</p>
${again !== undefined && html`<p class="actions"><a class="secondary" href="${again}" rel="noreferrer">${texts('session.out.again')}</a></p>`}`;
  return layout(frame, title, content);
}

/** Asks before a sign-in that somebody else started takes the place of another session. */
export function replacePage(
  frame: SigninFrame,
  sessions: { readonly now: SessionView; readonly next: SessionView },
  code: string,
): string {
  const { texts } = frame;
  const title = texts('signin.replace.title');
  const content = html`<h1>${title}</h1>
<p>${texts('signin.replace.lead')}</p>
<dl class="pairs">
<dt>${texts('signin.replace.now')}</dt><dd><code id="now">${sessions.now.arn}</code></dd>
<dt>${texts('signin.replace.next')}</dt><dd><code id="next">${sessions.next.arn}</code></dd>
</dl>
<div class="actions">
<a class="secondary" href="/console">${texts('signin.replace.keep')}</a>
<form method="post" action="/signin/continue">
${hiddenFields({ code })}
<button>${texts('signin.replace.submit')}</button>
</form>
</div>`;
  return layout(frame, title, content);
}
