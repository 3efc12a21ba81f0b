import type { InputOf } from '../../api/operations.ts';
import { emailOf, type User } from '../shared/people.ts';

/** The parts of a profile that an administrator edits, in the form's order. */
export const FIELDS = [
  'displayName',
  'givenName',
  'familyName',
  'email',
  'phone',
  'title',
  'userType',
  'locale',
  'timezone',
] as const;

export type Field = (typeof FIELDS)[number];

export type ProfileValues = Readonly<Record<Field, string>>;

/** The key of each part's name. */
export const LABELS = {
  displayName: 'idc.users.displayName',
  givenName: 'idc.users.givenName',
  familyName: 'idc.users.familyName',
  email: 'org.email',
  phone: 'contact.phone',
  title: 'idc.profile.title',
  userType: 'idc.profile.userType',
  locale: 'idc.profile.locale',
  timezone: 'idc.profile.timezone',
} as const satisfies Readonly<Record<Field, string>>;

/** Parts that nobody is without. */
const REQUIRED: readonly Field[] = ['displayName', 'givenName', 'familyName'];

/** A person's profile as fields; what is not there is empty. */
export function profileOf(user: User): ProfileValues {
  return {
    displayName: user.DisplayName ?? '',
    givenName: user.Name?.GivenName ?? '',
    familyName: user.Name?.FamilyName ?? '',
    email: emailOf(user) ?? '',
    phone: user.PhoneNumbers?.[0]?.Value ?? '',
    title: user.Title ?? '',
    userType: user.UserType ?? '',
    locale: user.Locale ?? '',
    timezone: user.Timezone ?? '',
  };
}

/** Whether fields can be stored. */
export function isValidProfile(values: ProfileValues): boolean {
  return REQUIRED.every((field) => values[field].trim() !== '');
}

type Operations = InputOf<'identitystore', 'UpdateUser'>['Operations'];

const PATHS = {
  displayName: 'displayName',
  givenName: 'name.givenName',
  familyName: 'name.familyName',
  title: 'title',
  userType: 'userType',
  locale: 'locale',
  timezone: 'timezone',
} as const;

/** What UpdateUser has to change; an emptied part is taken away. */
export function changesOf(before: ProfileValues, after: ProfileValues): Operations {
  return FIELDS.filter((field) => before[field] !== after[field].trim()).map((field) => {
    const value = after[field].trim();
    if (field === 'email' || field === 'phone') {
      const AttributePath = field === 'email' ? 'emails' : 'phoneNumbers';
      const item = { value, type: 'work', primary: true };
      return value === '' ? { AttributePath } : { AttributePath, AttributeValue: [item] };
    }
    const AttributePath = PATHS[field];
    return value === '' ? { AttributePath } : { AttributePath, AttributeValue: value };
  });
}
