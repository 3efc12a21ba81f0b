import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { GuardFailed } from '../../store/index.ts';
import { createGroup } from './groups.ts';
import {
  deleteInlinePolicy,
  getInlinePolicy,
  listInlinePolicies,
  putInlinePolicy,
} from './inline-policies.ts';
import { type FindOwner, groupOwner, ownRoleOwner, userOwner } from './policy-owner.ts';
import { createRole } from './roles.ts';
import { awsError, openTestStore, type TestAccount, type TestStore } from './test-support.ts';
import { createUser } from './users.ts';

let store: TestStore;
before(async () => {
  store = await openTestStore();
});
after(async () => await store.close());

/** A valid document of that many characters. */
function document(length?: number): string {
  const text = (Sid: string): string =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Sid, Effect: 'Allow', Action: '*', Resource: '*' }],
    });
  return length === undefined ? text('') : text('x'.repeat(length - text('').length));
}

/** An account with user alice, group team and role deploy. */
async function fixture(): Promise<TestAccount> {
  const account = await store.account();
  await account.run(async (work) => {
    await createUser(work, { name: 'alice', path: '/', boundaryArn: null });
    await createGroup(work, { name: 'team', path: '/' });
    await createRole(work, {
      name: 'deploy',
      path: '/',
      description: null,
      maxSessionSeconds: undefined,
      trust: { document: '{}', bindings: '{}' },
      boundaryArn: null,
    });
  });
  return account;
}

interface Owner {
  readonly kind: 'user' | 'group' | 'role';
  readonly name: string;
  readonly find: FindOwner;
  readonly limit: number;
}

const OWNERS: readonly Owner[] = [
  { kind: 'user', name: 'alice', find: userOwner, limit: 2048 },
  { kind: 'group', name: 'team', find: groupOwner, limit: 5120 },
  { kind: 'role', name: 'deploy', find: ownRoleOwner, limit: 10_240 },
];

const put = async (account: TestAccount, owner: Owner, policy: string, text: string) =>
  await account.run(async (work) =>
    putInlinePolicy(work, await owner.find(work, owner.name), policy, text),
  );
const get = async (account: TestAccount, owner: Owner, policy: string) =>
  await account.run(async (work) =>
    getInlinePolicy(work, await owner.find(work, owner.name), policy),
  );
const remove = async (account: TestAccount, owner: Owner, policy: string) =>
  await account.run(async (work) =>
    deleteInlinePolicy(work, await owner.find(work, owner.name), policy),
  );
const list = async (account: TestAccount, owner: Owner, MaxItems?: number, Marker?: string) =>
  await account.run(async (work) =>
    listInlinePolicies(work, (await owner.find(work, owner.name)).id, { MaxItems, Marker }),
  );

for (const owner of OWNERS) {
  test(`a ${owner.kind}'s inline policies are put, replaced, listed and deleted`, async () => {
    const account = await fixture();
    for (const policy of ['c', 'a', 'b']) await put(account, owner, policy, document());
    await put(account, owner, 'a', document(200));
    assert.equal(await get(account, owner, 'a'), document(200));
    const first = await list(account, owner, 2);
    assert.deepEqual(first.items, ['a', 'b']);
    assert.deepEqual((await list(account, owner, 2, first.marker)).items, ['c']);
    await remove(account, owner, 'b');
    assert.deepEqual((await list(account, owner)).items, ['a', 'c']);
  });

  test(`a ${owner.kind}'s inline policies measure ${owner.limit} characters at most together`, async () => {
    const account = await fixture();
    await put(account, owner, 'one', document(1000));
    await assert.rejects(
      put(account, owner, 'two', document(owner.limit - 999)),
      awsError(
        'LimitExceeded',
        `Maximum policy size of ${owner.limit} bytes exceeded for ${owner.kind} ${owner.name}`,
      ),
    );
    await put(account, owner, 'two', ` ${document(owner.limit - 1000)}\n`);
    await put(account, owner, 'two', document(owner.limit - 1000));
  });

  test(`an inline policy that the ${owner.kind} does not have is neither read nor deleted`, async () => {
    const account = await fixture();
    const missing = awsError(
      'NoSuchEntity',
      `The ${owner.kind} policy with name none cannot be found.`,
    );
    await assert.rejects(get(account, owner, 'none'), missing);
    await assert.rejects(remove(account, owner, 'none'), missing);
    await put(account, owner, 'none', document());
    await remove(account, owner, 'none');
  });
}

const [alice] = OWNERS;
assert.ok(alice);

test('a malformed document is refused', async () => {
  const account = await fixture();
  await assert.rejects(
    put(account, alice, 'p', '{"Version":"2008-10-17"}'),
    awsError('MalformedPolicyDocument', 'Syntax errors in policy.'),
  );
  await put(account, alice, 'p', document());
});

test('two policies decided from the same state do not both commit', async () => {
  const account = await fixture();
  const plan = await account.plan(async (work) =>
    putInlinePolicy(work, await userOwner(work, 'alice'), 'one', document(2000)),
  );
  await put(account, alice, 'two', document(2000));
  await assert.rejects(store.store.commit(plan), GuardFailed);
  assert.deepEqual((await list(account, alice)).items, ['two']);
});

test('what an owner has is found under its own id only', async () => {
  const [one, other] = [await fixture(), await fixture()];
  await put(one, alice, 'p', document());
  assert.deepEqual((await list(other, alice)).items, []);
  for (const owner of OWNERS.slice(1)) assert.deepEqual((await list(one, owner)).items, []);
});
