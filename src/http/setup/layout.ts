import { type Html, html } from '../html.ts';
import { LANGUAGES, type Language } from '../language.ts';
import type { SetupTexts } from './texts.ts';

/** What every set-up page is made with. */
export interface PageFrame {
  readonly language: Language;
  readonly texts: SetupTexts;
  /** Names of languages in themselves. */
  readonly languageNames: Readonly<Record<Language, string>>;
  readonly stylePath: string;
  /** The link's token, when the page can be asked for again in another language. */
  readonly token?: string;
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
<title>${title}</title>
<link rel="stylesheet" href="${frame.stylePath}">
</head>
<body>
<header>
<span class="brand">Gatehouse</span>
${frame.token !== undefined && languageSwitch(frame, frame.token)}
</header>
<main>
${content}
</main>
</body>
</html>
`;
  return page.text;
}

function languageSwitch(frame: PageFrame, token: string): Html {
  const links = LANGUAGES.map((language) => {
    const name = frame.languageNames[language];
    if (language === frame.language) {
      return html`<li><span lang="${language}" aria-current="true">${name}</span></li>`;
    }
    const query = new URLSearchParams({ token, lang: language }).toString();
    const href = `/setup?${query}`;
    return html`<li><a lang="${language}" hreflang="${language}" href="${href}">${name}</a></li>`;
  });
  return html`<nav aria-label="${frame.texts('language.choose')}"><ul>${links}</ul></nav>`;
}
