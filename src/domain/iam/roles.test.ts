import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { GuardFailed } from '../../store/index.ts';
import { tagsOf } from '../tags.ts';
import type { Work } from '../work.ts';
import { attachPolicy, detachPolicy } from './attachments.ts';
import { deleteInlinePolicy, putInlinePolicy } from './inline-policies.ts';
import {
  addRole,
  createInstanceProfile,
  getInstanceProfile,
  removeRole,
} from './instance-profiles.ts';
import { managedPolicies } from './managed-policies.ts';
import { createPolicy } from './policies.ts';
import { ownRoleOwner } from './policy-owner.ts';
import { quotas } from './quotas.ts';
import {
  createRole,
  deleteRole,
  findRole,
  getOwnRole,
  getRole,
  insertRole,
  listRoles,
  type NewRole,
  touchRole,
  updateRole,
} from './roles.ts';
import { setTags } from './tags.ts';
import { awsError, openTestStore, type TestAccount, type TestStore } from './test-support.ts';

let store: TestStore;
before(async () => {
  store = await openTestStore();
});
after(async () => await store.close());

const ALLOW_ALL =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';
const NO_AWS_POLICIES = managedPolicies([]);

const newRole = (name: string, members: Partial<NewRole> = {}): NewRole => ({
  name,
  path: '/',
  description: null,
  maxSessionSeconds: undefined,
  trust: { document: '{}', bindings: '{}' },
  boundaryArn: null,
  ...members,
});
const add = async (account: TestAccount, name: string, members: Partial<NewRole> = {}) =>
  await account.run((work) => createRole(work, newRole(name, members)));
const get = async (account: TestAccount, name: string) =>
  await account.run((work) => getRole(work, name));
const remove = async (account: TestAccount, name: string) =>
  await account.run(async (work) => deleteRole(work, await getOwnRole(work, name)));

test('a role is found whatever the case of its name, in its own account only', async () => {
  const [mine, theirs] = [await store.account(), await store.account()];
  const made = await add(mine, 'Deploy', { path: '/ci/', description: 'ships' });
  assert.match(made.role_id, /^AROA[A-Z2-7]{17}$/);
  assert.deepEqual(await get(mine, 'dEPLOY'), made);
  assert.equal(made.max_session_seconds, 3600);
  await assert.rejects(
    get(theirs, 'Deploy'),
    awsError('NoSuchEntity', 'The role with name Deploy cannot be found.'),
  );
});

test('a second role of the same name is refused whatever the case', async () => {
  const account = await store.account();
  await add(account, 'Deploy');
  await assert.rejects(
    add(account, 'DEPLOY', { path: '/other/' }),
    awsError('EntityAlreadyExists', 'Role with name DEPLOY already exists.'),
  );
  await add(account, 'Deploy2');
});

test('an account has a thousand roles at most', async () => {
  const account = await store.account();
  await account.run((work) => fillRoles(work, quotas.rolesPerAccount - 1));
  await add(account, 'the-last');
  await assert.rejects(
    add(account, 'one-more'),
    awsError('LimitExceeded', 'Cannot exceed quota for RolesPerAccount: 1000'),
  );
});

function fillRoles(work: Work, count: number): void {
  const rows = Array.from({ length: count }, (_, index) => ({
    account_id: work.account,
    role_id: `AROA${index}`,
    name: `r${index}`,
    name_key: `r${index}`,
    path: '/',
    created_at: work.now,
    max_session_seconds: 3600,
    trust_policy: '{}',
    trust_bindings: '{}',
  }));
  work.write(work.read.insertInto('iam_roles').values(rows), count);
}

test('R025: a role under the paths of AWS services is neither made nor changed by IAM', async () => {
  const account = await store.account();
  for (const path of ['/aws-reserved/sso.amazonaws.com/', '/aws-service-role/x.amazonaws.com/']) {
    await assert.rejects(
      add(account, 'AWSReservedSSO_Admin_0123456789abcdef', { path }),
      awsError('InvalidInput', `Path ${path} is reserved for roles that AWS services create.`),
    );
  }
  const name = 'AWSReservedSSO_Admin_0123456789abcdef';
  for (const taken of [name, 'awsRESERVEDsso_x']) {
    await assert.rejects(
      add(account, taken),
      awsError(
        'InvalidInput',
        `Role name ${taken} is reserved for roles that AWS services create.`,
      ),
    );
  }
  const { role_id } = await account.run((work) => insertRole(work, newRole(name)));
  await account.run((work) =>
    work.write(
      work.read
        .updateTable('iam_roles')
        .set({ path: '/aws-reserved/sso.amazonaws.com/' })
        .where('role_id', '=', role_id),
    ),
  );
  await assert.rejects(
    account.run((work) => getOwnRole(work, name.toLowerCase())),
    awsError(
      'UnmodifiableEntity',
      `Cannot perform the operation on the protected role '${name}' - this role is only modifiable by AWS.`,
    ),
  );
  assert.equal((await get(account, name)).role_id, role_id);
  await add(account, 'AWSReservedSSO-own', { path: '/aws-reserved-not/' });
  await account.run((work) => getOwnRole(work, 'AWSReservedSSO-own'));
});

test('roles are listed in pages by name, under a path prefix', async () => {
  const account = await store.account();
  for (const name of ['c', 'A', 'b']) await add(account, name, { path: '/ci/' });
  await add(account, 'elsewhere');
  const list = async (Marker?: string) =>
    await account.run((work) => listRoles(work, { PathPrefix: '/ci/', MaxItems: 2, Marker }));
  const first = await list();
  assert.deepEqual(
    first.items.map((role) => role.name),
    ['A', 'b'],
  );
  const rest = await list(first.marker);
  assert.deepEqual(
    rest.items.map((role) => role.name),
    ['c'],
  );
  assert.equal(rest.isTruncated, false);
});

test('UpdateRole keeps a description that is not given and resets a duration that is not', async () => {
  const account = await store.account();
  await add(account, 'r', { description: 'old', maxSessionSeconds: 7200 });
  const update = async (to: Parameters<typeof updateRole>[2]) => {
    await account.run(async (work) => updateRole(work, await getOwnRole(work, 'r'), to));
    const { description, max_session_seconds } = await get(account, 'r');
    return { description, max_session_seconds };
  };
  assert.deepEqual(await update({ maxSessionSeconds: 43_200 }), {
    description: 'old',
    max_session_seconds: 43_200,
  });
  assert.deepEqual(await update({ description: '' }), {
    description: '',
    max_session_seconds: 3600,
  });
});

test('a role goes only when nothing hangs on it, and its tags go with it', async () => {
  const account = await store.account();
  const { role_id } = await add(account, 'r');
  const arn = `arn:aws:iam::${account.id}:policy/p`;
  await account.run(async (work) => {
    await createPolicy(work, { name: 'p', path: '/', description: null, document: ALLOW_ALL });
    await createInstanceProfile(work, { name: 'ip', path: '/' });
  });
  await account.run(async (work) =>
    addRole(work, await getInstanceProfile(work, 'ip'), await getRole(work, 'r')),
  );
  await account.run(async (work) =>
    attachPolicy(work, NO_AWS_POLICIES, await ownRoleOwner(work, 'r'), arn),
  );
  await account.run(async (work) =>
    putInlinePolicy(work, await ownRoleOwner(work, 'r'), 'inline', ALLOW_ALL),
  );
  await account.run(async (work) => {
    await setTags(work, role_id, [{ Key: 'k', Value: 'v' }], 'Role');
    touchRole(work, await getRole(work, 'r'));
  });
  const conflict = (what: string) =>
    awsError('DeleteConflict', `Cannot delete entity, must ${what} first.`);

  await assert.rejects(remove(account, 'r'), conflict('remove roles from instance profile'));
  await account.run(async (work) =>
    removeRole(work, await getInstanceProfile(work, 'ip'), await getRole(work, 'r')),
  );
  await assert.rejects(remove(account, 'r'), conflict('detach all policies'));
  await account.run(async (work) => detachPolicy(work, await ownRoleOwner(work, 'r'), arn));
  await assert.rejects(remove(account, 'r'), conflict('delete policies'));
  await account.run(async (work) =>
    deleteInlinePolicy(work, await ownRoleOwner(work, 'r'), 'inline'),
  );
  await remove(account, 'r');
  assert.equal(await account.run((work) => findRole(work, 'r')), undefined);
  assert.equal((await account.run((work) => tagsOf(work, role_id))).size, 0);
});

test('two changes decided from the same state of a role do not both commit', async () => {
  const account = await store.account();
  await add(account, 'r');
  const deletion = await account.plan(async (work) =>
    deleteRole(work, await getOwnRole(work, 'r')),
  );
  await account.run(async (work) =>
    putInlinePolicy(work, await ownRoleOwner(work, 'r'), 'inline', ALLOW_ALL),
  );
  await assert.rejects(store.store.commit(deletion), GuardFailed);
  assert.equal((await get(account, 'r')).row_version, 2);
});
