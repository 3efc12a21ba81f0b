import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { SSOAdmin } from '@aws-sdk/client-sso-admin';
import type { Compilable } from 'kysely';
import { compilePlanStatement } from '../../src/store/index.ts';
import { assertRefused, clientsOf } from '../support/clients.ts';
import { identityStoreOf, personNamed } from '../support/directory.ts';
import { allow, deny, makeUser, policyOf } from '../support/entities.ts';
import {
  assertGatehouseRefused,
  type EnabledInstance,
  enableIdentityCenter,
  gatehouse,
  type Member,
  makeMember,
  ssoAdminOf,
} from '../support/identity-center.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let sso: SSOAdmin;
let instance: EnabledInstance;
let member: Member;
const DENIED = 'AccessDeniedException';

before(async () => {
  server = await startTestServer({ GATEHOUSE_REGIONS: 'eu-west-1' });
  sso = ssoAdminOf(server);
});
after(async () => {
  await server?.stop();
});

describe('EnableIdentityCenter', () => {
  it('IDC-004: needs an organization with all features, in its management account', async () => {
    const text =
      'IAM Identity Center is enabled in the management account of an organization that has all features enabled.';
    const refused = await gatehouse(server, 'EnableIdentityCenter');
    assertGatehouseRefused(refused, 'ValidationException', text);
    instance = await enableIdentityCenter(server);
    member = await makeMember(server, 'First');
    const asMember = await gatehouse(server, 'EnableIdentityCenter', {}, member.credentials);
    assertGatehouseRefused(asMember, 'ValidationException', text);
  });

  it('R137, R138: gives ids of their forms and a portal address with the store’s id', () => {
    assert.match(instance.arn, /^arn:aws:sso:::instance\/ssoins-[0-9a-f]{16}$/);
    assert.match(instance.identityStoreId, /^d-[0-9a-f]{10}$/);
    assert.match(instance.startUrl, new RegExp(`/portal/${instance.identityStoreId}/start$`));
  });

  it('turns trusted access on', async () => {
    const { EnabledServicePrincipals } = await clientsOf(
      server,
    ).organizations.listAWSServiceAccessForOrganization({});
    assert.deepEqual(
      EnabledServicePrincipals?.map(({ ServicePrincipal }) => ServicePrincipal),
      ['sso.amazonaws.com'],
    );
  });

  it('IDC-002, IDC-006, R002: refuses a second instance, and regions that there are not', async () => {
    const again = await gatehouse(server, 'EnableIdentityCenter');
    assertGatehouseRefused(
      again,
      'ConflictException',
      `The account ${server.account} already has an instance of IAM Identity Center in us-east-1.`,
    );
    const elsewhere = await gatehouse(server, 'EnableIdentityCenter', { Region: 'xx-none-1' });
    assertGatehouseRefused(
      elsewhere,
      'ValidationException',
      'The Region xx-none-1 is not a Region of this installation.',
    );
  });
});

describe('instances', () => {
  it('are described and listed to those who administer them', async () => {
    const {
      $metadata: _,
      CreatedDate,
      ...described
    } = await sso.describeInstance({
      InstanceArn: instance.arn,
    });
    assert.ok(CreatedDate instanceof Date);
    assert.deepEqual(described, {
      InstanceArn: instance.arn,
      IdentityStoreId: instance.identityStoreId,
      OwnerAccountId: server.account,
      Status: 'ACTIVE',
      PermissionSetsEnabled: true,
    });
    const { Instances } = await sso.listInstances({});
    assert.deepEqual(
      Instances?.map(({ InstanceArn, PrimaryRegion }) => [InstanceArn, PrimaryRegion]),
      [[instance.arn, 'us-east-1']],
    );
    assert.deepEqual((await member.sso.listInstances({})).Instances, []);
  });

  it('IDC-001: refuse other accounts and unknown ARNs with the same text', async () => {
    const none = 'arn:aws:sso:::instance/ssoins-0000000000000000';
    const calls = [
      [member.sso.describeInstance({ InstanceArn: instance.arn }), instance.arn],
      [sso.describeInstance({ InstanceArn: none }), none],
    ] as const;
    await Promise.all(
      calls.map(([call, arn]) => {
        const text = `You do not have access to the Identity Center instance ${arn}.`;
        return assertRefused(call, DENIED, 400, text);
      }),
    );
  });

  it('are judged by policies on their ARN and tags', async () => {
    await sso.tagResource({ ResourceArn: instance.arn, Tags: [{ Key: 'Team', Value: 'id' }] });
    const { Tags } = await sso.listTagsForResource({ ResourceArn: instance.arn });
    assert.deepEqual(Tags, [{ Key: 'Team', Value: 'id' }]);
    const tagged = { Condition: { StringEquals: { 'aws:ResourceTag/Team': 'id' } } };
    const policy = allow('sso:DescribeInstance', instance.arn, tagged);
    const reader = await makeUser(clientsOf(server), 'reader', { policy });
    const reading = ssoAdminOf(server, reader.credentials);
    await reading.describeInstance({ InstanceArn: instance.arn });
    await sso.untagResource({ ResourceArn: instance.arn, TagKeys: ['Team'] });
    await assertRefused(
      reading.describeInstance({ InstanceArn: instance.arn }),
      DENIED,
      400,
      `User: ${reader.arn} is not authorized to perform: sso:DescribeInstance on resource: ${instance.arn} because no identity-based policy allows the sso:DescribeInstance action`,
    );
    await assertRefused(
      reading.listInstances({}),
      DENIED,
      400,
      `User: ${reader.arn} is not authorized to perform: sso:ListInstances because no identity-based policy allows the sso:ListInstances action`,
    );
  });

  it('are named, and keep the encryption and the permission sets that they have', async () => {
    const InstanceArn = instance.arn;
    await sso.updateInstance({ InstanceArn, Name: 'company' });
    assert.equal((await sso.describeInstance({ InstanceArn })).Name, 'company');
    const KmsKeyArn = 'arn:aws:kms:us-east-1:111122223333:key/0';
    await assertRefused(
      sso.updateInstance({
        InstanceArn,
        EncryptionConfiguration: { KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn },
      }),
      'ValidationException',
      400,
      'Customer managed keys are not supported.',
    );
    await sso.updateInstance({
      InstanceArn,
      EncryptionConfiguration: { KeyType: 'AWS_OWNED_KMS_KEY' },
      PermissionSetsEnabled: true,
    });
    await assertRefused(
      sso.updateInstance({ InstanceArn, PermissionSetsEnabled: false }),
      'ValidationException',
      400,
      'The operation is not supported for this Identity Center instance',
    );
  });

  it('have tags with rules of their own', async () => {
    const ResourceArn = instance.arn;
    const tag = { Key: 'k', Value: 'v' };
    const many = Array.from({ length: 51 }, (_, n) => ({ Key: `k${n}`, Value: '' }));
    const refusals = [
      [[tag, tag], 'ValidationException', 'The request names a tag key more than once.'],
      [
        [{ Key: 'aws:x', Value: '' }],
        'ValidationException',
        'Tag keys that begin with aws: are reserved for system use.',
      ],
      [many, 'ServiceQuotaExceededException', 'The resource can have at most 50 tags.'],
    ] as const;
    for (const [Tags, code, text] of refusals) {
      await assertRefused(sso.tagResource({ ResourceArn, Tags: [...Tags] }), code, 400, text);
    }
    await sso.tagResource({ ResourceArn, Tags: many.slice(0, 50) });
    const page = await sso.listTagsForResource({ ResourceArn });
    assert.equal(page.Tags?.length, 50);
    await sso.untagResource({ ResourceArn, TagKeys: many.slice(0, 50).map(({ Key }) => Key) });
    const application = `arn:aws:sso::${server.account}:application/${instance.id}/apl-0123456789abcdef`;
    await assertRefused(
      sso.listTagsForResource({ ResourceArn: application }),
      'ValidationException',
      400,
      'Tags are kept of instances and permission sets alone.',
    );
    await assertRefused(
      sso.listTagsForResource({
        InstanceArn: 'arn:aws:sso:::instance/ssoins-0000000000000000',
        ResourceArn,
      }),
      'ValidationException',
      400,
      'The resource does not belong to the instance that the request names.',
    );
  });
});

describe('account instances', () => {
  const refused =
    'Account instances of IAM Identity Center are not enabled for member accounts of your organization. An administrator can enable them in the settings of IAM Identity Center in the management account.';
  let own = '';

  it('IDC-003, R005: are refused to members while the organization instance does not allow them', async () => {
    const set = (AccountInstances: boolean) =>
      gatehouse(server, 'UpdateIdentityCenterSettings', {
        InstanceArn: instance.arn,
        AccountInstances,
      });
    await set(false);
    await assertRefused(member.sso.createInstance({}), DENIED, 400, refused);
    assert.equal((await set(true)).body.Instance.AccountInstances, true);
  });

  it('R006: are refused where a control policy denies their creation', async () => {
    const { organizations } = clientsOf(server);
    const { Roots } = await organizations.listRoots({});
    const RootId = Roots?.[0]?.Id;
    await organizations.enablePolicyType({ RootId, PolicyType: 'SERVICE_CONTROL_POLICY' });
    const { Policy } = await organizations.createPolicy({
      Name: 'no-account-instances',
      Description: '',
      Type: 'SERVICE_CONTROL_POLICY',
      Content: policyOf(deny('sso:CreateInstance')),
    });
    const PolicyId = Policy?.PolicySummary?.Id;
    await organizations.attachPolicy({ PolicyId, TargetId: member.account });
    await assertRefused(
      member.sso.createInstance({}),
      DENIED,
      400,
      `User: arn:aws:sts::${member.account}:assumed-role/OrganizationAccountAccessRole/enter is not authorized to perform: sso:CreateInstance with an explicit deny in a service control policy`,
    );
    await organizations.detachPolicy({ PolicyId, TargetId: member.account });
  });

  it('R003: are counted over all regions', async () => {
    const other = await makeMember(server, 'Elsewhere');
    const inEurope = ssoAdminOf({ ...server, region: 'eu-west-1' }, other.credentials);
    await inEurope.createInstance({});
    await assertRefused(
      other.sso.createInstance({}),
      'ConflictException',
      400,
      `The account ${other.account} already has an instance of IAM Identity Center in eu-west-1.`,
    );
  });

  it('R001, R004: are created by members, with name and tags', async () => {
    const made = await member.sso.createInstance({
      Name: 'own',
      Tags: [{ Key: 'For', Value: 'apps' }],
    });
    own = made.InstanceArn ?? '';
    const described = await member.sso.describeInstance({ InstanceArn: own });
    assert.deepEqual(
      [described.Name, described.OwnerAccountId, described.PermissionSetsEnabled],
      ['own', member.account, false],
    );
    const { Tags } = await member.sso.listTagsForResource({ ResourceArn: own });
    assert.deepEqual(Tags, [{ Key: 'For', Value: 'apps' }]);
    const { Instances } = await member.sso.listInstances({});
    assert.deepEqual(
      Instances?.map(({ InstanceArn }) => InstanceArn),
      [own],
    );
  });

  it('IDC-002, IDC-005, R002: are one an account; management accounts have organization instances', async () => {
    await assertRefused(
      member.sso.createInstance({}),
      'ConflictException',
      400,
      `The account ${member.account} already has an instance of IAM Identity Center in us-east-1.`,
    );
    await assertRefused(
      sso.createInstance({}),
      'ValidationException',
      400,
      'An account instance of IAM Identity Center cannot be created in the management account of an organization.',
    );
  });

  it('have no permission sets and no attributes for access control', async () => {
    const InstanceArn = own;
    const text = 'The operation is not supported for this Identity Center instance';
    const calls = [
      member.sso.createPermissionSet({ InstanceArn, Name: 'Admin' }),
      member.sso.listPermissionSets({ InstanceArn }),
      member.sso.describeInstanceAccessControlAttributeConfiguration({ InstanceArn }),
    ];
    await Promise.all(calls.map((call) => assertRefused(call, 'ValidationException', 400, text)));
  });

  it('are deleted by their owners', async () => {
    await member.sso.deleteInstance({ InstanceArn: own });
    assert.deepEqual((await member.sso.listInstances({})).Instances, []);
    await member.sso.createInstance({});
  });

  it('are answered again to a call that is repeated with its token, and to no other', async () => {
    const { sso: again, account } = await makeMember(server, 'Again');
    const input = { Name: 'once', ClientToken: 'token-1', Tags: [{ Key: 'For', Value: 'apps' }] };
    const made = await again.createInstance(input);
    assert.deepEqual((await again.createInstance(input)).InstanceArn, made.InstanceArn);
    const { Tags } = await again.listTagsForResource({ ResourceArn: made.InstanceArn });
    assert.deepEqual(Tags, input.Tags);
    const taken = `The account ${account} already has an instance of IAM Identity Center in us-east-1.`;
    for (const other of [
      { ...input, ClientToken: 'token-2' },
      { ...input, Name: 'another' },
    ]) {
      await assertRefused(again.createInstance(other), 'ConflictException', 400, taken);
    }
  });
});

describe('a delegated administrator', () => {
  it('IDC-007: lists and changes the organization instance, and does not delete it', async () => {
    const delegate = await makeMember(server, 'Delegate');
    const InstanceArn = instance.arn;
    await clientsOf(server).organizations.registerDelegatedAdministrator({
      AccountId: delegate.account,
      ServicePrincipal: 'sso.amazonaws.com',
    });
    const { Instances } = await delegate.sso.listInstances({});
    assert.deepEqual(
      Instances?.map((one) => [one.InstanceArn, one.OwnerAccountId]),
      [[InstanceArn, server.account]],
    );
    await delegate.sso.createPermissionSet({ InstanceArn, Name: 'ByDelegate' });
    assert.equal((await sso.listPermissionSets({ InstanceArn })).PermissionSets?.length, 1);
    await assertRefused(
      delegate.sso.deleteInstance({ InstanceArn }),
      DENIED,
      400,
      'Only the management account can delete the organization instance of IAM Identity Center.',
    );
  });
});

describe('DeleteInstance', () => {
  it('waits for assignments and roles to be gone', async () => {
    const { read } = server.parts.store;
    const query = read.insertInto('provisioned_roles').values({
      account_id: server.account,
      instance_id: instance.id,
      target_account: member.account,
      permission_set_id: 'ps-0123456789abcdef',
      role_name: 'AWSReservedSSO_x_0123456789abcdef',
      version: 1,
      provisioned_at: 0,
    });
    const commit = async (statement: Compilable) =>
      await server.parts.store.commit({
        statements: [compilePlanStatement(statement, 1)],
        changes: [],
      });
    await commit(query);
    await assertRefused(
      sso.deleteInstance({ InstanceArn: instance.arn }),
      'ConflictException',
      400,
      'The Identity Center instance has account assignments. Delete all account assignments before you delete the instance.',
    );
    await commit(read.deleteFrom('provisioned_roles'));
  });

  it('takes permission sets, directory and tags with it', async () => {
    const InstanceArn = instance.arn;
    await sso.tagResource({ ResourceArn: InstanceArn, Tags: [{ Key: 'a', Value: 'b' }] });
    await sso.deleteInstance({ InstanceArn });
    assert.deepEqual((await sso.listInstances({})).Instances, []);
    const { read } = server.parts.store;
    for (const table of ['permission_sets', 'iam_tags', 'sso_instance_keys'] as const) {
      const rows = await read
        .selectFrom(table)
        .select('account_id')
        .where('account_id', '=', server.account)
        .execute();
      assert.deepEqual(rows, [], table);
    }
  });

  it('leaves nothing behind that was made at the same moment', async () => {
    const { store } = server.parts;
    const { Arn = '' } = await clientsOf(server).sts.getCallerIdentity({});
    const people = identityStoreOf(server);
    const noStore = (operation: string, id: string) =>
      `User: ${Arn} is not authorized to perform: identitystore:${operation} on resource: arn:aws:identitystore::${server.account}:identitystore/${id}`;
    const makers = [
      {
        table: 'directory_users',
        make: (_: string, id: string) => people.createUser(personNamed(id, 'late')),
        text: (_: string, id: string) => noStore('CreateUser', id),
      },
      {
        table: 'directory_groups',
        make: (_: string, IdentityStoreId: string) =>
          people.createGroup({ IdentityStoreId, DisplayName: 'Late' }),
        text: (_: string, id: string) => noStore('CreateGroup', id),
      },
      {
        table: 'permission_sets',
        make: (InstanceArn: string) => sso.createPermissionSet({ InstanceArn, Name: 'Late' }),
        text: (arn: string) => `You do not have access to the Identity Center instance ${arn}.`,
      },
    ] as const;
    for (const { table, make, text } of makers) {
      const { InstanceArn, IdentityStoreId } = (await gatehouse(server, 'EnableIdentityCenter'))
        .body;
      const { commit } = store;
      // The instance is deleted while the call has been decided and not committed yet.
      store.commit = async (plan) => {
        if (plan.statements.some(({ sql }) => sql.startsWith(`insert into "${table}"`))) {
          store.commit = commit;
          await sso.deleteInstance({ InstanceArn });
        }
        await commit.call(store, plan);
      };
      await assertRefused(
        make(InstanceArn, IdentityStoreId),
        DENIED,
        400,
        text(InstanceArn, IdentityStoreId),
      );
      const left = store.read.selectFrom(table).select('account_id');
      assert.deepEqual(await left.where('account_id', '=', server.account).execute(), []);
    }
    const { InstanceArn, IdentityStoreId } = (await gatehouse(server, 'EnableIdentityCenter')).body;
    for (const { make } of makers) await make(InstanceArn, IdentityStoreId);
  });
});
