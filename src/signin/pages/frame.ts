import { type Html, html } from '../../http/html.ts';
import type { Language } from '../../http/language.ts';
import type { PageFrame } from '../../http/layout.ts';
import type { SigninTexts } from '../texts.ts';

/** What every sign-in page is made with. */
export interface SigninFrame extends PageFrame {
  readonly texts: SigninTexts;
  /** The token that forms of this browser carry; see csrf.ts. Asking for it sets the cookie. */
  readonly formToken: () => string;
}

/** The hidden field that every form of the sign-in pages carries; `isOwnBrowserForm` reads it. */
export function csrfField({ formToken }: Pick<SigninFrame, 'formToken'>): Html {
  return html`<input type="hidden" name="csrf" value="${formToken()}">`;
}

/** Hidden fields of a form; those without a value are left out. */
export function hiddenFields(fields: Readonly<Record<string, string | undefined>>): Html[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [html`<input type="hidden" name="${name}" value="${value}">`],
  );
}

/** The language switch of a page that was posted: it posts the same fields again. */
export function switchByPosting(
  action: string,
  fields: Readonly<Record<string, string | undefined>>,
): NonNullable<PageFrame['otherLanguage']> {
  return (language: Language, name) => html`<form method="post" action="${action}">
${hiddenFields({ ...fields, lang: language })}
<button class="plain" lang="${language}">${name}</button>
</form>`;
}
