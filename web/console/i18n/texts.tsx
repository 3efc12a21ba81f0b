/**
 * web/console/i18n: the console's own texts, those of locales/console.*.json, beside those that it
 * shares with other apps (web/shared/i18n).
 */
import { useTexts as useTextsOf } from '../../shared/i18n/texts.tsx';
import type { TextKey } from './messages.ts';

export { Rich } from '../../shared/i18n/texts.tsx';

/** Answers the text of a key with its details filled in. */
export type Translate = ReturnType<typeof useTexts>['t'];

/** The console's texts and the language that is on. */
export function useTexts() {
  return useTextsOf<TextKey>();
}
