import {
  flag,
  listOf,
  type ModelledOperation,
  one,
  required,
  structure,
  text,
  whole,
} from './schema.ts';

const INSTANCE_ARN = text('ARN of the instance of IAM Identity Center.');
const PERMISSION_SET = text('ARN of the permission set.');

const orphanKey = {
  TargetId: required(text('The account that the assignment is in.')),
  PermissionSetArn: required(PERMISSION_SET),
  PrincipalType: required(text('`USER` or `GROUP`.')),
  PrincipalId: required(text('Id of the user or group that is gone.')),
};

const candidate = structure('OrphanCandidate', {
  PrincipalId: required(text('Id of a user or group that has the name now.')),
  PrincipalName: required(text('Its name.')),
});

const orphan = structure('OrphanedAssignment', {
  ...orphanKey,
  PrincipalName: required(text('The name that the user or group had when it was assigned.')),
  Candidates: required(listOf(candidate, 'Whoever has the same name now.')),
});

const repair = structure('OrphanRepair', {
  ...orphanKey,
  NewPrincipalId: text('Who gets the assignment in its place; absent to delete it.'),
});

const repaired = structure('OrphanRepairResult', {
  ...orphanKey,
  NewPrincipalId: text('Who gets the assignment in its place.'),
  CreationRequestId: text(
    'The request of the new assignment, for DescribeAccountAssignmentCreationStatus.',
  ),
  DeletionRequestId: required(
    text('The request that deletes the old one, for DescribeAccountAssignmentDeletionStatus.'),
  ),
});

const policy = structure('ProvisionedPolicy', { Arn: required(text('ARN of the policy.')) });

const content = structure('ProvisionedContent', {
  Version: required(whole('Version of the permission set that it has.')),
  Description: text('Description of the role.'),
  InlinePolicy: text('Inline policy of the role.'),
  PermissionsBoundary: text('ARN of its permissions boundary.'),
  ManagedPolicies: required(listOf(policy, 'The managed policies that are attached to it.')),
});

const difference = structure('ProvisionedDifference', {
  Member: required(
    text('`Description`, `InlinePolicy`, `PermissionsBoundary` or `ManagedPolicies`.'),
  ),
  Provisioned: text('What the role has; ARNs a line each.'),
  Current: text('What the permission set has.'),
});

/** Assignments of Identity Center: what AWS has no operation for. */
export const assignmentOperations = {
  ListOrphanedAssignments: {
    about:
      'The assignments to users and groups that are gone: they give nobody access, also not whoever was created again by the same name.',
    input: structure('ListOrphanedAssignmentsRequest', { InstanceArn: required(INSTANCE_ARN) }),
    output: structure('ListOrphanedAssignmentsResponse', {
      Orphans: required(listOf(orphan, 'The assignments.')),
    }),
    errors: [],
  },
  RepairOrphanedAssignments: {
    about:
      'Moves orphaned assignments to other users or groups, or deletes them, by requests that are carried out like those of assignments.',
    input: structure('RepairOrphanedAssignmentsRequest', {
      InstanceArn: required(INSTANCE_ARN),
      Repairs: required(listOf(repair, 'What is to become of which assignment.')),
    }),
    output: structure('RepairOrphanedAssignmentsResponse', {
      Results: required(listOf(repaired, 'The requests, in the same order.')),
    }),
    errors: ['ResourceNotFoundException'],
  },
  DescribeProvisionedPermissionSet: {
    about:
      'What the role of a permission set in an account has, and what it would have if it were provisioned now.',
    input: structure('DescribeProvisionedPermissionSetRequest', {
      InstanceArn: required(INSTANCE_ARN),
      PermissionSetArn: required(PERMISSION_SET),
      AccountId: required(text('The account.')),
    }),
    output: structure('DescribeProvisionedPermissionSetResponse', {
      RoleArn: required(text('ARN of the role.')),
      Provisioned: required(one(content, 'As the role is.')),
      Current: required(one(content, 'As the permission set is.')),
      Outdated: required(flag('Whether the permission set was changed since it was provisioned.')),
      Differences: required(listOf(difference, 'The members that are not the same.')),
    }),
    errors: ['ResourceNotFoundException'],
  },
} as const satisfies Readonly<Record<string, ModelledOperation>>;
