import type { ControlPolicy } from './control-policies.ts';
import type { OrganizationRow } from './organizations.ts';

/** What ARNs of an organization's resources are made of. */
export type Named = Pick<OrganizationRow, 'organization_id' | 'management_account'>;

const of = ({ management_account }: Named) => `arn:aws:organizations::${management_account}:`;

/** `arn:aws:organizations::{management account}:organization/{id}`. */
export function organizationArn(organization: Named): string {
  return `${of(organization)}organization/${organization.organization_id}`;
}

/** The ARN of a root, organizational unit or account, by the form of its id. */
export function nodeArn(organization: Named, id: string): string {
  const type = id.startsWith('r-') ? 'root' : id.startsWith('ou-') ? 'ou' : 'account';
  return `${of(organization)}${type}/${organization.organization_id}/${id}`;
}

/** The ARN of a policy; AWS's own policies are of no organization. */
export function policyArn(
  organization: Named,
  { id, type, awsManaged }: Pick<ControlPolicy, 'id' | 'type' | 'awsManaged'>,
): string {
  const path = type.toLowerCase();
  if (awsManaged) return `arn:aws:organizations::aws:policy/${path}/${id}`;
  return `${of(organization)}policy/${organization.organization_id}/${path}/${id}`;
}
