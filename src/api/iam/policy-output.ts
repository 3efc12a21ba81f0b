import type { Policy } from '@aws-sdk/client-iam';
import type { UsedPolicy } from '../../domain/iam/policy-listing.ts';
import { versionId } from '../../domain/iam/policy-versions.ts';
import type { Tag } from '../../domain/tags.ts';

/** A managed policy as ListPolicies shows it. */
export function policyOutput({ policy, usage }: UsedPolicy): Policy {
  const counts = {
    AttachmentCount: usage.attachments,
    PermissionsBoundaryUsageCount: usage.boundaries,
    IsAttachable: true,
  };
  if (policy.of === 'aws') {
    const { name, path, policyId, createdAt } = policy.managed;
    return {
      PolicyName: name,
      PolicyId: policyId,
      Arn: policy.arn,
      Path: path,
      DefaultVersionId: versionId(1),
      ...counts,
      CreateDate: new Date(createdAt),
      UpdateDate: new Date(createdAt),
    };
  }
  const { row } = policy;
  return {
    PolicyName: row.name,
    PolicyId: row.policy_id,
    Arn: policy.arn,
    Path: row.path,
    DefaultVersionId: versionId(row.default_version),
    ...counts,
    CreateDate: new Date(row.created_at),
    UpdateDate: new Date(row.updated_at),
  };
}

/** A managed policy as GetPolicy shows it: with its description and tags besides. */
export function policyDetail(used: UsedPolicy, tags: readonly Tag[]): Policy {
  const { policy } = used;
  const description = policy.of === 'aws' ? policy.managed.description : policy.row.description;
  return {
    ...policyOutput(used),
    ...(description ? { Description: description } : {}),
    Tags: [...tags],
  };
}
