import { rootArn } from '../../base/arn.ts';
import { uniqueId } from '../../base/ids.ts';
import { roleEntity } from '../entities.ts';
import type { Work } from '../work.ts';

/** The role that CreateAccount makes in a new account unless another name is asked for. */
export const DEFAULT_ACCESS_ROLE = 'OrganizationAccountAccessRole';

/**
 * Adds to a new member account the role by which the management account's administrators enter it:
 * AdministratorAccess, trusted to the management account as a whole.
 */
export function createAccessRole(work: Work, account: string, name: string): void {
  const roleId = uniqueId('AROA', work.random);
  const trust = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: rootArn(work.account) }, Action: 'sts:AssumeRole' },
    ],
  };
  work.write(
    work.read.insertInto('iam_roles').values({
      account_id: account,
      role_id: roleId,
      name,
      name_key: name.toLowerCase(),
      path: '/',
      created_at: work.now,
      max_session_seconds: 3600,
      trust_policy: JSON.stringify(trust),
      trust_bindings: '{}',
    }),
  );
  work.write(
    work.read.insertInto('iam_attachments').values({
      account_id: account,
      owner_id: roleId,
      policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
      attached_at: work.now,
    }),
  );
  work.changed(roleEntity(name), account);
}
