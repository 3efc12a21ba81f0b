import { html } from '../../http/html.ts';
import { languageLink, layout } from '../../http/layout.ts';
import type { Refusal } from '../service.ts';
import type { SigninFrame } from './frame.ts';

/**
 * A sign-in that was refused: calm words, AWS's own text, and the request id by which an
 * administrator finds the attempt with all its checks. Nothing else is told here.
 */
export function refusedPage(frame: SigninFrame, refusal: Refusal, requestId: string): string {
  const { texts } = frame;
  const title = texts('signin.refused.title');
  const content = html`<h1>${title}</h1>
<p>${texts('signin.refused.lead')}</p>
<p class="refusal"><code id="answer" lang="en">${answerText(refusal)}</code></p>
<dl class="pairs">
<dt>${texts('signin.refused.code')}</dt><dd><code id="code">${refusal.code}</code></dd>
<dt>${texts('signin.refused.request')}</dt><dd><code id="request">${requestId}</code></dd>
</dl>
<p>${texts('signin.refused.help')}</p>
${refusal.offersSignOut && html`<p class="actions"><a class="secondary" href="/federation?Action=logout">${texts('signin.refused.signOut')}</a></p>`}`;
  return layout(frame, title, content);
}

/** R063: the `here` of AWS's text is the link itself. */
function answerText({ text, offersSignOut }: Refusal) {
  const [before, after] = text.split('click here');
  if (!offersSignOut || after === undefined) return text;
  return html`${before}click <a href="/federation?Action=logout">here</a>${after}`;
}

/** The switch of the page: it asks for the same refusal in the other language. */
export function switchOfRefusal(
  code: string,
  requestId: string,
): NonNullable<SigninFrame['otherLanguage']> {
  return (language, name) => {
    const query = new URLSearchParams({ code, request: requestId, lang: language }).toString();
    return languageLink(language, name, `/signin/refused?${query}`);
  };
}
