import type { Language } from '../../../shared/i18n/languages.ts';
import type { InputOf } from '../../api/operations.ts';
import { ACCEPTED } from '../../shared/accepted.ts';

/** How a new person gets a first password (R139). */
export type FirstPassword = 'invitation' | 'one-time';

/** What the form of a new person has. */
export interface NewUser {
  readonly userName: string;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly displayName: string;
  /** In which mails are written to this person. */
  readonly language: Language;
  readonly firstPassword: FirstPassword;
}

export const NOBODY: NewUser = {
  userName: '',
  email: '',
  givenName: '',
  familyName: '',
  displayName: '',
  language: 'en',
  firstPassword: 'invitation',
};

/** Both names in the order in which a language says them. */
export function namesIn(language: 'en' | 'ko') {
  const names = ['givenName', 'familyName'] as const;
  return language === 'ko' ? names.toReversed() : names;
}

/** Names that Korean writes without a space between them. */
const HANGUL = /^\p{Script=Hangul}*$/u;

/** The display name that is offered: both names, in the order of the language. */
export function offeredName(
  { givenName, familyName }: Pick<NewUser, 'givenName' | 'familyName'>,
  language: 'en' | 'ko',
): string {
  const given = givenName.trim();
  const family = familyName.trim();
  if (language === 'en') return `${given} ${family}`.trim();
  const joint = HANGUL.test(family + given) ? '' : ' ';
  return `${family}${joint}${given}`.trim();
}

/** Whether everything is there that the directory needs. */
export function isComplete(user: NewUser): boolean {
  const { userName, email, givenName, familyName, displayName } = user;
  const isNamed = [givenName, familyName, displayName].every((text) => text.trim() !== '');
  const { userName: accepted, email: address } = ACCEPTED;
  return isNamed && accepted.test(userName.trim()) && address.test(email.trim());
}

/** The person as CreateUser takes it. The user name keeps every character (R029). */
export function createInput(
  IdentityStoreId: string,
  user: NewUser,
): InputOf<'identitystore', 'CreateUser'> {
  return {
    IdentityStoreId,
    UserName: user.userName.trim(),
    DisplayName: user.displayName.trim(),
    PreferredLanguage: user.language,
    Name: { GivenName: user.givenName.trim(), FamilyName: user.familyName.trim() },
    Emails: [{ Value: user.email.trim(), Type: 'work', Primary: true }],
  };
}
