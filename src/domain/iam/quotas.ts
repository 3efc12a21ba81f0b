/** IAM quotas (aws-facts J7). Sizes are characters without white space. */
export const quotas = {
  usersPerAccount: 5000,
  groupsPerAccount: 300,
  rolesPerAccount: 1000,
  policiesPerAccount: 1500,
  instanceProfilesPerAccount: 1000,
  groupsPerUser: 10,
  accessKeysPerUser: 2,
  attachedPoliciesPerEntity: 10,
  versionsPerPolicy: 5,
  tagsPerEntity: 50,
  managedPolicySize: 6144,
  userInlineSize: 2048,
  groupInlineSize: 5120,
  roleInlineSize: 10_240,
  trustPolicySize: 2048,
} as const;
