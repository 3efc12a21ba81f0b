import type { Failure } from '../../failures/catalogue.ts';
import { type Html, html } from '../../http/html.ts';
import { layout } from '../../http/layout.ts';
import { fieldView } from '../pages/fields.ts';
import { csrfField, hiddenFields, type SigninFrame } from '../pages/frame.ts';
import type { SsoTexts } from './texts.ts';

/** What every page of `aws sso login` is made with. */
export interface SsoFrame extends SigninFrame {
  readonly sso: SsoTexts;
}

/** What somebody is asked to allow, and as whom. Times are milliseconds since 1970. */
export interface Confirmation {
  /** The form goes there, with these fields. */
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly clientName: string;
  readonly userName: string;
  readonly expiresAt: number;
  /** Of a device that waits elsewhere; otherwise the client is on this computer. */
  readonly device:
    | { readonly userCode: string; readonly address: string; readonly createdAt: number }
    | undefined;
  /** Where the code goes that a client on this computer gets. */
  readonly redirectHost: string | undefined;
}

/** Asks for the code that a command line shows. */
export function codePage(
  frame: SsoFrame,
  about: { readonly action: string; readonly typed: string; readonly wrong: Failure | undefined },
): string {
  const { sso, language } = frame;
  const { action, typed, wrong } = about;
  const title = sso('sso.code.title');
  const content = html`<h1>${title}</h1>
<p>${sso('sso.code.lead')}</p>
${
  wrong &&
  html`<div class="notice" role="alert" id="wrong"><h2>${sso('sso.code.wrong')}</h2>
<p>${wrong.entry.cause[language]}</p><p>${wrong.entry.fix[language]}</p>
<p><code id="failure">${wrong.code}</code></p></div>`
}
<form method="get" action="${action}">
${fieldView({
  id: 'user_code',
  label: sso('sso.code.label'),
  hint: sso('sso.code.hint'),
  attributes: html`type="text" value="${typed}" required maxlength="16" autocomplete="off" autocapitalize="characters" spellcheck="false" autofocus`,
})}
<div class="actions"><button>${sso('sso.code.submit')}</button></div>
</form>`;
  return layout(frame, title, content, { narrow: true });
}

/** Asks whether a command line may act for whoever is signed in. */
export function confirmPage(frame: SsoFrame, asked: Confirmation): string {
  const { sso } = frame;
  const { device, action, fields, clientName } = asked;
  const title = sso(device ? 'sso.confirm.title' : 'sso.consent.title');
  const content = html`<h1>${title}</h1>
<p>${sso(device ? 'sso.confirm.lead' : 'sso.consent.lead', { client: clientName })}</p>
${
  device &&
  html`<p>${sso('sso.confirm.compare')}</p>
<p class="device-code"><code id="code">${device.userCode}</code></p>`
}
<div class="notice" id="warning"><h2>${sso('sso.confirm.warning.title')}</h2>
<p>${sso(device ? 'sso.confirm.warning' : 'sso.consent.warning')}</p></div>
${facts(frame, asked)}
<p>${sso('sso.confirm.what')}</p>
<form class="actions" method="post" action="${action}">
${csrfField(frame)}${hiddenFields(fields)}
<button name="decision" value="allow">${sso('sso.confirm.allow')}</button>
<button class="quiet" name="decision" value="deny">${sso('sso.confirm.deny')}</button>
</form>`;
  return layout(frame, title, content, { narrow: true });
}

function facts(frame: SsoFrame, asked: Confirmation): Html {
  const { sso } = frame;
  const { clientName, userName, expiresAt, device, redirectHost } = asked;
  return html`<dl class="pairs">
<dt>${sso('sso.confirm.client')}</dt><dd id="client">${clientName}</dd>
${
  device &&
  html`<dt>${sso('sso.confirm.address')}</dt><dd id="address">${device.address}</dd>
<dt>${sso('sso.confirm.time')}</dt><dd>${moment(frame, device.createdAt)}</dd>`
}
${
  redirectHost !== undefined &&
  html`<dt>${sso('sso.confirm.address')}</dt><dd id="address">${sso('sso.consent.where', { host: redirectHost })}</dd>`
}
<dt>${sso('sso.confirm.user')}</dt><dd id="user">${userName}</dd>
<dt>${sso('sso.confirm.until')}</dt><dd>${moment(frame, expiresAt)}</dd>
</dl>`;
}

function moment({ language }: SsoFrame, time: number): Html {
  const shown = new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(time);
  return html`<time datetime="${new Date(time).toISOString()}">${shown} UTC</time>`;
}

/** Somebody has answered for a device. */
export function answeredPage(frame: SsoFrame, how: 'done' | 'denied'): string {
  const { sso } = frame;
  const title = sso(`sso.${how}.title`);
  const content = html`<h1>${title}</h1><p role="status">${sso(`sso.${how}.lead`)}</p>`;
  return layout(frame, title, content, { narrow: true });
}

/** What was asked for is not granted, why, and what to do. */
export function ssoRefusedPage(
  frame: SsoFrame,
  { code, entry }: Failure,
  requestId: string,
): string {
  const { sso, language } = frame;
  const title = sso('sso.refused.title');
  const content = html`<h1>${title}</h1>
<h2>${sso('sso.refused.cause')}</h2><p id="cause">${entry.cause[language]}</p>
<h2>${sso('sso.refused.fix')}</h2><p id="fix">${entry.fix[language]}</p>
<dl class="pairs">
<dt>${sso('sso.refused.code')}</dt><dd><code id="failure">${code}</code></dd>
<dt>${sso('sso.refused.request')}</dt><dd><code id="request">${requestId}</code></dd>
</dl>`;
  return layout(frame, title, content, { narrow: true });
}
