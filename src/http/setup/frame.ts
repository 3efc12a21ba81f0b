import type { Language } from '../language.ts';
import { languageLink, type PageFrame } from '../layout.ts';
import type { SetupTexts } from './texts.ts';

/** What every set-up page is made with. */
export interface SetupFrame extends PageFrame {
  readonly texts: SetupTexts;
}

/** The switch of a page that its link's token asks for again. */
export function switchWithToken(token: string): NonNullable<PageFrame['otherLanguage']> {
  return (language: Language, name) => {
    const query = new URLSearchParams({ token, lang: language }).toString();
    return languageLink(language, name, `/setup?${query}`);
  };
}
