import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accountOfAccessKeyId } from '../../base/ids.ts';
import { keyEntity, userEntity } from '../entities.ts';
import { type Principal, rootPrincipal } from '../principal.ts';
import type { Work } from '../work.ts';
import {
  createAccessKey,
  deleteAccessKey,
  findAccessKey,
  listAccessKeys,
  setAccessKeyStatus,
} from './access-keys.ts';
import { subjectOf } from './subject.ts';
import {
  awsError,
  openTestStore,
  plainSecrets,
  type TestAccount,
  type TestStore,
} from './test-support.ts';
import { createUser } from './users.ts';

let store: TestStore;
before(async () => {
  store = await openTestStore();
});
after(async () => await store.close());

/** An account with the users alice and bob. */
async function accountWithUsers(): Promise<TestAccount> {
  const account = await store.account();
  for (const name of ['alice', 'bob']) {
    await account.run((work) => createUser(work, { name, path: '/', boundaryArn: null }));
  }
  return account;
}

const root = (work: Work) => rootPrincipal(work.account, 'AKIA');
const named = async (work: Work, name?: string) => await subjectOf(work, root(work), name);
const create = async (account: TestAccount, name?: string) =>
  await account.run(async (work) => createAccessKey(work, await named(work, name), plainSecrets));
const list = async (account: TestAccount, name?: string) =>
  (await account.run(async (work) => listAccessKeys(work, await named(work, name), {}))).items;

test('R120: a new key is active, names its account, and keeps its secret of 40 characters sealed', async () => {
  const account = await accountWithUsers();
  const key = await create(account, 'alice');
  assert.match(key.access_key_id, /^AKIA[A-Z2-7]{16}$/);
  assert.equal(accountOfAccessKeyId(key.access_key_id), account.id);
  assert.match(key.secret, /^[A-Za-z0-9+/]{40}$/);
  assert.equal(key.status, 'Active');
  const stored = await store.store.read
    .selectFrom('access_keys')
    .select('secret')
    .where('access_key_id', '=', key.access_key_id)
    .executeTakeFirstOrThrow();
  assert.equal(stored.secret, `${key.access_key_id}:${key.secret}`);
  const found = await account.run((work) => findAccessKey(work, key.access_key_id));
  assert.equal(Object.hasOwn(found ?? {}, 'secret'), false);
});

test('a user has at most two keys', async () => {
  const account = await accountWithUsers();
  const first = await create(account, 'alice');
  const second = await create(account, 'alice');
  await assert.rejects(
    create(account, 'alice'),
    awsError('LimitExceeded', 'Cannot exceed quota for AccessKeysPerUser: 2'),
  );
  await create(account, 'bob');
  const ids = (await list(account, 'alice')).map((key) => key.access_key_id);
  assert.deepEqual(ids, [first.access_key_id, second.access_key_id].sort());
});

test('a key is turned off and on, and says that requests are judged differently', async () => {
  const account = await accountWithUsers();
  const { access_key_id: id, owner_id } = await create(account, 'alice');
  const turn = (status: 'Active' | 'Inactive') => async (work: Work) =>
    await setAccessKeyStatus(work, await named(work, 'alice'), id, status);
  const { changes } = await account.plan(turn('Inactive'));
  assert.deepEqual(
    changes.map((change) => change.entity),
    [userEntity(owner_id), keyEntity(id)],
  );
  await account.run(turn('Inactive'));
  assert.equal((await list(account, 'alice'))[0]?.status, 'Inactive');
  await account.run(turn('Active'));
  assert.equal((await list(account, 'alice'))[0]?.status, 'Active');
});

test('a key is reached through its own user only', async () => {
  const account = await accountWithUsers();
  const { access_key_id: id } = await create(account, 'alice');
  const text = `The Access Key with id ${id} cannot be found.`;
  for (const name of ['bob', undefined]) {
    await assert.rejects(
      account.run(async (work) =>
        setAccessKeyStatus(work, await named(work, name), id, 'Inactive'),
      ),
      awsError('NoSuchEntity', text),
    );
    await assert.rejects(
      account.run(async (work) => deleteAccessKey(work, await named(work, name), id)),
      awsError('NoSuchEntity', text),
    );
  }
  await account.run(async (work) => deleteAccessKey(work, await named(work, 'alice'), id));
  assert.deepEqual(await list(account, 'alice'), []);
});

test('another account does not see the key', async () => {
  const [here, there] = [await accountWithUsers(), await accountWithUsers()];
  const { access_key_id: id } = await create(there, 'alice');
  assert.equal(await here.run((work) => findAccessKey(work, id)), undefined);
});

test('the root user manages its own keys by naming nobody', async () => {
  const account = await accountWithUsers();
  const key = await create(account);
  assert.equal(key.owner_id, account.id);
  assert.deepEqual(
    (await list(account)).map((each) => each.access_key_id),
    [key.access_key_id],
  );
  await account.run(async (work) => deleteAccessKey(work, await named(work), key.access_key_id));
  assert.deepEqual(await list(account), []);
});

test('without a name a user acts on itself, and a role session has to name somebody', async () => {
  const account = await accountWithUsers();
  const alice = await account.run((work) => named(work, 'alice'));
  const common = { account: account.id, accessKeyId: 'ASIA', session: undefined, tags: new Map() };
  const user: Principal = {
    ...common,
    kind: 'user',
    arn: `arn:aws:iam::${account.id}:user/alice`,
    userId: alice.id,
    userName: 'alice',
  };
  assert.equal((await account.run((work) => subjectOf(work, user, undefined))).id, alice.id);
  const role: Principal = {
    ...common,
    kind: 'assumed-role',
    arn: `arn:aws:sts::${account.id}:assumed-role/admin/s`,
    userId: 'AROAEXAMPLE:s',
    roleArn: `arn:aws:iam::${account.id}:role/admin`,
    roleId: 'AROAEXAMPLE',
    roleName: 'admin',
    sessionName: 's',
  };
  await assert.rejects(
    account.run((work) => subjectOf(work, role, undefined)),
    awsError('ValidationError', 'Must specify userName when calling with non-User credentials'),
  );
  assert.equal((await account.run((work) => subjectOf(work, role, 'alice'))).id, alice.id);
});
