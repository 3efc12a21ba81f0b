import { type ConstraintTable, integer, oneOf, text } from './constraint.ts';

const email = text({
  min: 6,
  max: 64,
  pattern: String.raw`[^\s@]+@[^\s@]+\.[^\s@]+`,
  // The first dot behind the first character of the host decides: no second way to match.
  linear: String.raw`[^\s@]+@[^\s@][^\s@.]*\.[^\s@]+`,
});
const createAccountName = text({ min: 1, max: 50, pattern: String.raw`[\u0020-\u007E]+` });
const roleName = text({ max: 64, pattern: String.raw`[\w+=,.@-]{1,64}` });
const iamUserAccessToBilling = oneOf('ALLOW', 'DENY');
const tagKey = text({ min: 1, max: 128, pattern: String.raw`^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$` });
const tagValue = text({ max: 256, pattern: String.raw`^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$` });
const organizationFeatureSet = oneOf('ALL', 'CONSOLIDATED_BILLING');
const accountId = text({ max: 12, pattern: String.raw`^\d{12}$` });
const createAccountRequestId = text({ max: 36, pattern: '^car-[a-z0-9]{8,32}$' });
const nextToken = text({ max: 100000, pattern: String.raw`[\s\S]*` });
const maxResults = integer({ min: 1, max: 20 });

/** The constraints of the organizations API model, which the SDK schemas leave out. */
export const organizationsConstraints: ConstraintTable = {
  members: {
    AccountId: accountId,
    AccountName: createAccountName,
    CreateAccountRequestId: createAccountRequestId,
    Email: email,
    FeatureSet: organizationFeatureSet,
    IamUserAccessToBilling: iamUserAccessToBilling,
    MaxResults: maxResults,
    NextToken: nextToken,
    RoleName: roleName,
  },
  operations: {},
  structures: {
    Tag: { Key: tagKey, Value: tagValue },
  },
};
