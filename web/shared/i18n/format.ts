import { useMemo } from 'react';
import { useTexts } from './texts.tsx';
import { type Format, formatOf } from './time-format.ts';

/** The formats of the language that is on. */
export function useFormat(): Format {
  const { language } = useTexts();
  return useMemo(() => formatOf(language), [language]);
}
