import { invalid } from './errors.ts';

/** What an attribute may hold. Members are named as they are kept. */
export type Attribute = TextAttribute | { readonly kind: 'flag' } | Structure | ListAttribute;

interface TextAttribute {
  readonly kind: 'text';
  readonly most: number;
  readonly pattern: RegExp;
}

export interface Structure {
  readonly kind: 'structure';
  readonly members: Readonly<Record<string, Attribute>>;
}

interface ListAttribute {
  readonly kind: 'list';
  readonly most: number;
  readonly element: Structure;
}

const TEXT: TextAttribute = {
  kind: 'text',
  most: 1024,
  pattern: /^[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00a0\u3000]+$/u,
};
const USER_NAME: TextAttribute = {
  kind: 'text',
  most: 128,
  pattern: /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u,
};
const EXTERNAL: TextAttribute = { ...USER_NAME, most: 256 };
const FLAG = { kind: 'flag' } as const;

function structure(members: Structure['members']): Structure {
  return { kind: 'structure', members };
}

function list(most: number, members: Structure['members']): ListAttribute {
  return { kind: 'list', most, element: structure(members) };
}

const VALUED = { Value: TEXT, Type: TEXT, Primary: FLAG };
const externalIds = list(10, { Issuer: EXTERNAL, Id: EXTERNAL });

/** The one extension of users, by its name in requests; it is kept as `Enterprise`. */
export const ENTERPRISE = 'aws:identitystore:enterprise';

/** Every attribute of a user that a request can set (api-shapes, identitystore). */
export const userSchema = structure({
  UserName: USER_NAME,
  Name: structure({
    Formatted: TEXT,
    FamilyName: TEXT,
    GivenName: TEXT,
    MiddleName: TEXT,
    HonorificPrefix: TEXT,
    HonorificSuffix: TEXT,
  }),
  DisplayName: TEXT,
  NickName: TEXT,
  ProfileUrl: TEXT,
  Emails: list(1, VALUED),
  Addresses: list(1, {
    StreetAddress: TEXT,
    Locality: TEXT,
    Region: TEXT,
    PostalCode: TEXT,
    Country: TEXT,
    Formatted: TEXT,
    Type: TEXT,
    Primary: FLAG,
  }),
  PhoneNumbers: list(1, VALUED),
  UserType: TEXT,
  Title: TEXT,
  PreferredLanguage: TEXT,
  Locale: TEXT,
  Timezone: TEXT,
  Photos: list(3, { ...VALUED, Display: TEXT }),
  Website: TEXT,
  Birthdate: TEXT,
  Roles: list(1, VALUED),
  ExternalIds: externalIds,
  // Named as SCIM names them, for documents have no members of a model.
  Enterprise: structure({
    employeeNumber: TEXT,
    costCenter: TEXT,
    organization: TEXT,
    division: TEXT,
    department: TEXT,
    manager: structure({ value: TEXT, $ref: TEXT, displayName: TEXT }),
  }),
});

/** Every attribute of a group. */
export const groupSchema = structure({
  DisplayName: { ...TEXT, pattern: /^[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00a0]+$/u },
  Description: TEXT,
  ExternalIds: externalIds,
});

/** `UserName` → `userName`: the form of paths. */
export function pathName(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** The member that a path or a document names, whichever case its first letter has. */
export function memberOf(
  { members }: Structure,
  asked: string,
): readonly [name: string, attribute: Attribute] | undefined {
  return Object.entries(members).find(([name]) => pathName(name) === pathName(asked));
}

/** A value of a request in the form in which it is kept; throws ValidationException. */
export function readAttribute(attribute: Attribute, value: unknown, path: string): unknown {
  switch (attribute.kind) {
    case 'text':
      return isText(attribute, value) ? value : refuseValue(path);
    case 'flag':
      return typeof value === 'boolean' ? value : refuseValue(path);
    case 'structure':
      return readStructure(attribute, value, path);
    case 'list':
      if (!Array.isArray(value) || value.length === 0 || value.length > attribute.most) {
        return refuseValue(path);
      }
      return value.map((element) => readStructure(attribute.element, element, path));
  }
}

function readStructure(schema: Structure, value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuseValue(path);
  }
  const read: Record<string, unknown> = {};
  for (const [asked, part] of Object.entries(value)) {
    const found = memberOf(schema, asked);
    if (!found) throw unknownAttribute(`${path}.${asked}`);
    const [name, attribute] = found;
    if (part !== null && part !== undefined) {
      read[name] = readAttribute(attribute, part, `${path}.${pathName(name)}`);
    }
  }
  return read;
}

function isText({ most, pattern }: TextAttribute, value: unknown): value is string {
  if (typeof value !== 'string' || value.length > most * 2) return false;
  return pattern.test(value) && [...value].length <= most;
}

function refuseValue(path: string): never {
  throw invalid(`The value of the attribute ${path} is not valid`);
}

/** Refuses an attribute that there is not. */
export function unknownAttribute(path: string): Error {
  return invalid(`The attribute ${path.slice(0, 255)} is not supported`);
}
