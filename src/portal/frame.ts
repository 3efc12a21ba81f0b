import type { FastifyReply, FastifyRequest } from 'fastify';
import { UNBUILT_TEXTS } from '../http/app-page.ts';
import { readCookie, setCookie } from '../http/cookies.ts';
import {
  chooseLanguage,
  LANGUAGES,
  type Language,
  loadTexts,
  type Texts,
} from '../http/language.ts';
import { languageLink, type PageFrame } from '../http/layout.ts';

const PORTAL_TEXTS = [
  'language.name',
  'language.choose',
  'portal.unknown.title',
  'portal.unknown.lead',
  ...UNBUILT_TEXTS,
] as const;

/** The texts of the pages that the portal has on the server. */
export type PortalTexts = Texts<(typeof PORTAL_TEXTS)[number]>;

const YEAR = 365 * 24 * 60 * 60;

/** The language that was asked for, which is remembered, or the one that a browser is known to want. */
export function languageOf(request: FastifyRequest, reply: FastifyReply): Language {
  const { lang } = request.query as { readonly lang?: unknown };
  const chosen = LANGUAGES.find((language) => language === lang);
  if (chosen !== undefined) setCookie(request, reply, 'language', chosen, YEAR);
  const remembered = chosen ?? readCookie(request, 'language');
  return chooseLanguage(remembered, request.headers['accept-language']);
}

/** The frame of a page that is made on the server, and its texts. */
export interface Framed {
  readonly frame: PageFrame;
  readonly texts: PortalTexts;
}

/** Prepares the frames; throws when a text is missing. */
export function createFraming(): (language: Language, path: string) => Framed {
  const all = loadTexts(PORTAL_TEXTS);
  const languageNames = { en: all.en('language.name'), ko: all.ko('language.name') };
  return (language, path) => {
    const texts = all[language];
    const otherLanguage = (other: Language, name: string) =>
      languageLink(other, name, `${path}?lang=${other}`);
    const languageLabel = texts('language.choose');
    return { texts, frame: { language, languageNames, languageLabel, otherLanguage } };
  };
}
