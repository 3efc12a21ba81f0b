import type { Translate } from '../i18n/texts.tsx';

const KINDS = [
  'saml-api',
  'saml-browser',
  'web-identity',
  'federation-endpoint',
  'aws-login',
  'identity-center',
  'console-sign-in',
  'workforce-sign-in',
  'recovery',
] as const;

/** By what way somebody tried to come in; one that the app does not know keeps its name. */
export function attemptKind(told: string, t: Translate): string {
  const kind = KINDS.find((each) => each === told);
  return kind === undefined ? told : t(`attempts.kind.${kind}`);
}
