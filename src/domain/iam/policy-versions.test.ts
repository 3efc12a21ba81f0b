import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { managedPolicies } from './managed-policies.ts';
import { createPolicy, getAnyPolicy, getOwnPolicy } from './policies.ts';
import {
  createVersion,
  deleteVersion,
  getVersion,
  listVersions,
  setDefaultVersion,
} from './policy-versions.ts';
import {
  awsError,
  openTestStore,
  TEST_TIME,
  type TestAccount,
  type TestStore,
} from './test-support.ts';

let store: TestStore;
before(async () => {
  store = await openTestStore();
});
after(async () => await store.close());

const NONE = managedPolicies([]);
const document = (action: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
  });

interface Fixture {
  readonly account: TestAccount;
  readonly arn: string;
}

async function policy(): Promise<Fixture> {
  const account = await store.account();
  const text = document('s3:v1');
  await account.run((work) =>
    createPolicy(work, { name: 'p', path: '/', description: null, document: text }),
  );
  return { account, arn: `arn:aws:iam::${account.id}:policy/p` };
}

const add = async ({ account, arn }: Fixture, action: string, setAsDefault = false) =>
  await account.run(
    async (work) =>
      createVersion(work, await getOwnPolicy(work, arn), {
        document: document(action),
        setAsDefault,
      }),
    { now: TEST_TIME + 1000 },
  );
const list = async ({ account, arn }: Fixture, MaxItems?: number, Marker?: string) =>
  await account.run(async (work) => {
    const page = await listVersions(work, await getAnyPolicy(work, NONE, arn), {
      MaxItems,
      Marker,
    });
    const ids = page.items.map(({ version, isDefault }) => `${version}${isDefault ? '*' : ''}`);
    return { ids, marker: page.marker };
  });
const get = async ({ account, arn }: Fixture, id: string) =>
  await account.run(async (work) => getVersion(work, await getAnyPolicy(work, NONE, arn), id));
const remove = async ({ account, arn }: Fixture, id: string) =>
  await account.run(async (work) => deleteVersion(work, await getOwnPolicy(work, arn), id));
const setDefault = async ({ account, arn }: Fixture, id: string) =>
  await account.run(async (work) => setDefaultVersion(work, await getOwnPolicy(work, arn), id));

test('versions are numbered on, listed newest first, and a number is never used twice', async () => {
  const p = await policy();
  const second = await add(p, 's3:v2');
  assert.deepEqual(second, {
    version: 2,
    document: document('s3:v2'),
    createdAt: TEST_TIME + 1000,
    isDefault: false,
  });
  await add(p, 's3:v3', true);
  assert.deepEqual((await list(p)).ids, ['3*', '2', '1']);
  await setDefault(p, 'v1');
  await remove(p, 'v3');
  await add(p, 's3:v4');
  assert.deepEqual((await list(p)).ids, ['4', '2', '1*']);
  assert.equal((await get(p, 'v4')).document, document('s3:v4'));
  const first = await list(p, 2);
  assert.deepEqual((await list(p, 2, first.marker)).ids, ['1*']);
});

test('a change of versions is the policy’s update date', async () => {
  const p = await policy();
  await add(p, 's3:v2');
  const row = await p.account.run((work) => getOwnPolicy(work, p.arn));
  assert.equal(row.created_at, TEST_TIME);
  assert.equal(row.updated_at, TEST_TIME + 1000);
});

test('a policy has five versions at most', async () => {
  const p = await policy();
  for (const action of ['s3:v2', 's3:v3', 's3:v4', 's3:v5']) await add(p, action);
  await assert.rejects(
    add(p, 's3:v6'),
    awsError(
      'LimitExceeded',
      'A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
    ),
  );
  await remove(p, 'v2');
  await add(p, 's3:v6');
});

test('a version with a malformed document is refused', async () => {
  const p = await policy();
  await assert.rejects(
    add(p, 'no-colon'),
    awsError(
      'MalformedPolicyDocument',
      'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
    ),
  );
  assert.deepEqual((await list(p)).ids, ['1*']);
});

test('the default version stays, any other goes', async () => {
  const p = await policy();
  await add(p, 's3:v2');
  await assert.rejects(
    remove(p, 'v1'),
    awsError('DeleteConflict', 'Cannot delete the default version of a policy.'),
  );
  await remove(p, 'v2');
});

test('a version that does not exist is neither read, made default nor deleted', async () => {
  const p = await policy();
  const missing = awsError(
    'NoSuchEntity',
    `Policy ${p.arn} version v2 does not exist or is not attachable.`,
  );
  for (const operation of [get, setDefault, remove]) {
    await assert.rejects(operation(p, 'v2'), missing);
  }
  assert.equal((await get(p, 'v1')).isDefault, true);
});
