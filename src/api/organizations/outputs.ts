import { stateOf } from '../../domain/accounts/states.ts';
import { nodeArn, policyArn } from '../../domain/organizations/arns.ts';
import type { ControlPolicy } from '../../domain/organizations/control-policies.ts';
import type { MemberRow } from '../../domain/organizations/members.ts';
import type { OrganizationRow } from '../../domain/organizations/organizations.ts';
import { type Branches, pathText, type UnitRow } from '../../domain/organizations/tree.ts';

/** An account as several operations describe it. */
export function describeAccount(account: MemberRow, branches: Branches, now: number) {
  const { organization } = branches;
  return {
    Id: account.account_id,
    Arn: nodeArn(organization, account.account_id),
    Email: account.email,
    Name: account.name,
    Status: account.state === 'ACTIVE' ? ('ACTIVE' as const) : ('SUSPENDED' as const),
    State: stateOf(account, now),
    Paths: [pathText(branches, account.account_id, account.parent_id ?? organization.root_id)],
    JoinedMethod: account.joined_method ?? ('INVITED' as const),
    JoinedTimestamp: new Date(Number(account.joined_at ?? account.created_at)),
  };
}

/** An organizational unit. */
export function describeUnit(
  { unit_id: id, parent_id: parent, name }: UnitRow,
  branches: Branches,
) {
  const Arn = nodeArn(branches.organization, id);
  return { Id: id, Arn, Name: name, Path: pathText(branches, id, parent) };
}

/** A policy without its text. */
export function describePolicy(policy: ControlPolicy, organization: OrganizationRow) {
  return {
    Id: policy.id,
    Arn: policyArn(organization, policy),
    Name: policy.name,
    Description: policy.description,
    Type: policy.type,
    AwsManaged: policy.awsManaged,
  };
}
