import type { Work } from '../work.ts';
import { constraintViolation, organizationsError } from './errors.ts';
import { getMember } from './members.ts';
import { managing, type OrganizationRow, touchOrganization } from './organizations.ts';

/** Services that take one delegated administrator at most. */
const SINGLE = new Set(['sso.amazonaws.com']);

/** A member account that administers a service for its organization. */
export interface DelegationRow {
  readonly delegate: string;
  readonly service_principal: string;
  readonly enabled_at: number;
}

/** Who administers what for the organization, in the order of accounts and services. */
export async function listDelegations(
  work: Work,
  organization: OrganizationRow,
): Promise<DelegationRow[]> {
  return await work.read
    .selectFrom('delegated_administrators')
    .select(['delegate', 'service_principal', 'enabled_at'])
    .where('account_id', '=', organization.management_account)
    .orderBy('delegate')
    .orderBy('service_principal')
    .execute();
}

/** Whether `account` administers `service` (such as `sso.amazonaws.com`) for the organization. */
export async function isDelegatedAdministrator(
  work: Work,
  organization: OrganizationRow,
  account: string,
  service: string,
): Promise<boolean> {
  const rows = await listDelegations(work, organization);
  return rows.some((row) => row.delegate === account && row.service_principal === service);
}

/** Makes a member the administrator of a service, which has to be trusted before. */
export async function registerDelegate(
  work: Work,
  organization: OrganizationRow,
  account: string,
  service: string,
): Promise<void> {
  const member = await getMember(work, organization, account);
  if (member.account_id === organization.management_account) {
    throw constraintViolation(
      'CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR',
      'You cannot register management account/yourself as delegated administrator for your organization.',
    );
  }
  if (member.state !== 'ACTIVE') {
    throw constraintViolation(
      'CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR',
      'You cannot register a suspended account as a delegated administrator.',
    );
  }
  await requireTrust(work, organization, service);
  const registered = await listDelegations(work, organization);
  const ofService = registered.filter((row) => row.service_principal === service);
  if (ofService.some((row) => row.delegate === account)) {
    throw organizationsError('AccountAlreadyRegisteredException');
  }
  if (SINGLE.has(service) && ofService.length > 0) {
    throw constraintViolation(
      'MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED',
      'You have exceeded the maximum number of delegated administrators allowed for the service principal.',
    );
  }
  const own = managing(work, organization);
  touchOrganization(own, organization);
  own.write(
    own.read.insertInto('delegated_administrators').values({
      account_id: own.account,
      delegate: account,
      service_principal: service,
      enabled_at: work.now,
    }),
  );
}

async function requireTrust(
  work: Work,
  organization: OrganizationRow,
  service: string,
): Promise<void> {
  const trusted = await work.read
    .selectFrom('organization_services')
    .select('enabled_at')
    .where('account_id', '=', organization.management_account)
    .where('service_principal', '=', service)
    .executeTakeFirst();
  if (trusted) return;
  throw constraintViolation(
    'SERVICE_ACCESS_NOT_ENABLED',
    'You must enable service access before you delegate an administrator for this service. Call the AWS API EnableAWSServiceAccess first.',
  );
}

/** Takes a service back from a member. */
export async function deregisterDelegate(
  work: Work,
  organization: OrganizationRow,
  account: string,
  service: string,
): Promise<void> {
  await getMember(work, organization, account);
  const delegated = await isDelegatedAdministrator(work, organization, account, service);
  if (!delegated) throw organizationsError('AccountNotRegisteredException');
  work.write(
    work.read
      .deleteFrom('delegated_administrators')
      .where('account_id', '=', organization.management_account)
      .where('delegate', '=', account)
      .where('service_principal', '=', service),
  );
}

/** Refuses to let go of an account that administers services. */
export async function requireNoDelegation(
  work: Work,
  organization: OrganizationRow,
  account: string,
): Promise<void> {
  const rows = await listDelegations(work, organization);
  if (!rows.some((row) => row.delegate === account)) return;
  throw constraintViolation(
    'CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG',
    'You cannot remove or close an account that is a delegated administrator; deregister it first.',
  );
}
