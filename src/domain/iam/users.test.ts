import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { GuardFailed } from '../../store/index.ts';
import { rootPrincipal } from '../principal.ts';
import { tagsOf } from '../tags.ts';
import type { Work } from '../work.ts';
import { createAccessKey, deleteAccessKey } from './access-keys.ts';
import { readAccount } from './account.ts';
import { createGroup, getGroup } from './groups.ts';
import { createLoginProfile, deleteLoginProfile } from './login-profiles.ts';
import { addToGroup, removeFromGroup } from './memberships.ts';
import { subjectOf } from './subject.ts';
import { setTags } from './tags.ts';
import {
  awsError,
  openTestStore,
  plainPasswords,
  plainSecrets,
  TEST_TIME,
  type TestAccount,
  type TestStore,
} from './test-support.ts';
import {
  countUsers,
  createUser,
  deleteUser,
  findUserById,
  getUser,
  listUsers,
  renameUser,
  touchUser,
} from './users.ts';

let store: TestStore;
before(async () => {
  store = await openTestStore();
});
after(async () => await store.close());

const add = async (account: TestAccount, name: string, path = '/') =>
  await account.run((work) => createUser(work, { name, path, boundaryArn: null }));

test('a created user is found by its name in any case and by its unique id', async () => {
  const account = await store.account();
  const made = await add(account, 'Alice', '/staff/');
  assert.match(made.user_id, /^AIDA[A-Z2-7]{17}$/);
  const found = await account.run((work) => getUser(work, 'aLICE'));
  assert.deepEqual({ ...found }, { ...made });
  assert.equal(found.created_at, TEST_TIME);
  const byId = await account.run((work) => findUserById(work, made.user_id));
  assert.equal(byId?.name, 'Alice');
});

test('R124: names are unique whatever their case, within one account', async () => {
  const account = await store.account();
  await add(account, 'alice');
  await assert.rejects(
    add(account, 'ALICE'),
    awsError('EntityAlreadyExists', 'User with name ALICE already exists.'),
  );
  const other = await store.account();
  await add(other, 'ALICE');
  assert.equal(await account.run(countUsers), 1);
});

test('R158: a user name may look like an e-mail address and keeps its letters', async () => {
  const account = await store.account();
  const name = 'Ann+Ops=a,b.c@example_x-1.com';
  await add(account, name);
  assert.equal((await account.run((work) => getUser(work, name.toUpperCase()))).name, name);
});

test('a user of another account cannot be found', async () => {
  const [here, there] = [await store.account(), await store.account()];
  const user = await add(there, 'eve');
  await assert.rejects(
    here.run((work) => getUser(work, 'eve')),
    awsError('NoSuchEntity', 'The user with name eve cannot be found.'),
  );
  assert.equal(await here.run((work) => findUserById(work, user.user_id)), undefined);
});

test('listing goes by name under a path prefix, page by page', async () => {
  const account = await store.account();
  for (const name of ['dora', 'Bob', 'alice', 'Carl']) await add(account, name, '/team/');
  await add(account, 'zoe');
  const first = await account.run((work) => listUsers(work, { PathPrefix: '/team/', MaxItems: 3 }));
  assert.deepEqual(
    first.items.map((user) => user.name),
    ['alice', 'Bob', 'Carl'],
  );
  assert.equal(first.isTruncated, true);
  const second = await account.run((work) =>
    listUsers(work, { PathPrefix: '/team/', MaxItems: 3, Marker: first.marker }),
  );
  assert.deepEqual(
    second.items.map((user) => user.name),
    ['dora'],
  );
  assert.equal(second.isTruncated, false);
  assert.equal(second.marker, undefined);
});

test('a marker that no listing gave is refused', async () => {
  const account = await store.account();
  await assert.rejects(
    account.run((work) => listUsers(work, { Marker: 'made-up' })),
    awsError('ValidationError', 'Invalid Marker.'),
  );
});

test('renaming keeps the unique id and what hangs on the user', async () => {
  const account = await store.account();
  const made = await add(account, 'alice');
  await account.run((work) => setTags(work, made.user_id, [{ Key: 'k', Value: 'v' }], 'User'));
  await account.run((work) => renameUser(work, made, { name: 'alicia', path: '/new/' }));
  const renamed = await account.run((work) => getUser(work, 'alicia'));
  assert.equal(renamed.user_id, made.user_id);
  assert.equal(renamed.path, '/new/');
  assert.equal((await account.run((work) => tagsOf(work, made.user_id))).get('k'), 'v');
  await assert.rejects(
    account.run((work) => getUser(work, 'alice')),
    { code: 'NoSuchEntity' },
  );
});

test('a user may change the case of its name, not take the name of another', async () => {
  const account = await store.account();
  const alice = await add(account, 'alice');
  await add(account, 'bob');
  await assert.rejects(
    account.run((work) => renameUser(work, alice, { name: 'BOB' })),
    awsError('EntityAlreadyExists', 'User with name BOB already exists.'),
  );
  await account.run((work) => renameUser(work, alice, { name: 'ALICE' }));
  assert.equal((await account.run((work) => getUser(work, 'alice'))).name, 'ALICE');
});

test('a user in a group is not deleted; out of it, it is, with its tags', async () => {
  const account = await store.account();
  const user = await add(account, 'alice');
  await account.run((work) => setTags(work, user.user_id, [{ Key: 'k', Value: 'v' }], 'User'));
  await account.run((work) => createGroup(work, { name: 'staff', path: '/' }));
  await account.run(async (work) => addToGroup(work, await getGroup(work, 'staff'), user));
  await assert.rejects(
    account.run(async (work) => deleteUser(work, await getUser(work, 'alice'))),
    awsError('DeleteConflict', 'Cannot delete entity, must remove users from group first.'),
  );
  await account.run(async (work) =>
    removeFromGroup(work, await getGroup(work, 'staff'), await getUser(work, 'alice')),
  );
  await account.run(async (work) => deleteUser(work, await getUser(work, 'alice')));
  assert.equal(await account.run(countUsers), 0);
  assert.equal((await account.run((work) => tagsOf(work, user.user_id))).size, 0);
});

const DOCUMENT = '{"Version":"2012-10-17","Statement":[]}';

test('a user with an attached or an inline policy is not deleted', async () => {
  const account = await store.account();
  const { user_id: owner_id } = await add(account, 'alice');
  const owned = { account_id: account.id, owner_id };
  const remove = async () =>
    await account.run(async (work) => deleteUser(work, await getUser(work, 'alice')));
  const attachment = { ...owned, policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' };
  await account.run((work) => {
    work.write(work.read.insertInto('iam_attachments').values({ ...attachment, attached_at: 1 }));
    work.write(
      work.read
        .insertInto('iam_inline_policies')
        .values({ ...owned, name: 'p', document: DOCUMENT }),
    );
  });
  await assert.rejects(
    remove(),
    awsError('DeleteConflict', 'Cannot delete entity, must detach all policies first.'),
  );
  await account.run((work) =>
    work.write(work.read.deleteFrom('iam_attachments').where('owner_id', '=', owner_id)),
  );
  await assert.rejects(
    remove(),
    awsError('DeleteConflict', 'Cannot delete entity, must delete policies first.'),
  );
  await account.run((work) =>
    work.write(work.read.deleteFrom('iam_inline_policies').where('owner_id', '=', owner_id)),
  );
  await remove();
});

test('a user with a password or an access key is not deleted', async () => {
  const account = await store.account();
  await add(account, 'alice');
  const alice = (work: Work) => getUser(work, 'alice');
  const remove = async () => await account.run(async (work) => deleteUser(work, await alice(work)));
  await account.run(async (work) =>
    createLoginProfile(
      work,
      await readAccount(work),
      await alice(work),
      { password: 'Correct horse 1', resetRequired: false },
      plainPasswords,
    ),
  );
  const key = await account.run(async (work) =>
    createAccessKey(work, await aliceSubject(work), plainSecrets),
  );
  await assert.rejects(
    remove(),
    awsError('DeleteConflict', 'Cannot delete entity, must delete login profile first.'),
  );
  await account.run(async (work) => deleteLoginProfile(work, await alice(work)));
  await assert.rejects(
    remove(),
    awsError('DeleteConflict', 'Cannot delete entity, must delete access keys first.'),
  );
  await account.run(async (work) =>
    deleteAccessKey(work, await aliceSubject(work), key.access_key_id),
  );
  await remove();
});

const aliceSubject = async (work: Work) =>
  await subjectOf(work, rootPrincipal(work.account, 'AKIA'), 'alice');

test('of two changes decided from one state only the first commits', async () => {
  const account = await store.account();
  const user = await add(account, 'alice');
  await account.run((work) => touchUser(work, user));
  await assert.rejects(
    account.run((work) => touchUser(work, user)),
    GuardFailed,
  );
  await assert.rejects(
    account.run((work) => renameUser(work, user, { name: 'late' })),
    GuardFailed,
  );
  await assert.rejects(
    account.run((work) => deleteUser(work, user)),
    GuardFailed,
  );
  await account.run(async (work) => deleteUser(work, await getUser(work, 'alice')));
});

test('the account has room for 5000 users', async () => {
  const account = await store.account();
  await account.run((work) => {
    for (let from = 0; from < 4999; from += 500) {
      const names = Array.from({ length: Math.min(500, 4999 - from) }, (_, i) => `u${from + i}`);
      work.write(
        work.read.insertInto('iam_users').values(names.map((name) => row(account, name))),
        'any',
      );
    }
  });
  await add(account, 'last');
  await assert.rejects(
    add(account, 'one-too-many'),
    awsError('LimitExceeded', 'Cannot exceed quota for UsersPerAccount: 5000'),
  );
});

const row = (account: TestAccount, name: string) => ({
  account_id: account.id,
  user_id: `AIDA-${name}`,
  name,
  name_key: name,
  path: '/',
  created_at: TEST_TIME,
});
