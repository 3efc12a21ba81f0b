import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { GuardFailed } from '../../store/index.ts';
import type { Work } from '../work.ts';
import { createGroup, deleteGroup, getGroup, listGroups, renameGroup } from './groups.ts';
import { addToGroup, listGroupsOf, listUsersIn, removeFromGroup } from './memberships.ts';
import { awsError, openTestStore, type TestAccount, type TestStore } from './test-support.ts';
import { createUser, getUser } from './users.ts';

let store: TestStore;
before(async () => {
  store = await openTestStore();
});
after(async () => await store.close());

const addGroup = async (account: TestAccount, name: string, path = '/') =>
  await account.run((work) => createGroup(work, { name, path }));
const addUser = async (account: TestAccount, name: string) =>
  await account.run((work) => createUser(work, { name, path: '/', boundaryArn: null }));
const join = async (account: TestAccount, group: string, user: string) =>
  await account.run(async (work) =>
    addToGroup(work, await getGroup(work, group), await getUser(work, user)),
  );
const leave = async (account: TestAccount, group: string, user: string) =>
  await account.run(async (work) =>
    removeFromGroup(work, await getGroup(work, group), await getUser(work, user)),
  );

test('a created group is found by its name in any case', async () => {
  const account = await store.account();
  const made = await addGroup(account, 'Admins', '/ops/');
  assert.match(made.group_id, /^AGPA[A-Z2-7]{17}$/);
  assert.deepEqual({ ...(await account.run((work) => getGroup(work, 'admins'))) }, { ...made });
  await assert.rejects(
    addGroup(account, 'ADMINS'),
    awsError('EntityAlreadyExists', 'Group with name ADMINS already exists.'),
  );
  await assert.rejects(
    account.run((work) => getGroup(work, 'other')),
    awsError('NoSuchEntity', 'The group with name other cannot be found.'),
  );
});

test('groups are listed by name under a path prefix', async () => {
  const account = await store.account();
  for (const name of ['b', 'A', 'c']) await addGroup(account, name, '/x/');
  await addGroup(account, 'd', '/xy/');
  const page = await account.run((work) => listGroups(work, { PathPrefix: '/x/', MaxItems: 2 }));
  assert.deepEqual(
    page.items.map((group) => group.name),
    ['A', 'b'],
  );
  const rest = await account.run((work) =>
    listGroups(work, { PathPrefix: '/x/', Marker: page.marker }),
  );
  assert.deepEqual(
    rest.items.map((group) => group.name),
    ['c'],
  );
});

test('renaming a group keeps its unique id and members, and takes no name in use', async () => {
  const account = await store.account();
  const made = await addGroup(account, 'old');
  await addGroup(account, 'taken');
  await addUser(account, 'alice');
  await join(account, 'old', 'alice');
  const rename = (name: string) => async (work: Work) =>
    await renameGroup(work, await getGroup(work, 'old'), { name, path: '/p/' });
  await assert.rejects(
    account.run(rename('TAKEN')),
    awsError('EntityAlreadyExists', 'Group with name TAKEN already exists.'),
  );
  await account.run(rename('new'));
  const group = await account.run((work) => getGroup(work, 'new'));
  assert.equal(group.group_id, made.group_id);
  assert.equal(group.path, '/p/');
  const members = await account.run((work) => listUsersIn(work, group, {}));
  assert.equal(members.items.length, 1);
});

test('the account has room for 300 groups', async () => {
  const account = await store.account();
  await account.run((work) => {
    const rows = Array.from({ length: 299 }, (_, i) => ({
      account_id: account.id,
      group_id: `AGPA-${i}`,
      name: `g${i}`,
      name_key: `g${i}`,
      path: '/',
      created_at: 1,
    }));
    work.write(work.read.insertInto('iam_groups').values(rows), 299);
  });
  await addGroup(account, 'last');
  await assert.rejects(
    addGroup(account, 'one-too-many'),
    awsError('LimitExceeded', 'Cannot exceed quota for GroupsPerAccount: 300'),
  );
});

test('membership is listed from both sides, page by page', async () => {
  const account = await store.account();
  for (const name of ['carl', 'Bob', 'alice']) await addUser(account, name);
  for (const name of ['g2', 'g1']) await addGroup(account, name);
  for (const name of ['carl', 'Bob', 'alice']) await join(account, 'g1', name);
  await join(account, 'g2', 'bob');
  const members = await account.run(async (work) =>
    listUsersIn(work, await getGroup(work, 'g1'), { MaxItems: 2 }),
  );
  assert.deepEqual(
    members.items.map((user) => user.name),
    ['alice', 'Bob'],
  );
  assert.equal(members.isTruncated, true);
  const groups = await account.run(async (work) =>
    listGroupsOf(work, await getUser(work, 'bob'), {}),
  );
  assert.deepEqual(
    groups.items.map((group) => group.name),
    ['g1', 'g2'],
  );
});

test('joining again changes nothing, leaving again is refused', async () => {
  const account = await store.account();
  await addUser(account, 'alice');
  await addGroup(account, 'g');
  await join(account, 'g', 'alice');
  const again = await account.plan(async (work) =>
    addToGroup(work, await getGroup(work, 'g'), await getUser(work, 'alice')),
  );
  assert.deepEqual(again, { statements: [], changes: [] });
  await leave(account, 'g', 'alice');
  await assert.rejects(
    leave(account, 'g', 'alice'),
    awsError('NoSuchEntity', 'The user with name alice cannot be found in group g.'),
  );
});

test('a user is in at most ten groups', async () => {
  const account = await store.account();
  await addUser(account, 'alice');
  for (let i = 0; i < 11; i++) await addGroup(account, `g${i}`);
  for (let i = 0; i < 10; i++) await join(account, `g${i}`, 'alice');
  await assert.rejects(
    join(account, 'g10', 'alice'),
    awsError('LimitExceeded', 'Cannot exceed quota for GroupsPerUser: 10'),
  );
});

test('a group with members or policies is not deleted', async () => {
  const account = await store.account();
  await addUser(account, 'alice');
  const { group_id: owner_id } = await addGroup(account, 'g');
  await join(account, 'g', 'alice');
  const remove = async () =>
    await account.run(async (work) => deleteGroup(work, await getGroup(work, 'g')));
  await assert.rejects(
    remove(),
    awsError('DeleteConflict', 'Cannot delete entity, must remove users from group first.'),
  );
  await leave(account, 'g', 'alice');
  const owned = { account_id: account.id, owner_id };
  await account.run((work) =>
    work.write(
      work.read
        .insertInto('iam_attachments')
        .values({ ...owned, policy_arn: 'arn', attached_at: 1 }),
    ),
  );
  await assert.rejects(
    remove(),
    awsError('DeleteConflict', 'Cannot delete entity, must detach all policies first.'),
  );
  await account.run((work) => {
    work.write(work.read.deleteFrom('iam_attachments').where('owner_id', '=', owner_id));
    work.write(
      work.read.insertInto('iam_inline_policies').values({ ...owned, name: 'p', document: '{}' }),
    );
  });
  await assert.rejects(
    remove(),
    awsError('DeleteConflict', 'Cannot delete entity, must delete policies first.'),
  );
  await account.run((work) =>
    work.write(work.read.deleteFrom('iam_inline_policies').where('owner_id', '=', owner_id)),
  );
  await remove();
  await assert.rejects(
    account.run((work) => getGroup(work, 'g')),
    { code: 'NoSuchEntity' },
  );
});

test('a group is not deleted while somebody joins it', async () => {
  const account = await store.account();
  await addUser(account, 'alice');
  const seen = await addGroup(account, 'g');
  await join(account, 'g', 'alice');
  await leave(account, 'g', 'alice');
  await assert.rejects(
    account.run((work) => deleteGroup(work, seen)),
    GuardFailed,
  );
});
