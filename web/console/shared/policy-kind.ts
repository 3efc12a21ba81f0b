import type { Translate } from '../i18n/texts.tsx';

const KINDS = ['identity', 'resource', 'trust', 'boundary', 'session', 'scp', 'rcp'] as const;

/** What a kind of policies is called, as the server names it; an unknown one keeps its name. */
export function policyKind(told: string, t: Translate): string {
  const kind = KINDS.find((each) => each === told);
  return kind === undefined ? told : t(`policyKind.${kind}`);
}
