import type english from '../../../locales/portal.en.json';
import type { Language } from '../../shared/i18n/languages.ts';
import type { Messages, SharedKey } from '../../shared/i18n/texts.tsx';

/** The key of a text in locales/portal.*.json, or of one that the apps share. */
export type TextKey = keyof typeof english | SharedKey;

/** Loads a language; each is a file of its own. */
export async function loadMessages(language: Language): Promise<Messages<TextKey>> {
  const [own, shared, components] =
    language === 'ko'
      ? await Promise.all([
          import('../../../locales/portal.ko.json'),
          import('../../../locales/shared.ko.json'),
          import('@cloudscape-design/components/i18n/messages/all.ko'),
        ])
      : await Promise.all([
          import('../../../locales/portal.en.json'),
          import('../../../locales/shared.en.json'),
          import('@cloudscape-design/components/i18n/messages/all.en'),
        ]);
  const texts = { ...shared.default, ...own.default };
  return { language, texts, components: components.default };
}
