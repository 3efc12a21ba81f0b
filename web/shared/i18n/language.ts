import { LANGUAGES, type Language } from './languages.ts';

/** The language that the server chose for the page. */
export function pageLanguage(): Language {
  const { lang } = document.documentElement;
  return LANGUAGES.find((language) => language === lang) ?? LANGUAGES[0];
}

/** Tells the server, which remembers it in a cookie that scripts cannot touch. */
export function rememberLanguage(language: Language): void {
  document.documentElement.lang = language;
  fetch(`${location.pathname}?lang=${language}`, { credentials: 'same-origin' }).catch(
    () => undefined,
  );
}
