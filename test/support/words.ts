/** The texts of the pages in one language, for tests that find things by what people read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../tools/tree.ts';

/** The languages of the pages. */
export type Language = 'en' | 'ko';

/** Answers the text of a key with its details filled in; of a key that is not there it throws. */
export type Words = (key: string, details?: Readonly<Record<string, string>>) => string;

/** The texts of the server's pages, the console and the portal together: no key is in two of them. */
export function wordsOf(language: Language): Words {
  const texts: Readonly<Record<string, string>> = {
    ...readTexts(`${language}.json`),
    ...readTexts(`console.${language}.json`),
    ...readTexts(`portal.${language}.json`),
    ...readTexts(`shared.${language}.json`),
  };
  return (key, details = {}) => {
    const text = texts[key];
    if (text === undefined) throw new Error(`there is no text ${key} in ${language}`);
    return text.replace(/\{(\w+)\}/g, (place, name: string) => details[name] ?? place);
  };
}

function readTexts(file: string): Record<string, string> {
  return JSON.parse(readFileSync(join(ROOT, 'locales', file), 'utf8'));
}
