import { html } from '../../../http/html.ts';
import { layout } from '../../../http/layout.ts';
import type { SigninFrame } from '../../pages/frame.ts';
import type { RECOVERY_TEXTS } from '../texts.ts';
import { backLink } from './fields.ts';

type Key = (typeof RECOVERY_TEXTS)[number];

/** What a page tells that asks for nothing. */
export interface Told {
  readonly title: Key;
  readonly lead: Key;
  /** What the lead's text is filled with. */
  readonly details?: Readonly<Record<string, string>>;
  readonly more?: Key;
  /** Where signing in is begun anew; as the root user where nothing else is said. */
  readonly back?: string;
}

/** A page that tells something and leads back to sign-in. */
export function toldPage(frame: SigninFrame, { title, lead, details, more, back }: Told): string {
  const { texts } = frame;
  const heading = texts(title);
  const content = html`<h1>${heading}</h1>
<p role="status">${texts(lead, details)}</p>
${more !== undefined && html`<p>${texts(more)}</p>`}`;
  return layout(frame, heading, content, { narrow: true, below: backLink(frame, back) });
}

/** A link that cannot be used; why is for the administrator to see, by the request id. */
export function uselessLinkPage(frame: SigninFrame, requestId: string): string {
  const { texts } = frame;
  const heading = texts('recovery.link.title');
  const content = html`<h1>${heading}</h1>
<p>${texts('recovery.link.lead')}</p>
<p class="actions"><a class="secondary" href="/signin/forgot/root">${texts('recovery.link.again')}</a></p>
<dl class="pairs"><dt>${texts('signin.refused.request')}</dt><dd><code id="request">${requestId}</code></dd></dl>`;
  return layout(frame, heading, content, { narrow: true, below: backLink(frame) });
}
