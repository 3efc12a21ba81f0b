import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { GuardFailed } from '../../store/index.ts';
import { attachPolicy, detachPolicy, listAttachments } from './attachments.ts';
import { createGroup } from './groups.ts';
import { type ManagedPolicy, managedPolicies, readManagedPolicy } from './managed-policies.ts';
import { createPolicy } from './policies.ts';
import { listPolicyEntities } from './policy-entities.ts';
import { listPolicies } from './policy-listing.ts';
import { type FindOwner, groupOwner, ownRoleOwner, roleOwner, userOwner } from './policy-owner.ts';
import { createRole } from './roles.ts';
import { awsError, openTestStore, type TestAccount, type TestStore } from './test-support.ts';
import { createUser } from './users.ts';

let store: TestStore;
before(async () => {
  store = await openTestStore();
});
after(async () => await store.close());

const DOCUMENT = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

function awsPolicy(path: string, name: string): ManagedPolicy {
  const arn = `arn:aws:iam::aws:policy${path}${name}`;
  const createDate = '2015-02-06T18:39:46Z';
  const made = readManagedPolicy(
    JSON.stringify({ arn, name, path, description: '', createDate, document: DOCUMENT }),
  );
  assert.ok(made.ok);
  return made.policy;
}

const ADMIN = awsPolicy('/', 'AdministratorAccess');
const SERVICE = awsPolicy('/aws-service-role/', 'AWSSSOServiceRolePolicy');
const AWS = managedPolicies([ADMIN, SERVICE]);

interface Fixture {
  readonly account: TestAccount;
  readonly arn: (pathAndName: string) => string;
}

/** An account with user alice, group team, role deploy, and policies /a/one and /b/two. */
async function fixture(): Promise<Fixture> {
  const account = await store.account();
  await account.run(async (work) => {
    await createUser(work, { name: 'alice', path: '/staff/', boundaryArn: null });
    await createGroup(work, { name: 'team', path: '/' });
    await createRole(work, {
      name: 'deploy',
      path: '/ci/',
      description: null,
      maxSessionSeconds: undefined,
      trust: { document: '{}', bindings: '{}' },
      boundaryArn: null,
    });
    const document = JSON.stringify(DOCUMENT);
    await createPolicy(work, { name: 'one', path: '/a/', description: null, document });
    await createPolicy(work, { name: 'two', path: '/b/', description: null, document });
  });
  return { account, arn: (pathAndName) => `arn:aws:iam::${account.id}:policy${pathAndName}` };
}

const OWNERS: readonly (readonly [string, FindOwner])[] = [
  ['alice', userOwner],
  ['team', groupOwner],
  ['deploy', ownRoleOwner],
];

const attach = async (account: TestAccount, find: FindOwner, name: string, arn: string) =>
  await account.run(async (work) => attachPolicy(work, AWS, await find(work, name), arn));
const detach = async (account: TestAccount, find: FindOwner, name: string, arn: string) =>
  await account.run(async (work) => detachPolicy(work, await find(work, name), arn));
const attached = async (
  account: TestAccount,
  find: FindOwner,
  name: string,
  request: Parameters<typeof listAttachments>[2] = {},
) => await account.run(async (work) => listAttachments(work, (await find(work, name)).id, request));

test('policies are attached to users, groups and roles, listed by name and path, and detached', async () => {
  const { account, arn } = await fixture();
  for (const [name, find] of OWNERS) {
    for (const policy of [arn('/b/two'), ADMIN.arn, arn('/a/one')]) {
      await attach(account, find, name, policy);
    }
    const all = await attached(account, find, name);
    assert.deepEqual(
      all.items.map((item) => [item.name, item.arn]),
      [
        ['AdministratorAccess', ADMIN.arn],
        ['one', arn('/a/one')],
        ['two', arn('/b/two')],
      ],
    );
    const under = await attached(account, find, name, { PathPrefix: '/b/' });
    assert.deepEqual(
      under.items.map((item) => item.name),
      ['two'],
    );
    const first = await attached(account, find, name, { MaxItems: 2 });
    const rest = await attached(account, find, name, { Marker: first.marker });
    assert.deepEqual(
      rest.items.map((item) => item.name),
      ['two'],
    );

    await detach(account, find, name, ADMIN.arn);
    assert.equal((await attached(account, find, name)).items.length, 2);
  }
});

test('markers fit into a request, however long the paths, and tell namesakes apart', async () => {
  const { account } = await fixture();
  const path = `/${'x'.repeat(510)}/`;
  await account.run((work) =>
    createPolicy(work, {
      name: 'AdministratorAccess',
      path,
      description: null,
      document: JSON.stringify(DOCUMENT),
    }),
  );
  const own = `arn:aws:iam::${account.id}:policy${path}AdministratorAccess`;
  for (const policy of [own, ADMIN.arn]) await attach(account, userOwner, 'alice', policy);
  const first = await attached(account, userOwner, 'alice', { MaxItems: 1 });
  const rest = await attached(account, userOwner, 'alice', { Marker: first.marker });
  assert.deepEqual(
    [...first.items, ...rest.items].map((item) => item.arn).sort(),
    [own, ADMIN.arn].sort(),
  );
  const listed = await account.run((work) => listPolicies(work, AWS, { MaxItems: 1 }));
  for (const marker of [first.marker, listed.marker]) assert.ok((marker ?? '').length <= 320);
});

test('attaching again changes nothing', async () => {
  const { account } = await fixture();
  await attach(account, userOwner, 'alice', ADMIN.arn);
  const plan = await account.plan(async (work) =>
    attachPolicy(work, AWS, await userOwner(work, 'alice'), ADMIN.arn),
  );
  assert.deepEqual(plan, { statements: [], changes: [] });
});

test('a policy that does not exist or is another account’s is not attachable', async () => {
  const [mine, theirs] = [await fixture(), await fixture()];
  for (const policy of [mine.arn('/one'), theirs.arn('/a/one'), 'arn:aws:iam::aws:policy/None']) {
    await assert.rejects(
      attach(mine.account, userOwner, 'alice', policy),
      awsError('NoSuchEntity', `Policy ${policy} does not exist or is not attachable.`),
    );
  }
  await attach(mine.account, userOwner, 'alice', mine.arn('/a/one'));
});

test('policies of AWS services’ own roles are not attachable', async () => {
  const { account } = await fixture();
  await assert.rejects(
    attach(account, ownRoleOwner, 'deploy', SERVICE.arn),
    awsError('PolicyNotAttachable', 'Cannot attach a Service Role Policy to a Customer Role.'),
  );
  await attach(account, ownRoleOwner, 'deploy', ADMIN.arn);
});

test('texts that are not ARNs of policies are neither attached nor detached', async () => {
  const { account } = await fixture();
  for (const operation of [attach, detach]) {
    await assert.rejects(
      operation(account, userOwner, 'alice', 'AdministratorAccess!!'),
      awsError('ValidationError', 'Invalid ARN:  Could not be parsed!'),
    );
  }
});

test('a policy that is not attached cannot be detached', async () => {
  const { account, arn } = await fixture();
  await assert.rejects(
    detach(account, userOwner, 'alice', arn('/a/one')),
    awsError('NoSuchEntity', `Policy ${arn('/a/one')} was not found.`),
  );
  await attach(account, userOwner, 'alice', arn('/a/one'));
  await detach(account, userOwner, 'alice', arn('/a/one'));
});

test('ten policies are attached to one entity at most', async () => {
  const { account, arn } = await fixture();
  await account.run(async (work) => {
    for (let index = 0; index < 11; index += 1) {
      const document = JSON.stringify(DOCUMENT);
      await createPolicy(work, { name: `p${index}`, path: '/', description: null, document });
    }
  });
  const quotas = ['PoliciesPerUser', 'PoliciesPerGroup', 'PoliciesPerRole'];
  for (const [index, [name, find]] of OWNERS.entries()) {
    for (let policy = 0; policy < 10; policy += 1) {
      await attach(account, find, name, arn(`/p${policy}`));
    }
    await assert.rejects(
      attach(account, find, name, arn('/p10')),
      awsError('LimitExceeded', `Cannot exceed quota for ${quotas[index]}: 10`),
    );
  }
});

test('attaching and detaching are refused when the owner changed meanwhile', async () => {
  const { account, arn } = await fixture();
  const plan = await account.plan(async (work) =>
    attachPolicy(work, AWS, await groupOwner(work, 'team'), arn('/a/one')),
  );
  await attach(account, groupOwner, 'team', ADMIN.arn);
  await assert.rejects(store.store.commit(plan), GuardFailed);
  const names = (await attached(account, groupOwner, 'team')).items.map((item) => item.name);
  assert.deepEqual(names, ['AdministratorAccess']);
});

const entities = async (
  account: TestAccount,
  arn: string,
  query: Parameters<typeof listPolicyEntities>[2] = {},
) => {
  const page = await account.run((work) => listPolicyEntities(work, arn, query));
  return page.items.map(({ kind, name }) => `${kind} ${name}`);
};

test('the entities of a policy are told by kind, path and use', async () => {
  const { account, arn } = await fixture();
  const one = arn('/a/one');
  for (const [name, find] of OWNERS) await attach(account, find, name, one);
  await account.run((work) => createUser(work, { name: 'Bob', path: '/', boundaryArn: one }));
  await account.run((work) => createUser(work, { name: 'zoe', path: '/', boundaryArn: null }));
  const all = ['Group team', 'Role deploy', 'User alice', 'User Bob'];
  assert.deepEqual(await entities(account, one), all);
  assert.deepEqual(await entities(account, one, { EntityFilter: 'Role' }), ['Role deploy']);
  assert.deepEqual(await entities(account, one, { EntityFilter: 'AWSManagedPolicy' }), []);
  assert.deepEqual(await entities(account, one, { PathPrefix: '/staff/' }), ['User alice']);
  const as = (PolicyUsageFilter: string) => entities(account, one, { PolicyUsageFilter });
  assert.deepEqual(await as('PermissionsPolicy'), all.slice(0, 3));
  assert.deepEqual(await as('PermissionsBoundary'), ['User Bob']);
  assert.deepEqual(await entities(account, arn('/b/two')), []);

  const first = await account.run((work) => listPolicyEntities(work, one, { MaxItems: 3 }));
  assert.deepEqual(await entities(account, one, { Marker: first.marker }), ['User Bob']);
});

test('policies are listed by scope, path and use, with their usage', async () => {
  const { account, arn } = await fixture();
  await attach(account, userOwner, 'alice', arn('/a/one'));
  await attach(account, groupOwner, 'team', arn('/a/one'));
  await account.run((work) => createUser(work, { name: 'bob', path: '/', boundaryArn: ADMIN.arn }));
  const list = async (query: Parameters<typeof listPolicies>[2]) =>
    (await account.run((work) => listPolicies(work, AWS, query))).items.map(
      ({ policy, usage }) =>
        `${policy.arn.split('/').pop()} ${usage.attachments} ${usage.boundaries}`,
    );
  const everything = [
    'AdministratorAccess 0 1',
    'AWSSSOServiceRolePolicy 0 0',
    'one 2 0',
    'two 0 0',
  ];
  assert.deepEqual(await list({}), everything);
  assert.deepEqual(await list({ Scope: 'AWS' }), everything.slice(0, 2));
  assert.deepEqual(await list({ Scope: 'Local' }), everything.slice(2));
  assert.deepEqual(await list({ PathPrefix: '/b/' }), ['two 0 0']);
  assert.deepEqual(await list({ OnlyAttached: true }), ['one 2 0']);
  assert.deepEqual(await list({ PolicyUsageFilter: 'PermissionsPolicy' }), ['one 2 0']);
  assert.deepEqual(await list({ PolicyUsageFilter: 'PermissionsBoundary' }), [everything[0]]);
  const first = await account.run((work) => listPolicies(work, AWS, { MaxItems: 3 }));
  assert.deepEqual(await list({ Marker: first.marker }), ['two 0 0']);
});

test('R025: a role of AWS services is read and not changed', async () => {
  const { account } = await fixture();
  await account.run((work) =>
    work.write(
      work.read
        .updateTable('iam_roles')
        .set({ path: '/aws-reserved/sso.amazonaws.com/' })
        .where('account_id', '=', account.id),
    ),
  );
  await assert.rejects(
    attach(account, ownRoleOwner, 'deploy', ADMIN.arn),
    awsError(
      'UnmodifiableEntity',
      "Cannot perform the operation on the protected role 'deploy' - this role is only modifiable by AWS.",
    ),
  );
  assert.deepEqual((await attached(account, roleOwner, 'deploy')).items, []);
});
