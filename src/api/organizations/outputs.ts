import { stateOf } from '../../domain/accounts/states.ts';
import { nodeArn, policyArn } from '../../domain/organizations/arns.ts';
import type { ControlPolicy } from '../../domain/organizations/control-policies.ts';
import type { MemberRow } from '../../domain/organizations/members.ts';
import type { OrganizationRow } from '../../domain/organizations/organizations.ts';
import type { UnitRow } from '../../domain/organizations/tree.ts';

/** An account as several operations describe it. */
export function describeAccount(account: MemberRow, organization: OrganizationRow, now: number) {
  return {
    Id: account.account_id,
    Arn: nodeArn(organization, account.account_id),
    Email: account.email,
    Name: account.name,
    Status: account.state === 'ACTIVE' ? ('ACTIVE' as const) : ('SUSPENDED' as const),
    State: stateOf(account, now),
    JoinedMethod: account.joined_method ?? ('INVITED' as const),
    JoinedTimestamp: new Date(Number(account.joined_at ?? account.created_at)),
  };
}

/** An organizational unit. */
export function describeUnit(unit: UnitRow, organization: OrganizationRow) {
  return { Id: unit.unit_id, Arn: nodeArn(organization, unit.unit_id), Name: unit.name };
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
