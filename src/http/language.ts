import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillTemplate } from '../failures/failure.ts';

/** Languages of pages; the first is the one for readers who ask for none of them. */
export const LANGUAGES = ['en', 'ko'] as const;

export type Language = (typeof LANGUAGES)[number];

/** Answers the text of a key with its details filled in. */
export type Texts<Key extends string> = (
  key: Key,
  details?: Readonly<Record<string, string>>,
) => string;

function isLanguage(text: string): text is Language {
  return LANGUAGES.some((language) => language === text);
}

/** The chosen language when it is one of ours, else the best of Accept-Language (RFC 9110, 12.5.4). */
export function chooseLanguage(chosen: unknown, accepted: string | undefined): Language {
  if (typeof chosen === 'string' && isLanguage(chosen)) return chosen;
  let best: Language = LANGUAGES[0];
  let bestWeight = 0;
  for (const range of (accepted ?? '').slice(0, 500).split(',')) {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const language = tag === '*' ? LANGUAGES[0] : (tag.split('-')[0] ?? '');
    const given = parameters.find((parameter) => parameter.startsWith('q='));
    const weight = given === undefined ? 1 : Number(given.slice(2));
    if (isLanguage(language) && weight > bestWeight) {
      best = language;
      bestWeight = weight;
    }
  }
  return best;
}

/** The folder of page texts, seen from src/http/ and from dist/http/ alike. */
const LOCALES = join(import.meta.dirname, '..', '..', 'locales');

/**
 * Reads the texts of `keys` in every language. Throws when one is missing: a page must not be found
 * incomplete by its reader.
 */
export function loadTexts<Key extends string>(
  keys: readonly Key[],
): Readonly<Record<Language, Texts<Key>>> {
  const read = (language: Language): Texts<Key> => {
    const file = join(LOCALES, `${language}.json`);
    const texts = new Map<string, string>(Object.entries(JSON.parse(readFileSync(file, 'utf8'))));
    for (const key of keys) {
      if (!texts.has(key)) throw new Error(`${file} has no text for \`${key}\``);
    }
    return (key, details = {}) => fillTemplate(texts.get(key) ?? '', details);
  };
  return { en: read('en'), ko: read('ko') };
}
