import { UNBUILT_TEXTS } from '../http/app-page.ts';
import type { Texts } from '../http/language.ts';

/** The texts of the pages that the console has on the server. */
export const CONSOLE_TEXTS = [
  'language.name',
  'language.choose',
  ...UNBUILT_TEXTS,
  'switch.title',
  'switch.lead',
  'switch.account',
  'switch.account.hint',
  'switch.role',
  'switch.role.hint',
  'switch.display',
  'switch.display.hint',
  'switch.color',
  'switch.color.none',
  'switch.color.red',
  'switch.color.orange',
  'switch.color.yellow',
  'switch.color.green',
  'switch.color.blue',
  'switch.submit',
  'switch.cancel',
] as const;

export type ConsoleTexts = Texts<(typeof CONSOLE_TEXTS)[number]>;
