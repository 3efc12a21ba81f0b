import type { Texts } from '../http/language.ts';

/** The texts of the pages that the console has on the server. */
export const CONSOLE_TEXTS = [
  'language.name',
  'language.choose',
  'console.unbuilt.title',
  'console.unbuilt.lead',
  'console.unbuilt.how',
] as const;

export type ConsoleTexts = Texts<(typeof CONSOLE_TEXTS)[number]>;
