/** Trusted services and the member accounts that administer them. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { assertRefused, type Clients } from '../support/clients.ts';
import { type OrganizationWorld, openOrganization } from '../support/organization.ts';

const SSO = 'sso.amazonaws.com';

let world: OrganizationWorld;
let account = '';
let inside: Clients;
before(async () => {
  world = await openOrganization();
  account = await world.member('Delegate');
  inside = await world.enter(account);
});
after(() => world?.stop());

const refusedWith = (call: Promise<unknown>, code: string, message: string) =>
  assertRefused(call, code, 400, message);

describe('trusted services', () => {
  it('are enabled, listed and disabled', async () => {
    const { organizations } = world.admin;
    const listed = async () => {
      const answer = await organizations.listAWSServiceAccessForOrganization({});
      return answer.EnabledServicePrincipals?.map(({ ServicePrincipal }) => ServicePrincipal);
    };
    const ServicePrincipal = 'config.amazonaws.com';
    await organizations.enableAWSServiceAccess({ ServicePrincipal });
    await organizations.enableAWSServiceAccess({ ServicePrincipal });
    assert.deepEqual(await listed(), [ServicePrincipal]);
    await organizations.disableAWSServiceAccess({ ServicePrincipal });
    assert.deepEqual(await listed(), []);
    for (const unknown of ['config', 'config.example.com', '.amazonaws.com']) {
      await refusedWith(
        organizations.enableAWSServiceAccess({ ServicePrincipal: unknown }),
        'InvalidInputException',
        'You specified an unrecognized service principal.',
      );
    }
  });
});

describe('delegated administrators', () => {
  const register = (AccountId: string, ServicePrincipal = SSO) =>
    world.admin.organizations.registerDelegatedAdministrator({ AccountId, ServicePrincipal });

  it('are member accounts, one for IAM Identity Center', async () => {
    const { organizations } = world.admin;
    const other = await world.member('Second');
    await refusedWith(
      register(world.server.account),
      'ConstraintViolationException',
      'You cannot register management account/yourself as delegated administrator for your organization.',
    );
    await refusedWith(
      register('999988887777'),
      'AccountNotFoundException',
      "You specified an account that doesn't exist.",
    );
    const notRegistered =
      'The provided account is not a registered delegated administrator for your organization.';
    const one = { AccountId: account, ServicePrincipal: SSO };
    await Promise.all(
      [
        organizations.deregisterDelegatedAdministrator(one),
        organizations.listDelegatedServicesForAccount({ AccountId: account }),
      ].map((call) => refusedWith(call, 'AccountNotRegisteredException', notRegistered)),
    );
    await refusedWith(
      register(account),
      'ConstraintViolationException',
      'You must enable service access before you delegate an administrator for this service. Call the AWS API EnableAWSServiceAccess first.',
    );
    for (const ServicePrincipal of [SSO, 'config.amazonaws.com']) {
      await organizations.enableAWSServiceAccess({ ServicePrincipal });
    }
    await register(account);
    await refusedWith(
      register(account),
      'AccountAlreadyRegisteredException',
      'The provided account is already a delegated administrator for your organization.',
    );
    await refusedWith(
      register(other),
      'ConstraintViolationException',
      'You have exceeded the maximum number of delegated administrators allowed for the service principal.',
    );
    await register(other, 'config.amazonaws.com');
    const { DelegatedAdministrators = [] } = await organizations.listDelegatedAdministrators({
      ServicePrincipal: SSO,
    });
    assert.deepEqual(
      DelegatedAdministrators.map(({ Id, Name }) => [Id, Name]),
      [[account, 'Delegate']],
    );
    const all = await organizations.listDelegatedAdministrators({});
    assert.equal(all.DelegatedAdministrators?.length, 2);
    const services = await organizations.listDelegatedServicesForAccount({ AccountId: account });
    assert.deepEqual(
      services.DelegatedServices?.map(({ ServicePrincipal }) => ServicePrincipal),
      [SSO],
    );
  });

  it('read the organization and change nothing of it', async () => {
    const { organizations } = inside;
    assert.ok((await organizations.listAccounts({})).Accounts?.length);
    assert.ok((await organizations.listRoots({})).Roots?.length);
    const { Account } = await organizations.describeAccount({ AccountId: world.server.account });
    assert.equal(Account?.Id, world.server.account);
    const filter = { Filter: 'SERVICE_CONTROL_POLICY' } as const;
    assert.equal((await organizations.listPolicies(filter)).Policies?.length, 1);
    const denied = "You don't have permissions to access this resource.";
    await Promise.all(
      [
        organizations.createOrganizationalUnit({ ParentId: world.rootId, Name: 'Mine' }),
        organizations.attachPolicy({ PolicyId: 'p-FullAWSAccess', TargetId: account }),
        organizations.registerDelegatedAdministrator({ AccountId: account, ServicePrincipal: SSO }),
        organizations.closeAccount({ AccountId: account }),
      ].map((call) => refusedWith(call, 'AccessDeniedException', denied)),
    );
  });

  it('stay while they are it, and their services as well', async () => {
    const { organizations } = world.admin;
    const kept =
      'You cannot remove or close an account that is a delegated administrator; deregister it first.';
    await Promise.all(
      [
        organizations.removeAccountFromOrganization({ AccountId: account }),
        organizations.closeAccount({ AccountId: account }),
        inside.organizations.leaveOrganization({}),
      ].map((call) => refusedWith(call, 'ConstraintViolationException', kept)),
    );
    await refusedWith(
      organizations.disableAWSServiceAccess({ ServicePrincipal: SSO }),
      'ConstraintViolationException',
      'You attempted to disable service access for a service that has a delegated administrator.',
    );
    const one = { AccountId: account, ServicePrincipal: SSO };
    await organizations.deregisterDelegatedAdministrator(one);
    await refusedWith(
      inside.organizations.listAccounts({}),
      'AccessDeniedException',
      "You don't have permissions to access this resource.",
    );
    await organizations.closeAccount({ AccountId: account });
    await refusedWith(
      register(account),
      'ConstraintViolationException',
      'You cannot register a suspended account as a delegated administrator.',
    );
  });
});
