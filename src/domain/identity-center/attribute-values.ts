import type { UserAttributes } from '../directory/index.ts';

/** What a user has of its own in columns, beside the attributes. */
export interface AttributeOwner {
  readonly attributes: UserAttributes;
  readonly email: string | undefined;
}

/**
 * A user's values for attributes for access control by their sources, in the notation of the source:
 * `${path:name.givenName}`, `${path:enterprise.costCenter}`, `${user:email}` (aws-facts E6). Of
 * several values a source takes the primary one: `${path:emails[primary eq true].value}`.
 */
export function attributeValues({
  attributes,
  email,
}: AttributeOwner): ReadonlyMap<string, string> {
  const { UserName, Name } = attributes;
  const found = new Map<string, string>();
  const put: Put = (source, value) => {
    if (value !== '') found.set(`\${${source}}`, value);
  };
  putMembers(put, attributes, 'path:');
  put('user:name', UserName ?? '');
  put('user:subject', UserName ?? '');
  put('user:givenName', Name?.GivenName ?? '');
  put('user:familyName', Name?.FamilyName ?? '');
  put('user:email', email ?? '');
  return found;
}

type Put = (source: string, value: string) => void;

function putMembers(put: Put, holder: object, prefix: string): void {
  for (const [member, value] of Object.entries(holder)) {
    const source = prefix + member.charAt(0).toLowerCase() + member.slice(1);
    if (typeof value === 'string') put(source, value);
    else if (Array.isArray(value)) putPrimary(put, value, source);
    else if (typeof value === 'object' && value !== null) putMembers(put, value, `${source}.`);
  }
}

/** The primary one of several values; of one value there is no other to prefer. */
function putPrimary(put: Put, values: readonly unknown[], source: string): void {
  const objects = values.filter((value) => typeof value === 'object' && value !== null);
  const [first, ...others] = objects;
  const primary = objects.find((value) => 'Primary' in value && value.Primary === true);
  const chosen = primary ?? (others.length === 0 ? first : undefined);
  if (chosen) putMembers(put, chosen, `${source}[primary eq true].`);
}
