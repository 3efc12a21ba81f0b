import type { ControlPolicyType } from '../../store/index.ts';
import type { Work } from '../work.ts';
import { invalidInput, organizationsError } from './errors.ts';
import { FULL_ACCESS } from './full-access.ts';
import type { OrganizationRow } from './organizations.ts';

/** A control policy, a customer's or AWS's own. */
export interface ControlPolicy {
  readonly id: string;
  readonly type: ControlPolicyType;
  readonly name: string;
  readonly description: string;
  readonly content: string;
  readonly awsManaged: boolean;
}

/** AWS's own policy of each type that is judged by. */
export const AWS_POLICIES: Readonly<Record<ControlPolicyType, ControlPolicy>> = {
  SERVICE_CONTROL_POLICY: {
    id: 'p-FullAWSAccess',
    type: 'SERVICE_CONTROL_POLICY',
    name: 'FullAWSAccess',
    description: 'Allows access to every operation',
    content: FULL_ACCESS,
    awsManaged: true,
  },
};

/** All policies of a type, AWS's own first, then in the order of their ids; none of a type not in use. */
export async function listControlPolicies(
  work: Work,
  organization: OrganizationRow,
  wanted: string,
): Promise<ControlPolicy[]> {
  const type = findUsableType(organization, wanted);
  if (!type) return [];
  const rows = await selectPolicies(work, organization).where('type', '=', type).execute();
  return [AWS_POLICIES[type], ...rows.map(policyOfRow)];
}

/** The policy of that id, or undefined. */
export async function findControlPolicy(
  work: Work,
  organization: OrganizationRow,
  id: string,
): Promise<ControlPolicy | undefined> {
  const own = Object.values(AWS_POLICIES).find((policy) => policy.id === id);
  if (own) return own;
  const row = await selectPolicies(work, organization)
    .where('policy_id', '=', id)
    .executeTakeFirst();
  return row && policyOfRow(row);
}

/** The policy of that id; throws PolicyNotFoundException. */
export async function getControlPolicy(
  work: Work,
  organization: OrganizationRow,
  id: string,
): Promise<ControlPolicy> {
  const policy = await findControlPolicy(work, organization, id);
  if (policy) return policy;
  throw organizationsError('PolicyNotFoundException');
}

/** Throws InvalidInputException for AWS's own policies: nobody changes or tags them. */
export function refuseAwsPolicy({ awsManaged }: ControlPolicy): void {
  if (!awsManaged) return;
  throw invalidInput(
    'IMMUTABLE_POLICY',
    "You specified a policy that is managed by AWS and can't be modified.",
  );
}

/** The enabled types of policies. */
export function enabledTypes({ policy_types: types }: OrganizationRow): ControlPolicyType[] {
  return (types?.split(' ') ?? []) as ControlPolicyType[];
}

/** The type, when it can be used in this organization. */
export function usableType(organization: OrganizationRow, type: string): ControlPolicyType {
  const usable = findUsableType(organization, type);
  if (usable) return usable;
  throw organizationsError('PolicyTypeNotAvailableForOrganizationException');
}

function findUsableType({ feature_set: features }: OrganizationRow, type: string) {
  return type === 'SERVICE_CONTROL_POLICY' && features === 'ALL' ? type : undefined;
}

function selectPolicies(work: Work, organization: OrganizationRow) {
  return work.read
    .selectFrom('organization_policies')
    .select(['policy_id', 'type', 'name', 'description', 'content'])
    .where('account_id', '=', organization.management_account)
    .orderBy('policy_id');
}

type PolicyRow = Omit<ControlPolicy, 'id' | 'awsManaged'> & { readonly policy_id: string };

function policyOfRow({ policy_id: id, ...row }: PolicyRow): ControlPolicy {
  return { id, ...row, awsManaged: false };
}
