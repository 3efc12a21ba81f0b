import { applyMode, Mode } from '@cloudscape-design/global-styles';

const KEY = 'gatehouse.appearance';

/** Light, dark, or what the system prefers. */
export const APPEARANCES = ['light', 'dark', 'system'] as const;

export type Appearance = (typeof APPEARANCES)[number];

const systemIsDark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

/** What this browser chose. */
export function chosenAppearance(): Appearance {
  const kept = localStorage.getItem(KEY);
  return APPEARANCES.find((appearance) => appearance === kept) ?? 'system';
}

function show(appearance: Appearance): void {
  const dark = appearance === 'dark' || (appearance === 'system' && systemIsDark().matches);
  applyMode(dark ? Mode.Dark : Mode.Light);
  document.documentElement.dataset.appearance = dark ? 'dark' : 'light';
}

/** Remembers a choice and shows it. */
export function chooseAppearance(appearance: Appearance): void {
  localStorage.setItem(KEY, appearance);
  show(appearance);
}

/** Shows what was chosen, and follows the system while nothing was. */
export function beginAppearance(): void {
  show(chosenAppearance());
  systemIsDark().addEventListener('change', () => show(chosenAppearance()));
}
