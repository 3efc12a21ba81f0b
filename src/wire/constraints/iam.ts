import { type ConstraintTable, integer, list, oneOf, text } from './constraint.ts';

const samlMetadataDocumentType = text({ min: 1000, max: 10000000 });
const samlProviderNameType = text({ min: 1, max: 128, pattern: String.raw`[\w._-]+` });
const tagKeyType = text({ min: 1, max: 128, pattern: String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]+` });
const tagValueType = text({ max: 256, pattern: String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]*` });
const tagListType = list({ max: 50 });
const assertionEncryptionModeType = oneOf('Required', 'Allowed');
const privateKeyType = text({
  min: 1,
  max: 16384,
  pattern: String.raw`[\u0009\u000A\u000D\u0020-\u00FF]+`,
});
const arnType = text({ min: 20, max: 2048 });
const privateKeyIdType = text({ min: 22, max: 64, pattern: '[A-Z0-9]+' });
const tagKeyListType = list({ max: 50, member: tagKeyType });
const markerType = text({ min: 1, max: 320, pattern: String.raw`[\u0020-\u00FF]+` });
const maxItemsType = integer({ min: 1, max: 1000 });
const openIDConnectProviderUrlType = text({ min: 1, max: 255 });
const clientIDType = text({ min: 1, max: 255 });
const clientIDListType = list({ member: clientIDType });
const thumbprintType = text({ min: 40, max: 40 });
const thumbprintListType = list({ member: thumbprintType });
const pathType = text({
  min: 1,
  max: 512,
  pattern: String.raw`(\u002F)|(\u002F[\u0021-\u007E]+\u002F)`,
});
const roleNameType = text({ min: 1, max: 64, pattern: String.raw`[\w+=,.@-]+` });
const policyDocumentType = text({
  min: 1,
  max: 131072,
  pattern: String.raw`[\u0009\u000A\u000D\u0020-\u00FF]+`,
});
const roleDescriptionType = text({
  max: 1000,
  pattern: String.raw`[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*`,
});
const roleMaxSessionDurationType = integer({ min: 3600, max: 43200 });
const pathPrefixType = text({ min: 1, max: 512, pattern: String.raw`\u002F[\u0021-\u007F]*` });
const policyPathType = text({
  min: 1,
  max: 512,
  pattern: String.raw`((/[A-Za-z0-9\.,\+@=_-]+)*)/`,
});
const policyNameType = text({ min: 1, max: 128, pattern: String.raw`[\w+=,.@-]+` });
const groupNameType = text({ min: 1, max: 128, pattern: String.raw`[\w+=,.@-]+` });
const customSuffixType = text({ min: 1, max: 64, pattern: String.raw`[\w+=,.@-]+` });
const userNameType = text({ min: 1, max: 64, pattern: String.raw`[\w+=,.@-]+` });
const existingUserNameType = text({ min: 1, max: 128, pattern: String.raw`[\w+=,.@-]+` });
const policyDescriptionType = text({ max: 1000 });
const policyScopeType = oneOf('All', 'AWS', 'Local');
const policyUsageType = oneOf('PermissionsPolicy', 'PermissionsBoundary');
const policyVersionIdType = text({ pattern: String.raw`v[1-9][0-9]*(\.[A-Za-z0-9-]*)?` });
const accessKeyIdType = text({ min: 16, max: 128, pattern: String.raw`[\w]+` });
const statusType = oneOf('Active', 'Inactive', 'Expired');
const passwordType = text({
  min: 1,
  max: 128,
  pattern: String.raw`[\u0009\u000A\u000D\u0020-\u00FF]+`,
});
const minimumPasswordLengthType = integer({ min: 6, max: 128 });
const maxPasswordAgeType = integer({ min: 1, max: 1095 });
const passwordReusePreventionType = integer({ min: 1, max: 24 });
const accountAliasType = text({
  min: 3,
  max: 63,
  pattern: '^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$',
});
/** Root users call themselves `AWS ROOT USER` where a name is required (aws-facts K3). */
const mfaUserNameOf = (max: number) =>
  text({
    min: 1,
    max,
    pattern: String.raw`[\w+=,.@-]+`,
    linear: String.raw`[\w+=,.@-]+|AWS ROOT USER`,
  });
const mfaUserNameType = mfaUserNameOf(128);
const virtualMFADeviceName = text({ min: 1, pattern: String.raw`[\w+=,.@-]+` });
const serialNumberType = text({ min: 9, max: 256, pattern: String.raw`[\w+=/:,.@-]+` });
const assignmentStatusType = oneOf('Assigned', 'Unassigned', 'Any');
const authenticationCodeType = text({ min: 6, max: 6, pattern: String.raw`[\d]+` });
const simulationPolicyListType = list({ member: policyDocumentType });
const policyIdentifierPolicyType = oneOf(
  'inline',
  'aws-managed',
  'user-managed',
  'permission-boundary',
  'scp',
  'rcp',
);
const attachmentType = oneOf('user', 'group', 'role');
const attachmentName = text({ min: 1, max: 128, pattern: String.raw`[\w+=,.@-]+` });
const policyExclusionsListType = list({ max: 256 });
const actionNameType = text({ min: 3, max: 128 });
const actionNameListType = list({ member: actionNameType });
const resourceNameType = text({ min: 1, max: 2048 });
const resourceNameListType = list({ member: resourceNameType });
const contextKeyNameType = text({ min: 5, max: 256 });
const contextKeyTypeEnum = oneOf(
  'string',
  'stringList',
  'numeric',
  'numericList',
  'boolean',
  'booleanList',
  'ip',
  'ipList',
  'binary',
  'binaryList',
  'date',
  'dateList',
);
const resourceHandlingOptionType = text({ min: 1, max: 64 });
const organizationPolicyListType = list({ max: 7 });
const instanceProfileNameType = text({ min: 1, max: 128, pattern: String.raw`[\w+=,.@-]+` });
const entityType = oneOf('User', 'Role', 'Group', 'LocalManagedPolicy', 'AWSManagedPolicy');
const entityListType = list({ member: entityType });
const globalEndpointTokenVersion = oneOf('v1Token', 'v2Token');

/** The constraints of the iam API model, which the SDK schemas leave out. */
export const iamConstraints: ConstraintTable = {
  members: {
    AWSServiceName: groupNameType,
    AccessKeyId: accessKeyIdType,
    AccountAlias: accountAliasType,
    ActionNames: actionNameListType,
    AddPrivateKey: privateKeyType,
    AssertionEncryptionMode: assertionEncryptionModeType,
    AssignmentStatus: assignmentStatusType,
    AssumeRolePolicyDocument: policyDocumentType,
    AuthenticationCode1: authenticationCodeType,
    AuthenticationCode2: authenticationCodeType,
    CallerArn: resourceNameType,
    ClientID: clientIDType,
    ClientIDList: clientIDListType,
    CustomSuffix: customSuffixType,
    Description: roleDescriptionType,
    EntityFilter: entityType,
    Filter: entityListType,
    GlobalEndpointTokenVersion: globalEndpointTokenVersion,
    GroupName: groupNameType,
    InstanceProfileName: instanceProfileNameType,
    Marker: markerType,
    MaxItems: maxItemsType,
    MaxPasswordAge: maxPasswordAgeType,
    MaxSessionDuration: roleMaxSessionDurationType,
    MinimumPasswordLength: minimumPasswordLengthType,
    Name: samlProviderNameType,
    NewGroupName: groupNameType,
    NewPassword: passwordType,
    NewPath: pathType,
    NewUserName: userNameType,
    OldPassword: passwordType,
    OpenIDConnectProviderArn: arnType,
    OrderedOrganizationPolicyInputList: organizationPolicyListType,
    Password: passwordType,
    PasswordReusePrevention: passwordReusePreventionType,
    Path: pathType,
    PathPrefix: policyPathType,
    PermissionsBoundary: arnType,
    PermissionsBoundaryPolicyInputList: simulationPolicyListType,
    PolicyArn: arnType,
    PolicyDocument: policyDocumentType,
    PolicyExclusionList: policyExclusionsListType,
    PolicyInputList: simulationPolicyListType,
    PolicyName: policyNameType,
    PolicySourceArn: arnType,
    PolicyUsageFilter: policyUsageType,
    RemovePrivateKey: privateKeyIdType,
    ResourceArns: resourceNameListType,
    ResourceHandlingOption: resourceHandlingOptionType,
    ResourceOwner: resourceNameType,
    ResourcePolicy: policyDocumentType,
    RoleName: roleNameType,
    SAMLMetadataDocument: samlMetadataDocumentType,
    SAMLProviderArn: arnType,
    Scope: policyScopeType,
    SerialNumber: serialNumberType,
    Status: statusType,
    TagKeys: tagKeyListType,
    Tags: tagListType,
    ThumbprintList: thumbprintListType,
    Url: openIDConnectProviderUrlType,
    UserName: existingUserNameType,
    VersionId: policyVersionIdType,
    VirtualMFADeviceName: virtualMFADeviceName,
  },
  operations: {
    AttachUserPolicy: { UserName: userNameType },
    CreateLoginProfile: { UserName: userNameType },
    CreatePolicy: { Path: policyPathType, Description: policyDescriptionType },
    CreateUser: { UserName: userNameType },
    DeactivateMFADevice: { UserName: mfaUserNameType },
    DeleteLoginProfile: { UserName: userNameType },
    DeleteUserPermissionsBoundary: { UserName: userNameType },
    DetachUserPolicy: { UserName: userNameType },
    EnableMFADevice: { UserName: mfaUserNameType },
    GetLoginProfile: { UserName: userNameType },
    GetMFADevice: { UserName: mfaUserNameOf(64) },
    ListAttachedUserPolicies: { UserName: userNameType },
    ListEntitiesForPolicy: { PathPrefix: pathType },
    ListInstanceProfiles: { PathPrefix: pathPrefixType },
    ListMFADevices: { UserName: mfaUserNameType },
    ListGroups: { PathPrefix: pathPrefixType },
    ListRoles: { PathPrefix: pathPrefixType },
    ListUsers: { PathPrefix: pathPrefixType },
    PutUserPermissionsBoundary: { UserName: userNameType },
    ResyncMFADevice: { UserName: mfaUserNameType },
    UpdateLoginProfile: { UserName: userNameType },
  },
  structures: {
    Tag: { Key: tagKeyType, Value: tagValueType },
    PolicyIdentifier: { PolicyType: policyIdentifierPolicyType, PolicyArn: arnType },
    InlinePolicyIdentifierType: {
      PolicyName: policyNameType,
      AttachmentType: attachmentType,
      AttachmentName: attachmentName,
    },
    ContextEntry: { ContextKeyName: contextKeyNameType, ContextKeyType: contextKeyTypeEnum },
    OrderedOrganizationPolicyType: { ServiceControlPolicyInputList: simulationPolicyListType },
  },
};
