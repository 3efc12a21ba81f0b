import { useTexts as useTextsOf } from '../../shared/i18n/texts.tsx';
import type { TextKey } from './messages.ts';

/** Answers the text of a key with its details filled in. */
export type Translate = ReturnType<typeof useTexts>['t'];

/** The portal's texts and the language that is on. */
export function useTexts() {
  return useTextsOf<TextKey>();
}
