import type { ListedPolicy } from '../shared/policy-picker.tsx';
import type { EnteredTags } from '../shared/tags.tsx';
import type { TrustChoice } from './trust-documents.ts';

/** What a new role is made from. */
export interface NewRole {
  readonly trust: TrustChoice;
  /** The trust policy as it will be stored. */
  readonly document: string;
  readonly policies: readonly ListedPolicy[];
  readonly name: string;
  readonly description: string;
  /** How long sessions may last at most, in hours. */
  readonly hours: string;
  readonly tags: EnteredTags;
}

/** Whether somebody who may assume the role was named. */
export function isTrustChosen({ kind, account, provider }: TrustChoice): boolean {
  if (kind === 'account') return /^\d{12}$/.test(account);
  return kind === 'custom' || provider !== '';
}

/** Whether a number of hours can be the longest session of a role. */
export function isSessionLength(hours: string): boolean {
  const value = Number(hours);
  return /^\d{1,2}$/.test(hours) && value >= 1 && value <= 12;
}
