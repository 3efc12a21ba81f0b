import { type Html, html } from './html.ts';
import { LANGUAGES, type Language } from './language.ts';
import { STYLE_PATH } from './style.ts';

/** What every page that is made on the server is framed with. */
export interface PageFrame {
  readonly language: Language;
  /** Names of languages in themselves. */
  readonly languageNames: Readonly<Record<Language, string>>;
  /** What the language switch is called. */
  readonly languageLabel: string;
  /** The entry of the switch for another language; absent where the page cannot be asked again. */
  readonly otherLanguage?: (language: Language, name: string) => Html;
}

/** A whole page around `content`. */
export function layout(frame: PageFrame, title: string, content: Html): string {
  const page = html`<!doctype html>
<html lang="${frame.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} – Gatehouse</title>
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body>
<header>
<span class="brand">Gatehouse</span>
${frame.otherLanguage && languageSwitch(frame, frame.otherLanguage)}
</header>
<main>
${content}
</main>
</body>
</html>
`;
  return page.text;
}

function languageSwitch(
  frame: PageFrame,
  otherLanguage: NonNullable<PageFrame['otherLanguage']>,
): Html {
  const entries = LANGUAGES.map((language) => {
    const name = frame.languageNames[language];
    const entry =
      language === frame.language
        ? html`<span lang="${language}" aria-current="true">${name}</span>`
        : otherLanguage(language, name);
    return html`<li>${entry}</li>`;
  });
  return html`<nav aria-label="${frame.languageLabel}"><ul>${entries}</ul></nav>`;
}

/** An entry of the switch that leads to the same page in another language. */
export function languageLink(language: Language, name: string, href: string): Html {
  return html`<a lang="${language}" hreflang="${language}" href="${href}">${name}</a>`;
}
