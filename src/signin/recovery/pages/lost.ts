import { html } from '../../../http/html.ts';
import { layout } from '../../../http/layout.ts';
import { stepUrl } from '../../flow/step.ts';
import type { SigninFrame } from '../../pages/frame.ts';
import { backLink, codeField, form } from './fields.ts';

const HOUR = 60 * 60_000;

/** R228: what happens when a root user goes on without a device. */
export function lostPage(
  frame: SigninFrame,
  { flow, wait }: { readonly flow: string; readonly wait: number },
): string {
  const { texts } = frame;
  const title = texts('recovery.lost.title');
  const hours = String(Math.ceil(wait / HOUR));
  const content = html`<h1>${title}</h1>
<p>${texts('recovery.lost.lead')}</p>
<p>${wait > 0 ? texts('recovery.lost.wait', { hours }) : texts('recovery.lost.now')}</p>
${form(frame, '/signin/lost-device', { flow }, html`<button>${texts('recovery.lost.send')}</button>`)}
<ul class="links"><li><a href="${stepUrl(flow)}">${texts('recovery.back')}</a></li></ul>`;
  return layout(frame, title, content, { narrow: true });
}

/** Asks for the code that was mailed. */
export function lostCodePage(
  frame: SigninFrame,
  view: { readonly flow: string; readonly hint: string; readonly wrong: boolean },
): string {
  const { texts } = frame;
  const title = texts('recovery.lost.title');
  const { flow, wrong } = view;
  const fields = html`${codeField(frame, wrong)}<button>${texts('signin.code.submit')}</button>`;
  const again = html`<button class="plain">${texts('signin.code.again')}</button>`;
  const content = html`<h1>${title}</h1>
<p role="status">${texts('recovery.lost.code.lead')}</p>
${form(frame, '/signin/lost-device/code', { flow }, fields)}
${form(frame, '/signin/lost-device', { flow }, again)}`;
  return layout(frame, title, content, { narrow: true, below: backLink(frame) });
}

/** The wait has begun. */
export function startedPage(frame: SigninFrame, readyAt: number): string {
  const { texts, language } = frame;
  const title = texts('recovery.lost.started.title');
  const time = new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeStyle: 'long',
    timeZone: 'UTC',
  }).format(readyAt);
  const content = html`<h1>${title}</h1>
<p role="status">${texts('recovery.lost.started.lead', { time })}</p>
<p>${texts('recovery.lost.started.cancel')}</p>`;
  return layout(frame, title, content, { narrow: true, below: backLink(frame) });
}
