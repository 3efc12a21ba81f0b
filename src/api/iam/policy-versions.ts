import type { PolicyVersion } from '@aws-sdk/client-iam';
import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { pageMembers } from '../../domain/iam/paging.ts';
import { getAnyPolicy, getOwnPolicy } from '../../domain/iam/policies.ts';
import {
  createVersion,
  deleteVersion,
  getVersion,
  listVersions,
  setDefaultVersion,
  type PolicyVersion as Version,
  versionId,
} from '../../domain/iam/policy-versions.ts';
import type { Handlers } from '../../wire/index.ts';
import { encodeDocument } from './outputs.ts';
import { policyResource } from './role-resources.ts';

/** Versions of managed policies. */
export const policyVersionOperations = {
  async CreatePolicyVersion(input, call) {
    const policy = await getOwnPolicy(call.work, input.PolicyArn);
    const { PolicyDocument: document, SetAsDefault: setAsDefault = false } = input;
    const version = await createVersion(call.work, policy, { document, setAsDefault });
    return { PolicyVersion: versionOutput(version) };
  },

  async GetPolicyVersion(input, call) {
    const policy = await getAnyPolicy(call.work, call.managedPolicies, input.PolicyArn);
    const version = await getVersion(call.work, policy, input.VersionId);
    return {
      PolicyVersion: { Document: encodeDocument(version.document), ...versionOutput(version) },
    };
  },

  async ListPolicyVersions(input, call) {
    const policy = await getAnyPolicy(call.work, call.managedPolicies, input.PolicyArn);
    const page = await listVersions(call.work, policy, input);
    return { Versions: page.items.map(versionOutput), ...pageMembers(page) };
  },

  async SetDefaultPolicyVersion(input, call) {
    const policy = await getOwnPolicy(call.work, input.PolicyArn);
    await setDefaultVersion(call.work, policy, input.VersionId);
    return {};
  },

  async DeletePolicyVersion(input, call) {
    const policy = await getOwnPolicy(call.work, input.PolicyArn);
    await deleteVersion(call.work, policy, input.VersionId);
    return {};
  },
} satisfies Handlers<typeof import('@aws-sdk/client-iam'), Call>;

function versionOutput({ version, isDefault, createdAt }: Version): PolicyVersion {
  return {
    VersionId: versionId(version),
    IsDefaultVersion: isDefault,
    CreateDate: new Date(createdAt),
  };
}

const onPolicy = {
  resources: async (input: { PolicyArn: string }, call: Call) => [
    await policyResource(call, input.PolicyArn),
  ],
};

/** What each of `policyVersionOperations` asks the caller's policies. */
export const policyVersionAccess = {
  CreatePolicyVersion: onPolicy,
  GetPolicyVersion: onPolicy,
  ListPolicyVersions: onPolicy,
  SetDefaultPolicyVersion: onPolicy,
  DeletePolicyVersion: onPolicy,
} satisfies Access<typeof policyVersionOperations>;
