import { type Html, html } from '../../http/html.ts';
import { layout } from '../../http/layout.ts';
import type { ChoosableAccount } from '../service.ts';
import { hiddenFields, type SigninFrame, switchByPosting } from './frame.ts';

/** What the chooser shows and posts back. */
export interface ChooserView {
  /** The path that the response was posted to. */
  readonly action: string;
  readonly accounts: readonly ChoosableAccount[];
  readonly response: string;
  readonly relayState: string | undefined;
  /** True when the form was sent without a choice. */
  readonly missing: boolean;
}

/**
 * The page on which one of several roles is chosen. Names of fields, `fieldset > div.saml-account`,
 * `div.saml-account-name` and the labels are those by which command line tools find the roles on
 * AWS's own page (aws-facts C7).
 */
export function chooserPage(frame: SigninFrame, view: ChooserView): string {
  const { texts } = frame;
  const title = texts('signin.choose.title');
  const fields = { SAMLResponse: view.response, RelayState: view.relayState };
  const otherLanguage = switchByPosting(view.action, fields);
  const content = html`<h1>${title}</h1>
<p>${texts('signin.choose.lead')}</p>
${view.missing && html`<p class="error" id="missing" role="alert">${texts('signin.choose.missing')}</p>`}
<form id="saml_form" name="saml_form" method="post" action="${view.action}">
${hiddenFields({ ...fields, lang: frame.language, name: '', portal: '' })}
<fieldset class="accounts"${view.missing && html` aria-describedby="missing"`}>
<legend class="hidden">${title}</legend>
${view.accounts.map((account, index) => accountGroup(frame, account, index))}
</fieldset>
<button id="signin_button">${texts('signin.choose.submit')}</button>
</form>`;
  return layout({ ...frame, otherLanguage }, title, content);
}

function accountGroup(
  { texts }: SigninFrame,
  { account, alias, roles }: ChoosableAccount,
  index: number,
): Html {
  const name = alias === undefined ? account : `${alias} (${account})`;
  const id = `account-${account}`;
  const rows = roles.map(
    ({ arn, name: role }, place) => html`<div class="saml-role choice">
<input type="radio" name="roleIndex" id="${arn}" value="${arn}" class="saml-radio" required${
      index === 0 && place === 0 && html` autofocus`
    }>
<label for="${arn}" class="saml-role-description">${role}</label>
</div>`,
  );
  return html`<div class="saml-account" role="group" aria-labelledby="${id}">
<div class="saml-account-name" id="${id}">${texts('signin.choose.account', { account: name })}</div>
${rows}
</div>`;
}
