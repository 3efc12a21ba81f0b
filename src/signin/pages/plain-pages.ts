import { html } from '../../http/html.ts';
import { layout } from '../../http/layout.ts';
import type { SigninFrame } from './frame.ts';

type PlainTitle =
  | 'signin.late.title'
  | 'signin.foreign.title'
  | 'signin.action.title'
  | 'signin.post.title'
  | 'signin.large.title'
  | 'signin.unreadable.title';
type PlainLead =
  | 'signin.late.lead'
  | 'signin.foreign.lead'
  | 'signin.action.lead'
  | 'signin.post.lead'
  | 'signin.large.lead'
  | 'signin.unreadable.lead';

/** A page of a heading and a paragraph. */
export function plainPage(frame: SigninFrame, title: PlainTitle, lead: PlainLead): string {
  const heading = frame.texts(title);
  return layout(frame, heading, html`<h1>${heading}</h1><p>${frame.texts(lead)}</p>`);
}

/** What arrived is no form of a page, or a larger one than any page has. */
export function unreadablePage(frame: SigninFrame, status: number): string {
  if (status === 413) return plainPage(frame, 'signin.large.title', 'signin.large.lead');
  return plainPage(frame, 'signin.unreadable.title', 'signin.unreadable.lead');
}

/** Something that nobody foresaw. */
export function faultPage(frame: SigninFrame, requestId: string): string {
  const title = frame.texts('signin.fault.title');
  const content = html`<h1>${title}</h1>
<p>${frame.texts('signin.fault.lead', { request: requestId })}</p>`;
  return layout(frame, title, content);
}
