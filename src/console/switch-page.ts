import { type Html, html } from '../http/html.ts';
import { layout, type PageFrame } from '../http/layout.ts';
import type { ConsoleTexts } from './texts.ts';

/** The colors that a role can be shown in, as AWS's console names them in its addresses. */
export const ROLE_COLORS = {
  red: 'F2B0A9',
  orange: 'FBBF93',
  yellow: 'FAD791',
  green: 'B7CA9D',
  blue: '99BCE3',
} as const;

/** What the form is filled with. */
export interface SwitchView {
  readonly account: string;
  readonly roleName: string;
  readonly displayName: string;
  /** Six hexadecimal digits, or empty. */
  readonly color: string;
  readonly destination: string;
  /** Who is signed in. */
  readonly arn: string;
  readonly csrf: string;
  /** AWS's own text of a refusal. */
  readonly refusal: string | undefined;
}

/** The page on which a role is switched to (aws-facts H3), made on the server. */
export function switchPage(frame: PageFrame, texts: ConsoleTexts, view: SwitchView): string {
  const title = texts('switch.title');
  const content = html`<h1>${title}</h1>
<p>${texts('switch.lead', { arn: view.arn })}</p>
${view.refusal !== undefined && html`<p class="refusal" role="alert"><code id="answer" lang="en">${view.refusal}</code></p>`}
<form method="post" action="/switchrole">
<input type="hidden" name="csrf" value="${view.csrf}">
<input type="hidden" name="destination" value="${view.destination}">
${textField('account', texts('switch.account'), texts('switch.account.hint'), view.account, true)}
${textField('roleName', texts('switch.role'), texts('switch.role.hint'), view.roleName, true)}
${textField('displayName', texts('switch.display'), texts('switch.display.hint'), view.displayName, false)}
${colors(texts, view.color)}
<div class="actions">
<button>${texts('switch.submit')}</button>
<a class="secondary" href="${view.destination}">${texts('switch.cancel')}</a>
</div>
</form>`;
  return layout(frame, title, content, { narrow: true });
}

function textField(
  name: string,
  label: string,
  hint: string,
  value: string,
  required: boolean,
): Html {
  return html`<div class="field">
<label for="${name}">${label}</label>
<p class="hint" id="${name}-hint">${hint}</p>
<input type="text" id="${name}" name="${name}" value="${value}" maxlength="64" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="${name}-hint"${required && html` required`}>
</div>`;
}

function colors(texts: ConsoleTexts, chosen: string): Html {
  const names = Object.keys(ROLE_COLORS) as (keyof typeof ROLE_COLORS)[];
  const known = names.some((name) => ROLE_COLORS[name] === chosen.toUpperCase());
  const others = known || chosen === '' ? [] : [radio(chosen, chosen, `#${chosen}`, true)];
  return html`<fieldset>
<legend>${texts('switch.color')}</legend>
${radio('', texts('switch.color.none'), undefined, chosen === '')}
${names.map((name) => {
  const color = ROLE_COLORS[name];
  return radio(color, texts(`switch.color.${name}`), `#${color}`, chosen.toUpperCase() === color);
})}
${others}
</fieldset>`;
}

/** A presentation attribute is no style that the content security policy would have to allow. */
function radio(value: string, label: string, fill: string | undefined, checked: boolean): Html {
  const id = `color-${value || 'none'}`;
  return html`<div class="choice">
<input type="radio" name="color" id="${id}" value="${value}"${checked && html` checked`}>
<label for="${id}">${fill !== undefined && html`<svg width="14" height="14" aria-hidden="true"><rect width="14" height="14" rx="3" fill="${fill}"/></svg> `}${label}</label>
</div>`;
}
