/** Languages of the console; the first is the one for whoever chose none. */
export const LANGUAGES = ['en', 'ko'] as const;

export type Language = (typeof LANGUAGES)[number];

/** What each language calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', ko: '한국어' };

/** The language that the server chose for the page. */
export function pageLanguage(): Language {
  const { lang } = document.documentElement;
  return LANGUAGES.find((language) => language === lang) ?? LANGUAGES[0];
}

/** Tells the server, which remembers it in a cookie that scripts cannot touch. */
export function rememberLanguage(language: Language): void {
  document.documentElement.lang = language;
  fetch(`/console?lang=${language}`, { credentials: 'same-origin' }).catch(() => undefined);
}
