import { type ConstraintTable, integer, list, text } from './constraint.ts';

const identityStoreId = text({
  min: 1,
  max: 36,
  pattern: 'd-[0-9a-f]{10}$|^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
});
const resourceId = text({
  min: 1,
  max: 47,
  pattern:
    '([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}',
});
const userName = text({ min: 1, max: 128, pattern: String.raw`[\p{L}\p{M}\p{S}\p{N}\p{P}]+` });
const groupDisplayName = text({
  min: 1,
  max: 1024,
  pattern: String.raw`[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r  ]+`,
  linear: String.raw`[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00a0]+`,
});
const sensitiveString = text({
  min: 1,
  max: 1024,
  pattern: String.raw`[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r  　]+`,
  linear: String.raw`[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00a0\u3000]+`,
});
const external = text({ min: 1, max: 256, pattern: String.raw`[\p{L}\p{M}\p{S}\p{N}\p{P}]+` });
const attributePath = text({
  min: 1,
  max: 255,
  pattern: String.raw`(?:\p{L}+:\p{L}+:\p{L}+(?:\.\p{L}+){0,3}|\p{L}+(?:\.\p{L}+){0,2})`,
});
const extensionName = text({ min: 1, max: 50, pattern: 'aws:identitystore:[a-z]{1,20}' });
const nextToken = text({ min: 1, max: 65_535, pattern: '[-a-zA-Z0-9+=/:_]*' });
const one = list({ min: 1, max: 1 });
const valued = { Value: sensitiveString, Type: sensitiveString };

/** The constraints of the identitystore API model, which the SDK schemas leave out. */
export const identitystoreConstraints: ConstraintTable = {
  members: {
    IdentityStoreId: identityStoreId,
    UserId: resourceId,
    GroupId: resourceId,
    MembershipId: resourceId,
    GroupIds: list({ min: 1, max: 100, member: resourceId }),
    UserName: userName,
    DisplayName: sensitiveString,
    Description: sensitiveString,
    NickName: sensitiveString,
    ProfileUrl: sensitiveString,
    Emails: one,
    Addresses: one,
    PhoneNumbers: one,
    Roles: one,
    Photos: list({ min: 1, max: 3 }),
    UserType: sensitiveString,
    Title: sensitiveString,
    PreferredLanguage: sensitiveString,
    Locale: sensitiveString,
    Timezone: sensitiveString,
    Website: sensitiveString,
    Birthdate: sensitiveString,
    Operations: list({ min: 1, max: 100 }),
    Filters: list({ max: 1 }),
    MaxResults: integer({ min: 1, max: 100 }),
    NextToken: nextToken,
  },
  operations: {
    CreateGroup: { DisplayName: groupDisplayName },
    DescribeUser: { Extensions: list({ min: 1, max: 10, member: extensionName }) },
    ListUsers: { Extensions: list({ min: 1, max: 10, member: extensionName }) },
  },
  structures: {
    Name: {
      Formatted: sensitiveString,
      FamilyName: sensitiveString,
      GivenName: sensitiveString,
      MiddleName: sensitiveString,
      HonorificPrefix: sensitiveString,
      HonorificSuffix: sensitiveString,
    },
    Email: valued,
    PhoneNumber: valued,
    Role: valued,
    Photo: { ...valued, Display: sensitiveString },
    Address: {
      StreetAddress: sensitiveString,
      Locality: sensitiveString,
      Region: sensitiveString,
      PostalCode: sensitiveString,
      Country: sensitiveString,
      Formatted: sensitiveString,
      Type: sensitiveString,
    },
    AttributeOperation: { AttributePath: attributePath },
    UniqueAttribute: { AttributePath: attributePath },
    Filter: { AttributePath: attributePath, AttributeValue: sensitiveString },
    ExternalId: { Issuer: external, Id: external },
    MemberId: { UserId: resourceId },
  },
};
