import type { ManagedPolicyDetail } from '@aws-sdk/client-iam';
import type { Call } from '../../calls/call.ts';
import type { ManagedPolicy } from '../../domain/iam/managed-policies.ts';
import { versionsOf } from '../../domain/iam/owned.ts';
import { type PolicyRow, policyArn } from '../../domain/iam/policies.ts';
import { allPolicyUsage, type PolicyUsage, usageOf } from '../../domain/iam/policy-usage.ts';
import { encodeDocument } from './outputs.ts';

/** The account's own managed policies with all their versions. */
export async function ownPolicyDetails(
  call: Call,
  policies: readonly PolicyRow[],
): Promise<ManagedPolicyDetail[]> {
  if (policies.length === 0) return [];
  const usage = await allPolicyUsage(call.work);
  const versions = await versionsOf(
    call.work,
    policies.map((policy) => policy.policy_id),
  );
  return policies.map((policy) => {
    const arn = policyArn(call.work, policy);
    return {
      PolicyName: policy.name,
      PolicyId: policy.policy_id,
      Arn: arn,
      Path: policy.path,
      DefaultVersionId: `v${policy.default_version}`,
      ...usageMembers(usageOf(usage, arn)),
      ...(policy.description === null ? {} : { Description: policy.description }),
      CreateDate: new Date(policy.created_at),
      UpdateDate: new Date(policy.updated_at),
      PolicyVersionList: (versions.get(policy.policy_id) ?? []).map((version) => ({
        Document: encodeDocument(version.document),
        VersionId: `v${version.version}`,
        IsDefaultVersion: version.version === policy.default_version,
        CreateDate: new Date(version.created_at),
      })),
    };
  });
}

/** AWS managed policies; each has the one version `v1`. */
export async function awsPolicyDetails(
  call: Call,
  policies: readonly ManagedPolicy[],
): Promise<ManagedPolicyDetail[]> {
  if (policies.length === 0) return [];
  const usage = await allPolicyUsage(call.work);
  return policies.map((policy) => {
    const createdAt = new Date(policy.createdAt);
    return {
      PolicyName: policy.name,
      PolicyId: policy.policyId,
      Arn: policy.arn,
      Path: policy.path,
      DefaultVersionId: 'v1',
      ...usageMembers(usageOf(usage, policy.arn)),
      CreateDate: createdAt,
      UpdateDate: createdAt,
      PolicyVersionList: [
        {
          Document: encodeDocument(policy.document),
          VersionId: 'v1',
          IsDefaultVersion: true,
          CreateDate: createdAt,
        },
      ],
    };
  });
}

function usageMembers(usage: PolicyUsage) {
  return {
    AttachmentCount: usage.attachments,
    PermissionsBoundaryUsageCount: usage.boundaries,
    IsAttachable: true,
  };
}
