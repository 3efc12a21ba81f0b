import type { FastifyReply, FastifyRequest } from 'fastify';
import { readCookie, setCookie } from '../http/cookies.ts';
import { chooseLanguage, LANGUAGES, type Language, loadTexts } from '../http/language.ts';
import { languageLink, type PageFrame } from '../http/layout.ts';
import { CONSOLE_TEXTS, type ConsoleTexts } from './texts.ts';

const YEAR = 365 * 24 * 60 * 60;

/** The language that was asked for, which is remembered, or the one that a browser is known to want. */
export function languageOf(request: FastifyRequest, reply: FastifyReply): Language {
  const { lang } = request.query as { readonly lang?: unknown };
  const chosen = LANGUAGES.find((language) => language === lang);
  if (chosen !== undefined) setCookie(request, reply, 'language', chosen, YEAR);
  const remembered = chosen ?? readCookie(request, 'language');
  return chooseLanguage(remembered, request.headers['accept-language']);
}

/** Frames of pages that are made on the server, and their texts. */
export type Framing = (
  language: Language,
  path: string,
) => { readonly frame: PageFrame; readonly texts: ConsoleTexts };

/** Prepares the frames; throws when a text is missing. */
export function createFraming(): Framing {
  const all = loadTexts(CONSOLE_TEXTS);
  const languageNames = { en: all.en('language.name'), ko: all.ko('language.name') };
  return (language, path) => {
    const texts = all[language];
    const [page = '', query = ''] = path.split('?', 2);
    const otherLanguage = (other: Language, name: string) => {
      const parameters = new URLSearchParams(query);
      parameters.set('lang', other);
      return languageLink(other, name, `${page}?${parameters}`);
    };
    const languageLabel = texts('language.choose');
    return { texts, frame: { language, languageNames, languageLabel, otherLanguage } };
  };
}
