import { sha256 } from '../../base/digest.ts';
import { refuse } from '../../failures/aws-error.ts';
import { findOrganization } from '../organizations/organizations.ts';
import { enableService } from '../organizations/services.ts';
import { type Work, workFor } from '../work.ts';
import { IDENTITY_CENTER_PRINCIPAL } from './instance-access.ts';
import { createInstance, type InstanceRow, instanceOfAccount } from './instances.ts';
import { readSettings } from './settings.ts';

/**
 * Enables the organization instance of the work's account, and with it trusted access in the
 * organization. Throws IDC-004 unless the account manages an organization with all features,
 * IDC-002 when it has an instance.
 */
export async function enableOrganizationInstance(
  work: Work,
  { region, name }: { readonly region: string; readonly name: string | null },
): Promise<InstanceRow> {
  const organization = await findOrganization(work);
  const manages = organization?.management_account === work.account;
  if (!manages || organization.feature_set !== 'ALL') {
    throw refuse('IDC-004', { account: work.account });
  }
  await requireNone(work);
  await enableService(work, organization, IDENTITY_CENTER_PRINCIPAL);
  return createInstance(work, { kind: 'organization', region, name });
}

/**
 * Creates the account instance of a member account or of one outside of organizations (R001). A call
 * that is repeated with its `clientToken` gets the instance that the first one made. Throws IDC-005 for management accounts, IDC-002 when the account has an instance in any region
 * (R002, R003), IDC-003 when its organization's instance does not allow it (R004, R005).
 */
export async function createAccountInstance(
  work: Work,
  {
    region,
    name,
    clientToken,
  }: {
    readonly region: string;
    readonly name: string | null;
    readonly clientToken?: string | undefined;
  },
): Promise<{ readonly instance: InstanceRow; readonly repeated: boolean }> {
  const { account } = work;
  const instanceId = clientToken === undefined ? undefined : tokenInstanceId(account, clientToken);
  const present = await instanceOfAccount(work);
  if (present && present.instance_id === instanceId && present.name === name) {
    return { instance: present, repeated: true };
  }
  const organization = await findOrganization(work);
  if (organization?.management_account === account) throw refuse('IDC-005', { account });
  await requireNone(work);
  const ruling =
    organization && (await instanceOfAccount(workFor(work, organization.management_account)));
  if (ruling && readSettings(ruling.settings).accountInstances === 'refused') {
    throw refuse('IDC-003', { account });
  }
  const begun = { kind: 'account', region, name } as const;
  const instance = createInstance(work, instanceId ? { ...begun, instanceId } : begun);
  return { instance, repeated: false };
}

/** An id that follows from the token is remembered without a row that would have to be forgotten. */
function tokenInstanceId(account: string, clientToken: string): string {
  return `ssoins-${sha256(JSON.stringify([account, clientToken])).slice(0, 16)}`;
}

async function requireNone(work: Work): Promise<void> {
  const instance = await instanceOfAccount(work);
  if (instance === undefined) return;
  const { instance_id: id, region } = instance;
  throw refuse('IDC-002', { account: work.account, instance: id, region });
}
