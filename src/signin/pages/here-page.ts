import { html } from '../../http/html.ts';
import { layout } from '../../http/layout.ts';
import type { SessionView } from '../service.ts';
import { csrfField, type SigninFrame } from './frame.ts';

/** The account as people read it (R232). */
export function shownAccount({ account, alias }: Pick<SessionView, 'account' | 'alias'>): string {
  const grouped = `${account.slice(0, 4)}-${account.slice(4, 8)}-${account.slice(8)}`;
  return alias === undefined ? grouped : `${alias} (${grouped})`;
}

/** Somebody comes to sign in and is signed in: says so, and what can be done (R236). */
export function herePage(
  frame: SigninFrame,
  { session, destination }: { readonly session: SessionView; readonly destination: string },
): string {
  const { texts } = frame;
  const title = texts('signin.here.title');
  const content = html`<h1>${title}</h1>
<p role="status">${texts('signin.here.lead')}</p>
<dl class="pairs">
<dt>${texts('signin.here.as')}</dt><dd><code id="arn">${session.arn}</code></dd>
<dt>${texts('signin.here.account')}</dt><dd id="account">${shownAccount(session)}</dd>
</dl>
<a class="primary" href="${destination}">${texts('signin.here.continue')}</a>
<form class="again" method="post" action="/signin/out">
${csrfField(frame)}
<button class="quiet">${texts('signin.here.out')}</button>
</form>
<ul class="links"><li><a href="/signin/root">${texts('signin.here.other')}</a></li></ul>`;
  const below = html`<section class="below"><p>${texts('signin.here.root')}</p></section>`;
  return layout(frame, title, content, { narrow: true, below });
}
