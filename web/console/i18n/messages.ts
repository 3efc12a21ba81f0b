import type { I18nProviderProps } from '@cloudscape-design/components/i18n';
import type english from '../../../locales/console.en.json';
import type { Language } from './languages.ts';

/** The key of a text in locales/console.*.json. */
export type TextKey = keyof typeof english;

/** Everything that is written in one language: our texts, and those of Cloudscape's components. */
export interface Messages {
  readonly language: Language;
  readonly texts: Readonly<Record<TextKey, string>>;
  readonly components: I18nProviderProps.Messages;
}

/** Loads a language; each is a file of its own. */
export async function loadMessages(language: Language): Promise<Messages> {
  const [texts, components] =
    language === 'ko'
      ? await Promise.all([
          import('../../../locales/console.ko.json'),
          import('@cloudscape-design/components/i18n/messages/all.ko'),
        ])
      : await Promise.all([
          import('../../../locales/console.en.json'),
          import('@cloudscape-design/components/i18n/messages/all.en'),
        ]);
  return { language, texts: texts.default, components: components.default };
}
