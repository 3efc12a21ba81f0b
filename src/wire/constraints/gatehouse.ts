import { attemptKinds } from '../../failures/attempt.ts';
import { type ConstraintTable, integer, list, oneOf, text } from './constraint.ts';

const attemptId = text({ min: 36, max: 36, pattern: '[0-9a-f-]+' });
const requestId = text({ min: 1, max: 128, pattern: String.raw`[\w-]+` });
const name = text({ min: 1, max: 2048 });
const code = text({ min: 1, max: 32, pattern: '[A-Z0-9]+-[0-9]{3}' });
const arn = text({ min: 20, max: 2048 });
const iamName = text({ min: 1, max: 64, pattern: String.raw`[\w+=,.@-]+` });
const nextToken = text({ min: 1, max: 256 });

/** The constraints of the gatehouse API model. */
export const gatehouseConstraints: ConstraintTable = {
  members: {
    AccountId: text({ min: 12, max: 12, pattern: '[0-9]{12}' }),
    AttemptId: attemptId,
    PermissionSetArn: text({ min: 10, max: 1224 }),
    Repairs: list({ min: 1, max: 100 }),
    InstanceArn: text({ min: 10, max: 1224 }),
    RequestId: requestId,
    IdentityStoreId: text({ min: 12, max: 12, pattern: 'd-[0-9a-f]{10}' }),
    UserId: text({ min: 36, max: 47, pattern: '[0-9a-fA-F-]+' }),
    Provider: name,
    Subject: name,
    Code: code,
    Outcome: oneOf('succeeded', 'refused'),
    Kind: oneOf(...attemptKinds),
    Language: oneOf('en', 'ko'),
    PhoneNumber: text({ min: 8, max: 16, pattern: String.raw`\+[1-9][0-9]*` }),
    VerificationCode: text({ min: 6, max: 20 }),
    CodeChannel: oneOf('email', 'text'),
    NewEmail: text({ min: 6, max: 64 }),
    Password: text({ min: 1, max: 128 }),
    OldPassword: text({ min: 1, max: 128 }),
    NewPassword: text({ min: 1, max: 128 }),
    MaxResults: integer({ min: 1, max: 100 }),
    NextToken: nextToken,
    SessionId: text({ min: 49, max: 49, pattern: '[0-9]{12}-[0-9a-f-]{36}' }),
    UserName: iamName,
    RoleName: iamName,
    DurationMinutes: integer({ min: 1, max: 1440 }),
    PolicyDocument: text({ min: 1, max: 32_768 }),
    PolicyType: oneOf('Identity', 'Trust', 'Boundary', 'ServiceControl'),
    SAMLResponse: text({ min: 4, max: 200_000 }),
    WebIdentityToken: text({ min: 4, max: 20_000 }),
    RoleArn: arn,
    PrincipalArn: arn,
    RoleSessionName: text({ min: 2, max: 64, pattern: String.raw`[\w+=,.@-]*` }),
    SerialNumber: text({ min: 9, max: 256, pattern: String.raw`[\w+=/:,.@-]+` }),
    Label: text({ min: 1, max: 64, pattern: String.raw`[^\p{C}]+` }),
    Response: text({ min: 2, max: 32_768 }),
    SourceIp: text({ min: 2, max: 45, pattern: '[0-9a-fA-F:.]+' }),
  },
  operations: {
    EnableIdentityCenter: {
      Name: text({ max: 255, pattern: String.raw`[\w+=,.@-]+` }),
      Region: text({ min: 1, max: 32 }),
    },
    SetWorkforceUserStatus: { Status: oneOf('ENABLED', 'DISABLED') },
    UpdateIdentityCenterSettings: { Subdomain: text({ min: 1, max: 255 }) },
  },
  structures: {
    OrphanRepair: {
      TargetId: text({ min: 12, max: 12, pattern: '[0-9]{12}' }),
      PermissionSetArn: text({ min: 10, max: 1224 }),
      PrincipalType: oneOf('USER', 'GROUP'),
      PrincipalId: text({ min: 1, max: 47, pattern: '[0-9A-Fa-f-]+' }),
      NewPrincipalId: text({ min: 1, max: 47, pattern: '[0-9A-Fa-f-]+' }),
    },
  },
};
