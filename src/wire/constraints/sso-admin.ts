import { type ConstraintTable, integer, list, oneOf, text } from './constraint.ts';

const PARTITION = 'arn:aws(-[a-z]{1,5}){0,3}';
const INSTANCE = '(sso)?ins-[a-zA-Z0-9-.]{16}';

const instanceArn = text({
  min: 10,
  max: 1224,
  pattern: `${PARTITION}:sso:::instance/${INSTANCE}`,
});
const permissionSetArn = text({
  min: 10,
  max: 1224,
  pattern: `${PARTITION}:sso:::permissionSet/${INSTANCE}/ps-[a-zA-Z0-9-./]{16}`,
});
const taggableResourceArn = text({
  min: 10,
  max: 2048,
  pattern: `${PARTITION}:sso::((:instance/${INSTANCE})|(:permissionSet/${INSTANCE}/ps-[a-zA-Z0-9-./]{16})|(\\d{12}:application/${INSTANCE}/apl-[a-zA-Z0-9]{16})|(\\d{12}:trustedTokenIssuer/${INSTANCE}/tti-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}))`,
});
const managedPolicyArn = text({
  min: 20,
  max: 2048,
  pattern: String.raw`${PARTITION}:iam::aws:policy((/[A-Za-z0-9\.,\+@=_-]+)*)/([A-Za-z0-9\.,\+=@_-]+)`,
});
const accountId = text({ min: 12, max: 12, pattern: String.raw`\d{12}` });
const duration = text({
  min: 1,
  max: 100,
  pattern: String.raw`(-?)P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)([DW]))?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?`,
});
const uuid = text({
  min: 36,
  max: 36,
  pattern: String.raw`\b[0-9a-f]{8}\b-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-\b[0-9a-f]{12}\b`,
});
const principalId = text({
  min: 1,
  max: 47,
  pattern:
    '([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}',
});
const description = text({
  min: 1,
  max: 700,
  pattern: String.raw`[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*`,
});
const relayState = text({
  min: 1,
  max: 240,
  pattern: String.raw`[a-zA-Z0-9&$@#\\\/%?=~\-_'"|!:,.;*+\[\]\ \(\)\{\}]+`,
  // The escaped blank is none of the escapes that a Unicode expression knows.
  linear: String.raw`[a-zA-Z0-9&$@#\\\/%?=~\-_'"|!:,.;*+\[\] \(\)\{\}]+`,
});
const inlinePolicy = text({
  min: 1,
  max: 32_768,
  pattern: String.raw`[\u0009\u000A\u000D\u0020-\u00FF]+`,
});
const tagKey = text({ min: 1, max: 128, pattern: String.raw`([\p{L}\p{Z}\p{N}_.:/=+\-@]*)` });
const tagValue = text({ max: 256, pattern: String.raw`([\p{L}\p{Z}\p{N}_.:/=+\-@]*)` });

/** The constraints of the sso-admin API model, which the SDK schemas leave out. */
export const ssoAdminConstraints: ConstraintTable = {
  members: {
    AccountAssignmentCreationRequestId: uuid,
    AccountAssignmentDeletionRequestId: uuid,
    AccountId: accountId,
    ClientToken: text({ min: 1, max: 64, pattern: '[!-~]+' }),
    Description: description,
    InlinePolicy: inlinePolicy,
    InstanceArn: instanceArn,
    ManagedPolicyArn: managedPolicyArn,
    MaxResults: integer({ min: 1, max: 100 }),
    Name: text({ max: 255, pattern: String.raw`[\w+=,.@-]+` }),
    NextToken: text({ max: 2048, pattern: '[-a-zA-Z0-9+=/_]*' }),
    PermissionSetArn: permissionSetArn,
    PrincipalId: principalId,
    PrincipalType: oneOf('USER', 'GROUP'),
    ProvisionPermissionSetRequestId: uuid,
    ProvisioningStatus: oneOf(
      'LATEST_PERMISSION_SET_PROVISIONED',
      'LATEST_PERMISSION_SET_NOT_PROVISIONED',
    ),
    RelayState: relayState,
    ResourceArn: taggableResourceArn,
    SessionDuration: duration,
    TagKeys: list({ min: 1, max: 75, member: tagKey }),
    Tags: list({ max: 75 }),
    TargetId: accountId,
    TargetType: oneOf('AWS_ACCOUNT'),
  },
  operations: {
    CreatePermissionSet: { Name: text({ min: 1, max: 32, pattern: String.raw`[\w+=,.@-]+` }) },
    ProvisionPermissionSet: { TargetType: oneOf('AWS_ACCOUNT', 'ALL_PROVISIONED_ACCOUNTS') },
  },
  structures: {
    AccessControlAttribute: {
      Key: text({ min: 1, max: 128, pattern: String.raw`[\p{L}\p{Z}\p{N}_.:\/=+\-@]+` }),
    },
    AccessControlAttributeValue: {
      Source: list({
        min: 1,
        max: 1,
        member: text({
          max: 256,
          pattern: String.raw`[\p{L}\p{Z}\p{N}_.:\/=+\-@\[\]\{\}\$\\"]*`,
        }),
      }),
    },
    CustomerManagedPolicyReference: {
      Name: text({ min: 1, max: 128, pattern: String.raw`[\w+=,.@-]+` }),
      Path: text({
        min: 1,
        max: 512,
        pattern: String.raw`((/[A-Za-z0-9\.,\+@=_-]+)*)/`,
      }),
    },
    EncryptionConfiguration: {
      KeyType: oneOf('AWS_OWNED_KMS_KEY', 'CUSTOMER_MANAGED_KEY'),
      KmsKeyArn: text({ min: 20, max: 2048 }),
    },
    InstanceAccessControlAttributeConfiguration: {
      AccessControlAttributes: list({ max: 50 }),
    },
    ListAccountAssignmentsFilter: { AccountId: accountId },
    OperationStatusFilter: { Status: oneOf('IN_PROGRESS', 'FAILED', 'SUCCEEDED') },
    PermissionsBoundary: { ManagedPolicyArn: managedPolicyArn },
    Tag: { Key: tagKey, Value: tagValue },
  },
};
