import type { Failure } from '../../failures/catalogue.ts';
import { type Html, html } from '../../http/html.ts';
import { layout } from '../../http/layout.ts';
import { csrfField, hiddenFields, type SigninFrame } from '../pages/frame.ts';
import { COPY_SCRIPT } from './copy-script.ts';
import type { Consent } from './parts.ts';
import type { LoginTexts } from './texts.ts';

/** What every page of `aws login` is made with. */
export interface LoginFrame extends SigninFrame {
  readonly login: LoginTexts;
}

/** Asks whether a command line may act as whoever is signed in. */
export function consentPage(
  frame: LoginFrame,
  consent: Consent,
  link: {
    /** The parameters of the client, which the form sends again. */
    readonly parameters: Readonly<Record<string, string>>;
    /** Where somebody else signs in, to come back here. */
    readonly signinPath: string;
  },
): string {
  const { login } = frame;
  const { isRemote, isRoot, sessionId } = consent;
  const title = login('login.consent.title');
  const content = html`<h1>${title}</h1>
<p>${login(isRemote ? 'login.consent.lead.remote' : 'login.consent.lead')}</p>
${
  isRemote &&
  html`<div class="notice" id="remote"><h2>${login('login.consent.warning.title')}</h2>
<p>${login('login.consent.warning')}</p></div>`
}
${isRoot && html`<p class="warning" id="root">${login('login.consent.root')}</p>`}
${consentFacts(frame, consent)}
<p>${login('login.consent.what')}</p>
<form class="actions" method="post" action="/v1/authorize">
${csrfField(frame)}${hiddenFields({ ...link.parameters, session: sessionId })}
<button name="decision" value="allow">${login('login.consent.allow')}</button>
<button class="quiet" name="decision" value="deny">${login('login.consent.deny')}</button>
</form>
<p class="links"><a href="${link.signinPath}">${login('login.consent.other')}</a></p>`;
  return layout(frame, title, content, { narrow: true });
}

function consentFacts({ login, language }: LoginFrame, consent: Consent): Html {
  const { account, alias, arn, expiresAt, isRemote, redirectUri, device, address } = consent;
  const shown = `${account.slice(0, 4)}-${account.slice(4, 8)}-${account.slice(8)}`;
  const until = new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(expiresAt);
  return html`<dl class="pairs">
<dt>${login('login.consent.account')}</dt><dd id="account">${alias === undefined ? shown : `${alias} (${shown})`}</dd>
<dt>${login('login.consent.arn')}</dt><dd><code id="arn">${arn}</code></dd>
<dt>${login('login.consent.device')}</dt><dd id="device">${
    isRemote
      ? login('login.consent.device.other')
      : login('login.consent.device.here', { origin: new URL(redirectUri).host })
  }</dd>
<dt>${login('login.consent.browser')}</dt><dd id="browser">${login('login.consent.browser.value', {
    device: device === '' ? '?' : device,
    address,
  })}</dd>
<dt>${login('login.consent.until')}</dt><dd><time datetime="${new Date(expiresAt).toISOString()}">${until} UTC</time></dd>
</dl>`;
}

/** The code of a command line on another device, to be copied to it by hand. */
export function codePage(frame: LoginFrame, text: string): string {
  const { login } = frame;
  const title = login('login.code.title');
  const content = html`<h1>${title}</h1>
<p>${login('login.code.lead')}</p>
<dl class="key"><dt id="label">${login('login.code.label')}</dt>
<dd><code id="code" tabindex="0" role="textbox" aria-readonly="true" aria-labelledby="label">${text}</code></dd></dl>
<button type="button" id="copy" hidden>${login('login.code.copy')}</button>
<p id="copied" role="status" data-text="${login('login.code.copied')}"></p>
<p class="warning">${login('login.code.warning')}</p>`;
  return layout(frame, title, content, { narrow: true, script: COPY_SCRIPT.path });
}

/** The confirmation page without a code: it was denied, or the link is not whole. */
export function noCodePage(frame: LoginFrame, why: 'denied' | 'lost'): string {
  const { login } = frame;
  const title = login(`login.${why}.title`);
  const content = html`<h1>${title}</h1><p role="status">${login(`login.${why}.lead`)}</p>`;
  return layout(frame, title, content, { narrow: true });
}

/** What was asked for is not granted, why, and what to do: it concerns whoever reads it. */
export function loginRefusedPage(
  frame: LoginFrame,
  { code, entry }: Failure,
  about: { readonly requestId: string; readonly returnUrl: string | undefined },
): string {
  const { login, language } = frame;
  const title = login('login.refused.title');
  const { requestId, returnUrl } = about;
  const content = html`<h1>${title}</h1>
<h2>${login('login.refused.cause')}</h2><p id="cause">${entry.cause[language]}</p>
<h2>${login('login.refused.fix')}</h2><p id="fix">${entry.fix[language]}</p>
<dl class="pairs">
<dt>${login('login.refused.code')}</dt><dd><code id="failure">${code}</code></dd>
<dt>${login('login.refused.request')}</dt><dd><code id="request">${requestId}</code></dd>
</dl>
${returnUrl !== undefined && html`<p><a class="wide" id="back" href="${returnUrl}" rel="noreferrer">${login('login.refused.back')}</a></p>`}`;
  return layout(frame, title, content, { narrow: true });
}
