import type { ListedGroup } from '../shared/group-picker.tsx';
import type { ListedPolicy } from '../shared/policy-picker.tsx';
import { type EnteredTags, NO_TAGS } from '../shared/tags.tsx';
import { FIRST_CHOICE, type PasswordChoice } from './password-fields.tsx';

/** What a new user is made from. */
export interface NewUser {
  readonly name: string;
  readonly hasPassword: boolean;
  readonly password: PasswordChoice;
  readonly groups: readonly ListedGroup[];
  readonly policies: readonly ListedPolicy[];
  readonly tags: EnteredTags;
}

/** Nothing entered yet. */
export const NOBODY: NewUser = {
  name: '',
  hasPassword: true,
  password: FIRST_CHOICE,
  groups: [],
  policies: [],
  tags: NO_TAGS,
};
