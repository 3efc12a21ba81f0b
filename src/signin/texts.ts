import type { Texts } from '../http/language.ts';
import { CHALLENGE_TEXTS } from './challenge/texts.ts';
import { FLOW_TEXTS } from './flow/texts.ts';
import { RECOVERY_TEXTS } from './recovery/texts.ts';
import { MFA_TEXTS } from './workforce/mfa/texts.ts';
import { WORKFORCE_TEXTS } from './workforce/texts.ts';

/** Keys of every text of the sign-in pages in locales/. */
export const SIGNIN_TEXTS = [
  ...CHALLENGE_TEXTS,
  ...FLOW_TEXTS,
  ...RECOVERY_TEXTS,
  ...WORKFORCE_TEXTS,
  ...MFA_TEXTS,
  'language.name',
  'language.choose',
  'signin.choose.title',
  'signin.choose.lead',
  'signin.choose.account',
  'signin.choose.submit',
  'signin.choose.missing',
  'signin.refused.title',
  'signin.refused.lead',
  'signin.refused.help',
  'signin.refused.code',
  'signin.refused.request',
  'signin.refused.signOut',
  'signin.replace.title',
  'signin.replace.lead',
  'signin.replace.now',
  'signin.replace.next',
  'signin.replace.submit',
  'signin.replace.keep',
  'signin.late.title',
  'signin.late.lead',
  'signin.foreign.title',
  'signin.foreign.lead',
  'signin.fault.title',
  'signin.fault.lead',
  'signin.action.title',
  'signin.action.lead',
  'signin.post.title',
  'signin.post.lead',
  'signin.large.title',
  'signin.large.lead',
  'signin.unreadable.title',
  'signin.unreadable.lead',
  'session.out.title',
  'session.out.lead',
  'session.out.own',
  'session.out.again',
] as const;

export type SigninTexts = Texts<(typeof SIGNIN_TEXTS)[number]>;
