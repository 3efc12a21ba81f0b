import type { DirectoryUserTable } from '../../store/index.ts';
import { ENTERPRISE, readAttribute, unknownAttribute, userSchema } from './attribute-schema.ts';
import { invalid } from './errors.ts';
import { directoryKey } from './keys.ts';

/** A value with its kind: an e-mail address, a phone number, a role, a photo. */
export interface Valued {
  readonly Value?: string | undefined;
  readonly Type?: string | undefined;
  readonly Primary?: boolean | undefined;
}

/** A name that another directory gave a user or group. */
export interface ExternalId {
  readonly Issuer: string;
  readonly Id: string;
}

/** A person's name in its parts. */
export interface PersonName {
  readonly Formatted?: string | undefined;
  readonly FamilyName?: string | undefined;
  readonly GivenName?: string | undefined;
  readonly MiddleName?: string | undefined;
  readonly HonorificPrefix?: string | undefined;
  readonly HonorificSuffix?: string | undefined;
}

interface Address {
  readonly StreetAddress?: string | undefined;
  readonly Locality?: string | undefined;
  readonly Region?: string | undefined;
  readonly PostalCode?: string | undefined;
  readonly Country?: string | undefined;
  readonly Formatted?: string | undefined;
  readonly Type?: string | undefined;
  readonly Primary?: boolean | undefined;
}

/** A user's attributes in the form of the operations. */
export interface UserAttributes {
  readonly UserName?: string | undefined;
  readonly Name?: PersonName | undefined;
  readonly DisplayName?: string | undefined;
  readonly NickName?: string | undefined;
  readonly ProfileUrl?: string | undefined;
  readonly Emails?: readonly Valued[] | undefined;
  readonly Addresses?: readonly Address[] | undefined;
  readonly PhoneNumbers?: readonly Valued[] | undefined;
  readonly UserType?: string | undefined;
  readonly Title?: string | undefined;
  readonly PreferredLanguage?: string | undefined;
  readonly Locale?: string | undefined;
  readonly Timezone?: string | undefined;
  readonly Photos?: readonly (Valued & { readonly Display?: string | undefined })[] | undefined;
  readonly Website?: string | undefined;
  readonly Birthdate?: string | undefined;
  readonly Roles?: readonly Valued[] | undefined;
  readonly ExternalIds?: readonly ExternalId[] | undefined;
  /** The members of `aws:identitystore:enterprise`. */
  readonly Enterprise?: Readonly<Record<string, unknown>> | undefined;
}

/** Names that no user and no group may have (aws-facts F2). */
const RESERVED = new Set(['administrator', 'awsadministrators']);

/** Refuses a reserved name, whatever the case of its letters. */
export function refuseReserved(name: string): void {
  if (RESERVED.has(directoryKey(name))) {
    throw invalid(`${name} is a reserved name and cannot be used`);
  }
}

/** The attributes of CreateUser's input; its documents are checked. Throws ValidationException. */
export function newAttributes(
  input: {
    readonly [Name in keyof UserAttributes]?: unknown;
  } & { readonly Extensions?: Readonly<Record<string, unknown>> | undefined },
): UserAttributes {
  const { Extensions: extensions = {}, ...members } = input;
  const attributes: Record<string, unknown> = {};
  for (const [name, attribute] of Object.entries(userSchema.members)) {
    const value = members[name as keyof UserAttributes];
    if (value !== undefined) attributes[name] = readAttribute(attribute, value, name);
  }
  for (const [name, value] of Object.entries(extensions)) {
    if (name !== ENTERPRISE) throw unknownAttribute(name);
    const { Enterprise } = userSchema.members;
    if (Enterprise) attributes.Enterprise = readAttribute(Enterprise, value, ENTERPRISE);
  }
  return attributes;
}

const REQUIRED: readonly (readonly [path: string, of: (all: UserAttributes) => unknown])[] = [
  ['userName', ({ UserName }) => UserName],
  ['name.familyName', ({ Name }) => Name?.FamilyName],
  ['name.givenName', ({ Name }) => Name?.GivenName],
  ['displayName', ({ DisplayName }) => DisplayName],
];

/** The columns that a user's attributes are kept in. */
export type AttributeColumns = Pick<
  DirectoryUserTable,
  | 'user_name'
  | 'user_name_key'
  | 'display_name'
  | 'given_name'
  | 'family_name'
  | 'email'
  | 'email_key'
  | 'profile'
>;

/** Attributes as columns; throws ValidationException when one is missing that every user has. */
export function columnsOf(attributes: UserAttributes): AttributeColumns {
  const missing = REQUIRED.find(([, of]) => of(attributes) === undefined);
  if (missing) throw invalid(`${missing[0]} is a required attribute`);
  const { UserName = '', DisplayName = '', Name = {}, ExternalIds: _ids, ...rest } = attributes;
  refuseReserved(UserName);
  const { GivenName = '', FamilyName = '', ...furtherNames } = Name;
  const email = attributes.Emails?.[0]?.Value ?? null;
  const profile = Object.keys(furtherNames).length === 0 ? rest : { ...rest, Name: furtherNames };
  return {
    user_name: UserName,
    user_name_key: directoryKey(UserName),
    display_name: DisplayName,
    given_name: GivenName,
    family_name: FamilyName,
    email,
    email_key: email === null ? null : directoryKey(email),
    profile: JSON.stringify(profile),
  };
}

/** The attributes that a row holds; external ids are in a table of their own. */
export function attributesOf(
  row: Pick<
    AttributeColumns,
    'user_name' | 'display_name' | 'given_name' | 'family_name' | 'profile'
  >,
): UserAttributes {
  const profile = JSON.parse(row.profile) as UserAttributes;
  return {
    ...profile,
    UserName: row.user_name,
    DisplayName: row.display_name,
    Name: { ...profile.Name, FamilyName: row.family_name, GivenName: row.given_name },
  };
}
