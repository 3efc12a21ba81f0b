import { Html, html } from './html.ts';
import { LANGUAGES, type Language } from './language.ts';
import { STYLE } from './style.ts';

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

/** What some pages have besides their content. */
export interface PageExtras {
  /** What stands below the card: other ways, help. */
  readonly below?: Html;
  /** A narrow card, for a form of a few fields. */
  readonly narrow?: boolean;
  /** The path of a script; the answer must allow scripts of this origin. */
  readonly script?: string;
}

const INLINE_STYLE = new Html(`<style>${STYLE}</style>`);

/** A gate: two posts and an arch. Decoration, so it has no name. */
const MARK = html`<svg class="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><path d="M3 21V10a9 9 0 0 1 18 0v11h-5V11a4 4 0 0 0-8 0v10z" fill="currentColor"/></svg>`;

/** A whole page around `content`. */
export function layout(
  frame: PageFrame,
  title: string,
  content: Html,
  { below, narrow = false, script }: PageExtras = {},
): string {
  const page = html`<!doctype html>
<html lang="${frame.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} – Gatehouse</title>
${INLINE_STYLE}
${script !== undefined && html`<script src="${script}" defer></script>`}
</head>
<body${narrow && html` class="narrow"`}>
<header>
<span class="brand">${MARK}Gatehouse</span>
${frame.otherLanguage && languageSwitch(frame, frame.otherLanguage)}
</header>
<main>
<div class="card">
${content}
</div>
${below}
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
