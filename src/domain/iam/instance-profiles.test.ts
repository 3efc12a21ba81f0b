import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { GuardFailed } from '../../store/index.ts';
import { tagsOf } from '../tags.ts';
import {
  addRole,
  createInstanceProfile,
  deleteInstanceProfile,
  findInstanceProfile,
  getInstanceProfile,
  listInstanceProfiles,
  removeRole,
  roleIn,
} from './instance-profiles.ts';
import { quotas } from './quotas.ts';
import { createRole, deleteRole, getRole } from './roles.ts';
import { setTags } from './tags.ts';
import { awsError, openTestStore, type TestAccount, type TestStore } from './test-support.ts';

let store: TestStore;
before(async () => {
  store = await openTestStore();
});
after(async () => await store.close());

const add = async (account: TestAccount, name: string, path = '/') =>
  await account.run((work) => createInstanceProfile(work, { name, path }));
const get = async (account: TestAccount, name: string) =>
  await account.run((work) => getInstanceProfile(work, name));
const addNewRole = async (account: TestAccount, name: string) =>
  await account.run((work) =>
    createRole(work, {
      name,
      path: '/',
      description: null,
      maxSessionSeconds: undefined,
      trust: { document: '{}', bindings: '{}' },
      boundaryArn: null,
    }),
  );
const putIn = async (account: TestAccount, profile: string, role: string) =>
  await account.run(async (work) =>
    addRole(work, await getInstanceProfile(work, profile), await getRole(work, role)),
  );
const takeOut = async (account: TestAccount, profile: string, role: string) =>
  await account.run(async (work) =>
    removeRole(work, await getInstanceProfile(work, profile), await getRole(work, role)),
  );
const remove = async (account: TestAccount, name: string) =>
  await account.run(async (work) =>
    deleteInstanceProfile(work, await getInstanceProfile(work, name)),
  );

test('an instance profile is found whatever the case of its name, in its own account only', async () => {
  const [mine, theirs] = [await store.account(), await store.account()];
  const made = await add(mine, 'Web', '/prod/');
  assert.match(made.profile_id, /^AIPA[A-Z2-7]{17}$/);
  assert.deepEqual(await get(mine, 'wEB'), made);
  await assert.rejects(
    get(theirs, 'Web'),
    awsError('NoSuchEntity', 'Instance Profile Web cannot be found.'),
  );
});

test('a second instance profile of the same name is refused whatever the case', async () => {
  const account = await store.account();
  await add(account, 'Web');
  await assert.rejects(
    add(account, 'WEB'),
    awsError('EntityAlreadyExists', 'Instance Profile WEB already exists.'),
  );
  await add(account, 'Web2');
});

test('an account has a thousand instance profiles at most', async () => {
  const account = await store.account();
  const count = quotas.instanceProfilesPerAccount - 1;
  await account.run((work) => {
    const rows = Array.from({ length: count }, (_, index) => ({
      account_id: work.account,
      profile_id: `AIPA${index}`,
      name: `p${index}`,
      name_key: `p${index}`,
      path: '/',
      created_at: work.now,
      role_id: null,
    }));
    work.write(work.read.insertInto('iam_instance_profiles').values(rows), count);
  });
  await add(account, 'the-last');
  await assert.rejects(
    add(account, 'one-more'),
    awsError('LimitExceeded', 'Cannot exceed quota for InstanceProfilesPerAccount: 1000'),
  );
});

test('an instance profile holds one role', async () => {
  const account = await store.account();
  await add(account, 'web');
  const { role_id } = await addNewRole(account, 'one');
  await addNewRole(account, 'two');
  await putIn(account, 'web', 'one');
  const held = await account.run(async (work) => roleIn(work, await get(account, 'web')));
  assert.equal(held?.role_id, role_id);
  for (const role of ['one', 'two']) {
    await assert.rejects(
      putIn(account, 'web', role),
      awsError('LimitExceeded', 'Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1'),
    );
  }
  await assert.rejects(
    takeOut(account, 'web', 'two'),
    awsError('NoSuchEntity', 'Role two is not in instance profile web.'),
  );
  await takeOut(account, 'web', 'one');
  await putIn(account, 'web', 'two');
});

test('an instance profile with a role is not deleted; without one it goes with its tags', async () => {
  const account = await store.account();
  const { profile_id } = await add(account, 'web');
  await addNewRole(account, 'one');
  const tag = { Key: 'k', Value: 'v' };
  await account.run((work) => setTags(work, profile_id, [tag], 'InstanceProfile'));
  await putIn(account, 'web', 'one');
  await assert.rejects(
    remove(account, 'web'),
    awsError(
      'DeleteConflict',
      'Cannot delete entity, must remove roles from instance profile first.',
    ),
  );
  await takeOut(account, 'web', 'one');
  await remove(account, 'web');
  assert.equal(await account.run((work) => findInstanceProfile(work, 'web')), undefined);
  assert.equal((await account.run((work) => tagsOf(work, profile_id))).size, 0);
});

test('instance profiles are listed by name, by path and by role', async () => {
  const account = await store.account();
  for (const name of ['c', 'A', 'b']) await add(account, name, '/web/');
  await add(account, 'other');
  const role = await addNewRole(account, 'one');
  await putIn(account, 'b', 'one');
  const names = async (request: Parameters<typeof listInstanceProfiles>[1], of?: typeof role) => {
    const page = await account.run((work) => listInstanceProfiles(work, request, of));
    return { names: page.items.map((profile) => profile.name), marker: page.marker };
  };
  assert.deepEqual((await names({})).names, ['A', 'b', 'c', 'other']);
  const first = await names({ PathPrefix: '/web/', MaxItems: 2 });
  assert.deepEqual(first.names, ['A', 'b']);
  const rest = await names({ PathPrefix: '/web/', Marker: first.marker });
  assert.deepEqual(rest.names, ['c']);
  assert.deepEqual((await names({}, role)).names, ['b']);
});

test('a role that is put into an instance profile meanwhile is not deleted', async () => {
  const account = await store.account();
  await add(account, 'web');
  await addNewRole(account, 'one');
  const deletion = await account.plan(async (work) => deleteRole(work, await getRole(work, 'one')));
  await putIn(account, 'web', 'one');
  await assert.rejects(store.store.commit(deletion), GuardFailed);
});
