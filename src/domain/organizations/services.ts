import type { Work } from '../work.ts';
import { listDelegations } from './delegation.ts';
import { constraintViolation, invalidInput } from './errors.ts';
import { managing, type OrganizationRow } from './organizations.ts';

/** A service that may act in the accounts of the organization. */
export interface ServiceRow {
  readonly service_principal: string;
  readonly enabled_at: number;
}

/** The trusted services in the order of their names. */
export async function listServices(
  work: Work,
  organization: OrganizationRow,
): Promise<ServiceRow[]> {
  return await work.read
    .selectFrom('organization_services')
    .select(['service_principal', 'enabled_at'])
    .where('account_id', '=', organization.management_account)
    .orderBy('service_principal')
    .execute();
}

/** Names of services, without a list of AWS's own that would be out of date. */
const PRINCIPAL = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com$/;

/**
 * Trusts a service; one that is trusted already stays so. Throws InvalidInputException for what is no
 * name of a service.
 */
export async function enableService(
  work: Work,
  organization: OrganizationRow,
  service: string,
): Promise<void> {
  if (!PRINCIPAL.test(service)) {
    throw invalidInput(
      'UNRECOGNIZED_SERVICE_PRINCIPAL',
      'You specified an unrecognized service principal.',
    );
  }
  const known = await listServices(work, organization);
  if (known.some((row) => row.service_principal === service)) return;
  const own = managing(work, organization);
  own.write(
    own.read
      .insertInto('organization_services')
      .values({ account_id: own.account, service_principal: service, enabled_at: work.now }),
  );
}

/** Trusts a service no more. Whoever administers it for the organization has to be released before. */
export async function disableService(
  work: Work,
  organization: OrganizationRow,
  service: string,
): Promise<void> {
  const delegations = await listDelegations(work, organization);
  if (delegations.some((row) => row.service_principal === service)) {
    throw constraintViolation(
      'DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE',
      'You attempted to disable service access for a service that has a delegated administrator.',
    );
  }
  work.write(
    work.read
      .deleteFrom('organization_services')
      .where('account_id', '=', organization.management_account)
      .where('service_principal', '=', service),
    'any',
  );
}
