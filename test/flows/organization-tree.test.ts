/** The tree of an organization: units, where accounts stand, and who leaves. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { assertRefused, clientsOf } from '../support/clients.ts';
import { gatehouse, ssoAdminOf } from '../support/identity-center.ts';
import { type OrganizationWorld, openOrganization } from '../support/organization.ts';
import { startTestServer } from '../support/server.ts';

let world: OrganizationWorld;
before(async () => {
  world = await openOrganization();
});
after(() => world?.stop());

const NO_UNIT = 'ou-aaaa-aaaaaaaa';
const NOBODY = '999988887777';

const refusedWith = (call: Promise<unknown>, code: string, message: string) =>
  assertRefused(call, code, 400, message);

describe('organizational units', () => {
  it('are made, described, renamed and deleted', async () => {
    const { organizations } = world.admin;
    const id = await world.unit('Workloads');
    assert.match(id, new RegExp(`^ou-${world.rootId.slice(2)}-[a-z0-9]{8}$`));
    const unit = { OrganizationalUnitId: id };
    const { OrganizationalUnit } = await organizations.describeOrganizationalUnit(unit);
    const arn = `arn:aws:organizations::${world.server.account}:ou/${world.organizationId}/${id}`;
    const Path = `${world.organizationId}/${world.rootId}/${id}/`;
    assert.deepEqual(OrganizationalUnit, { Id: id, Arn: arn, Name: 'Workloads', Path });
    const renamed = await organizations.updateOrganizationalUnit({ ...unit, Name: 'Work' });
    assert.equal(renamed.OrganizationalUnit?.Name, 'Work');
    const same = await organizations.updateOrganizationalUnit({ ...unit, Name: 'Work' });
    assert.equal(same.OrganizationalUnit?.Name, 'Work', 'its own name is no duplicate');
    await organizations.deleteOrganizationalUnit(unit);
    await refusedWith(
      organizations.describeOrganizationalUnit(unit),
      'OrganizationalUnitNotFoundException',
      "We can't find an OU with the OrganizationalUnitId that you specified.",
    );
  });

  it('tell where they and their accounts stand', async () => {
    const { organizations } = world.admin;
    const outer = await world.unit('Outer');
    const inner = await world.unit('Inner', outer);
    const account = await world.member('Placed');
    const path = (...steps: string[]) =>
      `${[world.organizationId, world.rootId, ...steps].join('/')}/`;
    const { OrganizationalUnits } = await organizations.listOrganizationalUnitsForParent({
      ParentId: outer,
    });
    assert.deepEqual(
      OrganizationalUnits?.map((unit) => unit.Path),
      [path(outer, inner)],
    );
    const pathsOf = async () =>
      (await organizations.describeAccount({ AccountId: account })).Account?.Paths;
    assert.deepEqual(await pathsOf(), [path(account)]);
    await organizations.moveAccount({
      AccountId: account,
      SourceParentId: world.rootId,
      DestinationParentId: inner,
    });
    assert.deepEqual(await pathsOf(), [path(outer, inner, account)]);
    const { Accounts } = await organizations.listAccountsForParent({ ParentId: inner });
    assert.deepEqual(Accounts?.[0]?.Paths, [path(outer, inner, account)]);
  });

  it('have names of their own under one parent', async () => {
    const { organizations } = world.admin;
    const first = await world.unit('Twin');
    await refusedWith(
      world.unit('Twin'),
      'DuplicateOrganizationalUnitException',
      'An OU with the same name already exists.',
    );
    const inside = await world.unit('Twin', first);
    const other = await world.unit('Other', first);
    await refusedWith(
      organizations.updateOrganizationalUnit({ OrganizationalUnitId: other, Name: 'Twin' }),
      'DuplicateOrganizationalUnitException',
      'An OU with the same name already exists.',
    );
    const { OrganizationalUnits = [], NextToken } =
      await organizations.listOrganizationalUnitsForParent({ ParentId: first, MaxResults: 1 });
    assert.ok(NextToken);
    const rest = await organizations.listOrganizationalUnitsForParent({
      ParentId: first,
      NextToken,
    });
    const ids = [...OrganizationalUnits, ...(rest.OrganizationalUnits ?? [])].map(({ Id }) => Id);
    assert.deepEqual(ids, [inside, other].sort());
  });

  it('stand at most five levels deep', async () => {
    let parent = world.rootId;
    for (const level of [1, 2, 3, 4, 5]) parent = await world.unit(`Level ${level}`, parent);
    await refusedWith(
      world.unit('Level 6', parent),
      'ConstraintViolationException',
      'You exceeded the OU depth limit: an organization has at most five levels of OUs under its root.',
    );
  });

  it('are deleted when nothing stands under them', async () => {
    const { organizations } = world.admin;
    const OrganizationalUnitId = await world.unit('Full');
    const account = await world.member('Tenant');
    const move = { AccountId: account, SourceParentId: world.rootId };
    await organizations.moveAccount({ ...move, DestinationParentId: OrganizationalUnitId });
    await refusedWith(
      organizations.deleteOrganizationalUnit({ OrganizationalUnitId }),
      'OrganizationalUnitNotEmptyException',
      'The specified OU is not empty. Move all accounts to another root or to other OUs, remove all child OUs, and try the operation again.',
    );
    await organizations.moveAccount({
      AccountId: account,
      SourceParentId: OrganizationalUnitId,
      DestinationParentId: world.rootId,
    });
    await organizations.deleteOrganizationalUnit({ OrganizationalUnitId });
  });

  it('are made under what exists', async () => {
    await refusedWith(
      world.unit('Lost', NO_UNIT),
      'ParentNotFoundException',
      "We can't find a root or OU with the ParentId that you specified.",
    );
  });
});

describe('accounts in the tree', () => {
  it('are moved from where they are to where they are not', async () => {
    const { organizations } = world.admin;
    const unit = await world.unit('Destination');
    const AccountId = await world.member('Mover');
    const move = (SourceParentId: string, DestinationParentId: string, id = AccountId) =>
      organizations.moveAccount({ AccountId: id, SourceParentId, DestinationParentId });
    const root = world.rootId;
    await refusedWith(
      move(unit, root),
      'SourceParentNotFoundException',
      "We can't find a source root or OU with the ParentId that you specified.",
    );
    await refusedWith(
      move(root, NO_UNIT),
      'DestinationParentNotFoundException',
      "We can't find the destination container (a root or OU) with the ParentId that you specified.",
    );
    await refusedWith(
      move(root, root),
      'DuplicateAccountException',
      'That account is already present in the specified destination.',
    );
    await refusedWith(
      move(root, unit, NOBODY),
      'AccountNotFoundException',
      "You specified an account that doesn't exist.",
    );
    await move(root, unit);
    const { Parents } = await organizations.listParents({ ChildId: AccountId });
    assert.deepEqual(Parents, [{ Id: unit, Type: 'ORGANIZATIONAL_UNIT' }]);
    const { Accounts = [] } = await organizations.listAccountsForParent({ ParentId: unit });
    assert.deepEqual(
      Accounts.map(({ Id, Name }) => [Id, Name]),
      [[AccountId, 'Mover']],
    );
    const children = { ParentId: unit, ChildType: 'ACCOUNT' } as const;
    const { Children } = await organizations.listChildren(children);
    assert.deepEqual(Children, [{ Id: AccountId, Type: 'ACCOUNT' }]);
  });

  it('and units have one parent, which has them for children', async () => {
    const { organizations } = world.admin;
    const id = await world.unit('Child');
    const { Parents } = await organizations.listParents({ ChildId: id });
    assert.deepEqual(Parents, [{ Id: world.rootId, Type: 'ROOT' }]);
    const { Children = [] } = await organizations.listChildren({
      ParentId: world.rootId,
      ChildType: 'ORGANIZATIONAL_UNIT',
    });
    assert.ok(Children.some(({ Id }) => Id === id));
    await refusedWith(
      organizations.listParents({ ChildId: NO_UNIT }),
      'ChildNotFoundException',
      "We can't find an organizational unit (OU) or AWS account with the ChildId that you specified.",
    );
    await refusedWith(
      organizations.listChildren({ ParentId: NO_UNIT, ChildType: 'ACCOUNT' }),
      'ParentNotFoundException',
      "We can't find a root or OU with the ParentId that you specified.",
    );
  });

  it('are asked for in requests that are listed', async () => {
    const { organizations } = world.admin;
    await organizations.createAccount({ AccountName: 'Again', Email: 'mover@example.com' });
    const States = Array.from({ length: 70_000 }, () => 'FAILED' as const);
    const failed = await organizations.listCreateAccountStatus({ States });
    assert.deepEqual(
      failed.CreateAccountStatuses?.map(({ State, FailureReason }) => [State, FailureReason]),
      [['FAILED', 'EMAIL_ALREADY_EXISTS']],
    );
    const all = await organizations.listCreateAccountStatus({ States: ['FAILED', 'SUCCEEDED'] });
    assert.ok((all.CreateAccountStatuses?.length ?? 0) > 1);
  });
});

describe('leaving', () => {
  it('takes an account out of the organization, and never the management account', async () => {
    const { organizations } = world.admin;
    const leaver = await world.member('Leaver');
    const removed = await world.member('Removed');
    const inside = await world.enter(leaver);
    await inside.organizations.leaveOrganization({});
    await refusedWith(
      inside.organizations.describeOrganization({}),
      'AWSOrganizationsNotInUseException',
      'Your account is not a member of an organization.',
    );
    await organizations.removeAccountFromOrganization({ AccountId: removed });
    const gone = organizations.removeAccountFromOrganization({ AccountId: removed });
    await refusedWith(
      gone,
      'AccountNotFoundException',
      "You specified an account that doesn't exist.",
    );
    const manager = { AccountId: world.server.account };
    await Promise.all(
      [
        organizations.leaveOrganization({}),
        organizations.removeAccountFromOrganization(manager),
      ].map((call) =>
        refusedWith(
          call,
          'MasterCannotLeaveOrganizationException',
          "You can't remove a management account from an organization. If you want the management account to become a member account in another organization, you must first delete the current organization of the management account.",
        ),
      ),
    );
  });
});

describe('DeleteOrganization', () => {
  it('waits until the management account is alone', async () => {
    const { organizations } = world.admin;
    await refusedWith(
      organizations.deleteOrganization({}),
      'OrganizationNotEmptyException',
      "The organization isn't empty. To delete an organization, you must first remove all accounts except the management account.",
    );
    const { Accounts = [] } = await organizations.listAccounts({});
    for (const { Id } of Accounts) {
      if (Id === world.server.account) continue;
      await organizations.removeAccountFromOrganization({ AccountId: Id });
    }
    const enabled = await gatehouse(world.server, 'EnableIdentityCenter');
    assert.equal(enabled.status, 200, JSON.stringify(enabled.body));
    await refusedWith(
      organizations.deleteOrganization({}),
      'ConstraintViolationException',
      'You must delete the organization instance of IAM Identity Center before you delete the organization.',
    );
    const { InstanceArn } = enabled.body;
    await ssoAdminOf(world.server).deleteInstance({ InstanceArn });
    await organizations.deleteOrganization({});
    const { Organization } = await clientsOf(world.server).organizations.createOrganization({});
    assert.notEqual(Organization?.Id, world.organizationId);
    const { Roots = [] } = await organizations.listRoots({});
    assert.deepEqual(Roots[0]?.PolicyTypes, []);
    const ParentId = Roots[0]?.Id;
    const { OrganizationalUnits } = await organizations.listOrganizationalUnitsForParent({
      ParentId,
    });
    assert.deepEqual(OrganizationalUnits, []);
  });
});

describe('an organization for billing alone', () => {
  it('has no service control policies', async () => {
    const own = await startTestServer();
    try {
      const { organizations } = clientsOf(own);
      const FeatureSet = 'CONSOLIDATED_BILLING';
      const made = await organizations.createOrganization({ FeatureSet });
      assert.equal(made.Organization?.FeatureSet, FeatureSet);
      assert.deepEqual(made.Organization?.AvailablePolicyTypes, []);
      const { Roots = [] } = await organizations.listRoots({});
      const at = { RootId: Roots[0]?.Id, PolicyType: 'SERVICE_CONTROL_POLICY' } as const;
      await refusedWith(
        organizations.enablePolicyType(at),
        'PolicyTypeNotAvailableForOrganizationException',
        "You can't use the specified policy type with the feature set currently enabled for this organization. For example, you can enable SCPs only after you enable all features in the organization.",
      );
    } finally {
      await own.stop();
    }
  });
});
