import { html } from '../../http/html.ts';
import { layout } from '../../http/layout.ts';
import type { SigninFrame } from './frame.ts';

/** A flow that is over, is another browser's or never was: one page for all of them. */
export function expiredPage(frame: SigninFrame, startUrl: string, portalUrl?: string): string {
  const { texts } = frame;
  const title = texts('signin.expired.title');
  const content = html`<h1>${title}</h1>
<p>${texts('signin.expired.lead')}</p>
<a class="wide" href="${startUrl}">${texts('signin.expired.again')}</a>
${portalUrl !== undefined && html`<a class="wide" href="${portalUrl}">${texts('workforce.expired.portal')}</a>`}`;
  return layout(frame, title, content, { narrow: true });
}

/** More people sign in at this moment than passwords can be hashed. */
export function busyPage(frame: SigninFrame, againUrl: string): string {
  const { texts } = frame;
  const title = texts('signin.busy.title');
  const content = html`<h1>${title}</h1>
<p role="alert">${texts('signin.busy.lead')}</p>
<a class="wide" href="${againUrl}">${texts('signin.busy.again')}</a>`;
  return layout(frame, title, content, { narrow: true });
}
