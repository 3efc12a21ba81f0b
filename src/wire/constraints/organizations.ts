import { AwsError } from '../../failures/aws-error.ts';
import { type Clause, type ConstraintTable, integer, list, oneOf, text } from './constraint.ts';

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
const createAccountState = oneOf('IN_PROGRESS', 'SUCCEEDED', 'FAILED');
const nextToken = text({ max: 100000, pattern: String.raw`[\s\S]*` });
const maxResults = integer({ min: 1, max: 20 });
const rootId = text({ max: 34, pattern: '^r-[0-9a-z]{4,32}$' });
const unitId = text({ max: 68, pattern: '^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$' });
const unitName = text({ min: 1, max: 128, pattern: String.raw`[\s\S]*` });
const parentId = text({
  max: 100,
  pattern: '^(r-[0-9a-z]{4,32})|(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$',
});
const childId = text({
  max: 100,
  pattern: String.raw`^(\d{12})|(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$`,
});
const targetId = text({
  max: 100,
  pattern: String.raw`^(r-[0-9a-z]{4,32})|(\d{12})|(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$`,
});
const resourceId = text({
  max: 130,
  pattern: String.raw`^(r-[0-9a-z]{4,32})|(\d{12})|(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})|(^p-[0-9a-zA-Z_]{8,128})|(^rp-[0-9a-zA-Z_]{4,128})|(^rt-[0-9a-zA-Z_]{8,32})$`,
});
const policyId = text({ max: 130, pattern: '^p-[0-9a-zA-Z_]{8,128}$' });
const policyName = text({ min: 1, max: 128, pattern: String.raw`[\s\S]*` });
const policyDescription = text({ max: 512, pattern: String.raw`[\s\S]*` });
const policyContent = text({ min: 1, pattern: String.raw`[\s\S]*` });
const effectivePolicyTypes = [
  'TAG_POLICY',
  'BACKUP_POLICY',
  'AISERVICES_OPT_OUT_POLICY',
  'CHATBOT_POLICY',
  'DECLARATIVE_POLICY_EC2',
  'SECURITYHUB_POLICY',
  'INSPECTOR_POLICY',
  'UPGRADE_ROLLOUT_POLICY',
  'BEDROCK_POLICY',
  'S3_POLICY',
  'NETWORK_SECURITY_DIRECTOR_POLICY',
];
const policyType = oneOf(
  'SERVICE_CONTROL_POLICY',
  'RESOURCE_CONTROL_POLICY',
  ...effectivePolicyTypes,
);
const servicePrincipal = text({ min: 1, max: 128, pattern: String.raw`[\w+=,.@-]*` });

/** Organizations names no member: the reason and the text tell only what kind of value it was. */
const VIOLATIONS: Readonly<Record<Clause['kind'], readonly [string, string]>> = {
  missing: ['INPUT_REQUIRED', 'You must include a value for all required parameters.'],
  'length above': [
    'MAX_LENGTH_EXCEEDED',
    'You provided a string parameter that is longer than allowed.',
  ],
  'length below': [
    'MIN_LENGTH_EXCEEDED',
    'You provided a string parameter that is shorter than allowed.',
  ],
  'value above': [
    'MAX_VALUE_EXCEEDED',
    'You provided a numeric parameter that has a larger value than allowed.',
  ],
  'value below': [
    'MIN_VALUE_EXCEEDED',
    'You provided a numeric parameter that has a smaller value than allowed.',
  ],
  pattern: ['INVALID_PATTERN', 'You provided a value that does not match the required pattern.'],
  enum: ['INVALID_ENUM', 'You specified an invalid value.'],
  element: [
    'INVALID_LIST_MEMBER',
    'You provided a list to a parameter that contains at least one invalid value.',
  ],
};

function refuse(kind: Clause['kind']): AwsError {
  const [Reason, message] = VIOLATIONS[kind];
  return new AwsError('InvalidInputException', message, { members: { Reason } });
}

/** The constraints of the organizations API model, which the SDK schemas leave out. */
export const organizationsConstraints: ConstraintTable = {
  members: {
    AccountId: accountId,
    AccountName: createAccountName,
    ChildId: childId,
    ChildType: oneOf('ACCOUNT', 'ORGANIZATIONAL_UNIT'),
    Content: policyContent,
    CreateAccountRequestId: createAccountRequestId,
    Description: policyDescription,
    DestinationParentId: parentId,
    Email: email,
    FeatureSet: organizationFeatureSet,
    Filter: policyType,
    IamUserAccessToBilling: iamUserAccessToBilling,
    MaxResults: maxResults,
    NextToken: nextToken,
    OrganizationalUnitId: unitId,
    ParentId: parentId,
    PolicyId: policyId,
    PolicyType: policyType,
    ResourceId: resourceId,
    RoleName: roleName,
    RootId: rootId,
    ServicePrincipal: servicePrincipal,
    SourceParentId: parentId,
    States: list({ member: createAccountState }),
    TagKeys: list({ member: tagKey }),
    TargetId: targetId,
    Type: policyType,
  },
  operations: {
    CreateOrganizationalUnit: { Name: unitName },
    CreatePolicy: { Name: policyName },
    DescribeEffectivePolicy: { PolicyType: oneOf(...effectivePolicyTypes) },
    UpdateOrganizationalUnit: { Name: unitName },
    UpdatePolicy: { Name: policyName },
  },
  structures: {
    Tag: { Key: tagKey, Value: tagValue },
  },
  refuse,
};
