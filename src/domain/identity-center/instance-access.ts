import { refuse } from '../../failures/aws-error.ts';
import { isDelegatedAdministrator } from '../organizations/delegation.ts';
import { findOrganization, managing } from '../organizations/organizations.ts';
import { type Work, workFor } from '../work.ts';
import { findInstance, type InstanceRow, instanceOfAccount } from './instances.ts';

/** The service principal of Identity Center, as Organizations knows it. */
export const IDENTITY_CENTER_PRINCIPAL = 'sso.amazonaws.com';

/** An instance that the caller may administer, and how. */
export interface InstanceAccess {
  readonly instance: InstanceRow;
  /** The caller's work as that of the account that owns the instance, where all it has belongs. */
  readonly work: Work;
  /** True of a delegated administrator, who is kept from the management account (R060). */
  readonly delegated: boolean;
}

/** Who asks: the parts of a call that this needs. */
export interface InstanceCaller {
  readonly account: string;
  readonly work: Work;
  /** Whose history gets the event of the call as well. */
  readonly notes: { sharedWith: string | undefined };
}

/**
 * The instance of that ARN, when the caller's account owns it or administers it for its
 * organization. Throws IDC-001 for any other one, whether it exists or not. What a delegated
 * administrator asks for is in the history of the instance's account as well.
 */
export async function requireInstance(
  caller: InstanceCaller,
  arn: string,
): Promise<InstanceAccess> {
  const access = await reachableInstance(caller, arn);
  if (access) {
    caller.notes.sharedWith = access.work.account;
    return access;
  }
  throw refuse('IDC-001', { instance: arn });
}

/** What `requireInstance` answers, or undefined. */
export async function reachableInstance(
  { account, work }: Omit<InstanceCaller, 'notes'>,
  arn: string,
): Promise<InstanceAccess | undefined> {
  const instance = await findInstance(work, arn);
  if (instance?.account_id === account) return { instance, work, delegated: false };
  if (instance?.kind !== 'organization') return undefined;
  const administered = await delegatedInstance(work);
  if (administered?.instance_id !== instance.instance_id) return undefined;
  return { instance, work: workFor(work, instance.account_id), delegated: true };
}

/** The instance that the work's account administers for its organization, or undefined. */
export async function delegatedInstance(work: Work): Promise<InstanceRow | undefined> {
  const organization = await findOrganization(work);
  if (organization === undefined || organization.management_account === work.account) {
    return undefined;
  }
  const { account } = work;
  if (!(await isDelegatedAdministrator(work, organization, account, IDENTITY_CENTER_PRINCIPAL))) {
    return undefined;
  }
  return await instanceOfAccount(managing(work, organization));
}
