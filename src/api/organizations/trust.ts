import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import {
  deregisterDelegate,
  listDelegations,
  registerDelegate,
} from '../../domain/organizations/delegation.ts';
import { organizationsError } from '../../domain/organizations/errors.ts';
import { getMember, membersOf } from '../../domain/organizations/members.ts';
import {
  getManagedOrganization,
  getReadableOrganization,
} from '../../domain/organizations/organizations.ts';
import {
  disableService,
  enableService,
  listServices,
} from '../../domain/organizations/services.ts';
import { readBranches } from '../../domain/organizations/tree.ts';
import type { Handlers } from '../../wire/index.ts';
import { describeAccount } from './outputs.ts';
import { pageOfAll } from './paging.ts';
import { namedResources } from './resources.ts';

/** Which services may act for the organization, and which accounts administer them. */
export const trust = {
  async EnableAWSServiceAccess({ ServicePrincipal: service = '' }, { work }) {
    await enableService(work, await getManagedOrganization(work), service);
    return {};
  },

  async DisableAWSServiceAccess({ ServicePrincipal: service = '' }, { work }) {
    await disableService(work, await getManagedOrganization(work), service);
    return {};
  },

  async ListAWSServiceAccessForOrganization(input, { work }) {
    const all = await listServices(work, await getReadableOrganization(work));
    const { rows, more } = pageOfAll(all, (row) => keyOf(row.service_principal), input);
    const EnabledServicePrincipals = rows.map((row) => ({
      ServicePrincipal: row.service_principal,
      DateEnabled: new Date(Number(row.enabled_at)),
    }));
    return { EnabledServicePrincipals, ...more };
  },

  async RegisterDelegatedAdministrator(input, { work }) {
    const { AccountId: account = '', ServicePrincipal: service = '' } = input;
    await registerDelegate(work, await getManagedOrganization(work), account, service);
    return {};
  },

  async DeregisterDelegatedAdministrator(input, { work }) {
    const { AccountId: account = '', ServicePrincipal: service = '' } = input;
    await deregisterDelegate(work, await getManagedOrganization(work), account, service);
    return {};
  },

  async ListDelegatedAdministrators(input, { work, now }) {
    const organization = await getReadableOrganization(work);
    const { ServicePrincipal: service } = input;
    const since = new Map<string, number>();
    for (const row of await listDelegations(work, organization)) {
      if (service !== undefined && row.service_principal !== service) continue;
      const at = Number(row.enabled_at);
      since.set(row.delegate, Math.min(since.get(row.delegate) ?? at, at));
    }
    const members = await membersOf(work, organization);
    const all = members.filter(({ account_id: id }) => since.has(id));
    const { rows, more } = pageOfAll(all, ({ account_id: id }) => id, input);
    const branches = await readBranches(work, organization);
    const DelegatedAdministrators = rows.map((row) => ({
      ...describeAccount(row, branches, now),
      DelegationEnabledDate: new Date(since.get(row.account_id) ?? 0),
    }));
    return { DelegatedAdministrators, ...more };
  },

  async ListDelegatedServicesForAccount(input, { work }) {
    const organization = await getReadableOrganization(work);
    const { account_id: account } = await getMember(work, organization, input.AccountId ?? '');
    const delegations = await listDelegations(work, organization);
    const own = delegations.filter(({ delegate }) => delegate === account);
    if (own.length === 0) throw organizationsError('AccountNotRegisteredException');
    const { rows, more } = pageOfAll(own, (row) => keyOf(row.service_principal), input);
    const DelegatedServices = rows.map((row) => ({
      ServicePrincipal: row.service_principal,
      DelegationEnabledDate: new Date(Number(row.enabled_at)),
    }));
    return { DelegatedServices, ...more };
  },
} satisfies Partial<Handlers<typeof import('@aws-sdk/client-organizations'), Call>>;

interface OfService {
  readonly ServicePrincipal?: string | undefined;
  readonly AccountId?: string | undefined;
}

const ofService = {
  keys: ({ ServicePrincipal: service }: OfService) =>
    service === undefined ? {} : { 'organizations:serviceprincipal': [service] },
};

const onDelegate = {
  ...ofService,
  resources: ({ AccountId: id }: OfService, call: Call) => namedResources(call, id),
};

export const trustAccess = {
  EnableAWSServiceAccess: ofService,
  DisableAWSServiceAccess: ofService,
  ListAWSServiceAccessForOrganization: {},
  RegisterDelegatedAdministrator: onDelegate,
  DeregisterDelegatedAdministrator: onDelegate,
  ListDelegatedAdministrators: ofService,
  ListDelegatedServicesForAccount: {
    resources: ({ AccountId: id }, call) => namedResources(call, id),
  },
} satisfies Access<typeof trust>;

/** A name of a service in the letters of page tokens. */
function keyOf(service: string): string {
  return Buffer.from(service).toString('hex');
}
