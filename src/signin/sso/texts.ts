import type { Texts } from '../../http/language.ts';

/** Keys of the texts of the pages of `aws sso login` in locales/. */
export const SSO_TEXTS = [
  'sso.code.title',
  'sso.code.lead',
  'sso.code.label',
  'sso.code.hint',
  'sso.code.submit',
  'sso.code.wrong',
  'sso.confirm.title',
  'sso.confirm.lead',
  'sso.confirm.compare',
  'sso.confirm.client',
  'sso.confirm.address',
  'sso.confirm.time',
  'sso.confirm.user',
  'sso.confirm.until',
  'sso.confirm.warning.title',
  'sso.confirm.warning',
  'sso.confirm.what',
  'sso.confirm.allow',
  'sso.confirm.deny',
  'sso.consent.title',
  'sso.consent.lead',
  'sso.consent.where',
  'sso.consent.warning',
  'sso.done.title',
  'sso.done.lead',
  'sso.denied.title',
  'sso.denied.lead',
  'sso.refused.title',
  'sso.refused.cause',
  'sso.refused.fix',
  'sso.refused.code',
  'sso.refused.request',
] as const;

export type SsoTexts = Texts<(typeof SSO_TEXTS)[number]>;
