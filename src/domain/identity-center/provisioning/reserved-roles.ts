import { iamArn } from '../../../base/arn.ts';
import { refuse } from '../../../failures/aws-error.ts';
import { roleEntity } from '../../entities.ts';
import { limitExceeded } from '../../iam/errors.ts';
import { putInlinePolicy } from '../../iam/inline-policies.ts';
import type { ManagedPolicies } from '../../iam/managed-policies.ts';
import { findPolicy, touchPolicy } from '../../iam/policies.ts';
import { quotas } from '../../iam/quotas.ts';
import { findRole, insertRole, type RoleRow, touchRole } from '../../iam/roles.ts';
import { samlProviderArn } from '../../iam/saml-providers.ts';
import { deleteAllTags } from '../../tags.ts';
import type { Work } from '../../work.ts';
import { hexId } from '../ids.ts';
import type { RoleContent } from './provisioning-content.ts';

/*
 * The roles that Identity Center makes in accounts (aws-facts E4). Works here are of the account
 * that the role is in. IAM's own operations refuse all of these roles (domain/iam/roles).
 */

/** What the roles of one instance have in common. */
export interface RoleSetting {
  readonly managedPolicies: ManagedPolicies;
  /** The instance's Region. */
  readonly region: string;
  /** Name of the SAML provider that the roles trust. */
  readonly providerName: string;
}

const SERVICE = 'sso.amazonaws.com';
const SERVICE_ROLE = 'AWSServiceRoleForSSO';
const SERVICE_ROLE_POLICY = 'arn:aws:iam::aws:policy/aws-service-role/AWSSSOServiceRolePolicy';
/**
 * The recipient of assertions that AWS's own reserved roles ask for. Only Identity Center comes in by these roles, so it does not
 * name this server: where that changes its address, the roles stay what they are.
 */
export const RESERVED_AUDIENCE = 'https://signin.aws.amazon.com/saml';
const INLINE_POLICY = 'AwsSSOInlinePolicy';
/** Sessions are as long as the permission set says, which is never longer. */
const LONGEST_SESSION = 43_200;

/** The path of the roles of an instance in that Region. */
export function reservedPath(region: string): string {
  return region === 'us-east-1'
    ? `/aws-reserved/${SERVICE}/`
    : `/aws-reserved/${SERVICE}/${region}/`;
}

/** The trust policy of the roles in an account. */
export function reservedTrust(account: string, { providerName }: RoleSetting): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: samlProviderArn(account, providerName) },
        Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
        Condition: { StringEquals: { 'SAML:aud': RESERVED_AUDIENCE } },
      },
    ],
  });
}

/** Makes the role of a permission set. Throws PROV-005, or IAM's LimitExceeded. */
export async function createReservedRole(
  work: Work,
  setting: RoleSetting,
  content: RoleContent,
): Promise<RoleRow> {
  const role = await insertRole(work, {
    name: `AWSReservedSSO_${content.name}_${hexId(16, work.random)}`,
    path: reservedPath(setting.region),
    description: content.description,
    maxSessionSeconds: LONGEST_SESSION,
    trust: { document: reservedTrust(work.account, setting), bindings: '{}' },
    boundaryArn: await boundaryOf(work, setting, content),
  });
  await writePolicies(work, setting, role, content);
  return role;
}

/** Makes a role what the permission set is now; it stays the same role, so its sessions follow. */
export async function updateReservedRole(
  work: Work,
  setting: RoleSetting,
  role: RoleRow,
  content: RoleContent,
): Promise<void> {
  touchRole(work, role, {
    description: content.description,
    max_session_seconds: LONGEST_SESSION,
    trust_policy: reservedTrust(work.account, setting),
    trust_bindings: '{}',
    boundary_arn: await boundaryOf(work, setting, content),
  });
  removePolicies(work, role);
  await writePolicies(work, setting, role, content);
}

/** Removes a role with all that hangs on it: its sessions are refused from then on. */
export function removeReservedRole(work: Work, role: RoleRow): void {
  removePolicies(work, role);
  deleteAllTags(work, role.role_id);
  work.write(
    work.read
      .deleteFrom('iam_roles')
      .where('account_id', '=', work.account)
      .where('role_id', '=', role.role_id)
      .where('row_version', '=', role.row_version),
  );
  work.changed(roleEntity(role.name));
}

/** Makes the service-linked role of Identity Center in an account that has none of its name. */
export async function createServiceRole(work: Work, managed: ManagedPolicies): Promise<void> {
  if (await findRole(work, SERVICE_ROLE)) return;
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: SERVICE }, Action: 'sts:AssumeRole' }],
  };
  const role = await insertRole(work, {
    name: SERVICE_ROLE,
    path: `/aws-service-role/${SERVICE}/`,
    description: 'Service-linked role used by AWS SSO to manage AWS resources.',
    maxSessionSeconds: undefined,
    trust: { document: JSON.stringify(trust), bindings: '{}' },
    boundaryArn: null,
  });
  if (managed.has(SERVICE_ROLE_POLICY)) attach(work, role, [SERVICE_ROLE_POLICY]);
}

function removePolicies(work: Work, { role_id: id }: RoleRow): void {
  for (const table of ['iam_attachments', 'iam_inline_policies'] as const) {
    work.write(
      work.read.deleteFrom(table).where('account_id', '=', work.account).where('owner_id', '=', id),
      'any',
    );
  }
}

async function writePolicies(
  work: Work,
  setting: RoleSetting,
  role: RoleRow,
  content: RoleContent,
): Promise<void> {
  const own: string[] = [];
  for (const policy of content.customerPolicies) own.push(await ownPolicy(work, policy));
  const policies = [...content.awsPolicies.map((arn) => awsPolicy(work, setting, arn)), ...own];
  const limit = quotas.attachedPoliciesPerEntity;
  if (policies.length > limit) {
    throw limitExceeded(`Cannot exceed quota for PoliciesPerRole: ${limit}`);
  }
  attach(work, role, policies);
  if (content.inlinePolicy === null) return;
  // The role itself is written by this plan already.
  const owner = { kind: 'role', id: role.role_id, name: role.name, touch: () => {} } as const;
  await putInlinePolicy(work, owner, INLINE_POLICY, content.inlinePolicy);
}

function attach(work: Work, { role_id }: RoleRow, arns: readonly string[]): void {
  if (arns.length === 0) return;
  const rows = arns.map((policy_arn) => ({
    account_id: work.account,
    owner_id: role_id,
    policy_arn,
    attached_at: work.now,
  }));
  work.write(work.read.insertInto('iam_attachments').values(rows), rows.length);
}

function awsPolicy(work: Work, { managedPolicies }: RoleSetting, arn: string): string {
  if (managedPolicies.has(arn)) return arn;
  throw refuse('PROV-005', { account: work.account, policy: arn });
}

/** The ARN of the account's own policy, which cannot be deleted while the plan is under way. */
async function ownPolicy(work: Work, pathAndName: string): Promise<string> {
  const arn = policyArnIn(work.account, pathAndName);
  const policy = await findPolicy(work, arn);
  if (!policy) throw refuse('PROV-005', { account: work.account, policy: arn });
  touchPolicy(work, policy);
  return arn;
}

async function boundaryOf(
  work: Work,
  setting: RoleSetting,
  { boundary, customerPolicies }: RoleContent,
): Promise<string | null> {
  if (boundary === undefined) return null;
  if (boundary.of === 'aws') return awsPolicy(work, setting, boundary.arn);
  if (!customerPolicies.includes(boundary.policy)) return await ownPolicy(work, boundary.policy);
  // Attached as well: what is guarded there is not guarded twice, which would meet its own change.
  return policyArnIn(work.account, boundary.policy);
}

/** The ARN in an account of a policy that is named by path and name: `/path/name`. */
export function policyArnIn(account: string, pathAndName: string): string {
  const end = pathAndName.lastIndexOf('/') + 1;
  return iamArn(account, 'policy', pathAndName.slice(0, end) || '/', pathAndName.slice(end));
}
