import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { GuardFailed } from '../../store/index.ts';
import { tagsOf } from '../tags.ts';
import type { Work } from '../work.ts';
import { attachPolicy, detachPolicy } from './attachments.ts';
import { checkBoundary, setUserBoundary } from './boundaries.ts';
import { managedPolicies, readManagedPolicy } from './managed-policies.ts';
import {
  createPolicy,
  deletePolicy,
  findPolicy,
  getAnyPolicy,
  getOwnPolicy,
  policyArn,
} from './policies.ts';
import { userOwner } from './policy-owner.ts';
import { createVersion, deleteVersion } from './policy-versions.ts';
import { quotas } from './quotas.ts';
import { setTags } from './tags.ts';
import { awsError, openTestStore, type TestAccount, type TestStore } from './test-support.ts';
import { createUser, getUser } from './users.ts';

let store: TestStore;
before(async () => {
  store = await openTestStore();
});
after(async () => await store.close());

const document = (sid = ''): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Sid: sid, Effect: 'Allow', Action: '*', Resource: '*' }],
  });
const reading = readManagedPolicy(
  JSON.stringify({
    arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    name: 'AdministratorAccess',
    path: '/',
    description: 'Everything.',
    createDate: '2015-02-06T18:39:46Z',
    document: JSON.parse(document()),
  }),
);
assert.ok(reading.ok);
const AWS = managedPolicies([reading.policy]);

const add = async (account: TestAccount, name: string, path = '/', text = document()) =>
  await account.run((work) =>
    createPolicy(work, { name, path, description: null, document: text }),
  );
const own = async (account: TestAccount, arn: string) =>
  await account.run((work) => getOwnPolicy(work, arn));
const remove = async (account: TestAccount, arn: string) =>
  await account.run(async (work) => deletePolicy(work, await getOwnPolicy(work, arn)));
const arnIn = (account: TestAccount, pathAndName: string) =>
  `arn:aws:iam::${account.id}:policy${pathAndName}`;

test('a policy is found by exactly its ARN', async () => {
  const account = await store.account();
  const made = await add(account, 'Read', '/team/');
  const arn = arnIn(account, '/team/Read');
  assert.equal(await account.run((work) => policyArn(work, made)), arn);
  assert.match(made.policy_id, /^ANPA[A-Z2-7]{17}$/);
  assert.deepEqual(await own(account, arn), made);
  for (const other of ['/Read', '/team/read', '/team/Reads']) {
    const missing = arnIn(account, other);
    await assert.rejects(
      own(account, missing),
      awsError('NoSuchEntity', `Policy ${missing} was not found.`),
    );
  }
});

test('AWS managed policies are read by everybody and changed by nobody', async () => {
  const account = await store.account();
  const arn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  const found = await account.run((work) => getAnyPolicy(work, AWS, arn));
  assert.deepEqual(found, { of: 'aws', arn, managed: reading.policy });
  const outside = awsError('AccessDenied', 'Policy is outside your own account.');
  await assert.rejects(own(account, arn), outside);
  const theirs = await store.account();
  await add(theirs, 'p');
  await assert.rejects(own(account, arnIn(theirs, '/p')), outside);
  await own(theirs, arnIn(theirs, '/p'));
});

test('texts that are not ARNs of policies are refused', async () => {
  const account = await store.account();
  const find = async (text: string) => await account.run((work) => getAnyPolicy(work, AWS, text));
  await assert.rejects(
    find('AdministratorAccess-for-all'),
    awsError('ValidationError', 'Invalid ARN:  Could not be parsed!'),
  );
  const user = `arn:aws:iam::${account.id}:user/alice`;
  await assert.rejects(find(user), awsError('ValidationError', `ARN ${user} is not valid.`));
  const unknown = 'arn:aws:iam::aws:policy/Unknown';
  await assert.rejects(find(unknown), awsError('NoSuchEntity', `Policy ${unknown} was not found.`));
});

test('a second policy of the same name is refused whatever case and path', async () => {
  const account = await store.account();
  await add(account, 'Read');
  await assert.rejects(
    add(account, 'READ', '/team/'),
    awsError(
      'EntityAlreadyExists',
      'A policy called READ already exists. Duplicate names are not allowed.',
    ),
  );
  await add(account, 'Read2');
});

test('malformed and oversized documents are refused; white space is not counted', async () => {
  const account = await store.account();
  await assert.rejects(
    add(account, 'p', '/', '{"Version":"2012-10-17"}'),
    awsError('MalformedPolicyDocument', 'Syntax errors in policy.'),
  );
  const padded = (length: number) => document('x'.repeat(length - document().length));
  await assert.rejects(
    add(account, 'p', '/', padded(6145)),
    awsError('LimitExceeded', 'Cannot exceed quota for PolicySize: 6144'),
  );
  await add(account, 'p', '/', `  ${padded(6144)}\n`);
});

test('an account has 1500 policies at most', async () => {
  const account = await store.account();
  await account.run((work) => fillPolicies(work, quotas.policiesPerAccount - 1));
  await add(account, 'the-last');
  await assert.rejects(
    add(account, 'one-more'),
    awsError('LimitExceeded', 'Cannot exceed quota for PoliciesPerAccount: 1500'),
  );
});

function fillPolicies(work: Work, count: number): void {
  const rows = Array.from({ length: count }, (_, index) => ({
    account_id: work.account,
    policy_id: `ANPA${index}`,
    name: `p${index}`,
    name_key: `p${index}`,
    path: '/',
    created_at: work.now,
    updated_at: work.now,
    default_version: 1,
    next_version: 2,
  }));
  work.write(work.read.insertInto('iam_policies').values(rows), count);
}

test('a policy goes only when it is unused and has one version, and its tags go with it', async () => {
  const account = await store.account();
  const { policy_id } = await add(account, 'p');
  const arn = arnIn(account, '/p');
  await account.run((work) => createUser(work, { name: 'alice', path: '/', boundaryArn: null }));
  await account.run((work) => setTags(work, policy_id, [{ Key: 'k', Value: 'v' }], 'Policy'));
  await account.run(async (work) => attachPolicy(work, AWS, await userOwner(work, 'alice'), arn));
  const used = awsError('DeleteConflict', 'Cannot delete a policy attached to entities.');
  await assert.rejects(remove(account, arn), used);
  await account.run(async (work) => detachPolicy(work, await userOwner(work, 'alice'), arn));

  const bound = async (boundary: string | null) =>
    await account.run(async (work) =>
      setUserBoundary(work, await getUser(work, 'alice'), boundary),
    );
  await bound(arn);
  await assert.rejects(remove(account, arn), used);
  await bound(null);

  await account.run(async (work) =>
    createVersion(work, await getOwnPolicy(work, arn), {
      document: document(),
      setAsDefault: false,
    }),
  );
  await assert.rejects(
    remove(account, arn),
    awsError(
      'DeleteConflict',
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
    ),
  );
  await account.run(async (work) => deleteVersion(work, await getOwnPolicy(work, arn), 'v2'));
  await remove(account, arn);
  assert.equal(await account.run((work) => findPolicy(work, arn)), undefined);
  assert.equal((await account.run((work) => tagsOf(work, policy_id))).size, 0);
  await add(account, 'p');
});

test('a policy that is attached or used as a boundary meanwhile is not deleted', async () => {
  const account = await store.account();
  await add(account, 'p');
  const arn = arnIn(account, '/p');
  await account.run((work) => createUser(work, { name: 'alice', path: '/', boundaryArn: null }));
  const deletion = async () =>
    await account.plan(async (work) => deletePolicy(work, await getOwnPolicy(work, arn)));

  const beforeAttachment = await deletion();
  await account.run(async (work) => attachPolicy(work, AWS, await userOwner(work, 'alice'), arn));
  await assert.rejects(store.store.commit(beforeAttachment), GuardFailed);

  await account.run(async (work) => detachPolicy(work, await userOwner(work, 'alice'), arn));
  const beforeBoundary = await deletion();
  await account.run(async (work) => {
    await checkBoundary(work, AWS, arn);
    setUserBoundary(work, await getUser(work, 'alice'), arn);
  });
  await assert.rejects(store.store.commit(beforeBoundary), GuardFailed);
});

test('only a managed policy that exists can be a boundary', async () => {
  const account = await store.account();
  await add(account, 'p');
  const check = async (arn: string) => await account.run((work) => checkBoundary(work, AWS, arn));
  const missing = arnIn(account, '/missing');
  await assert.rejects(
    check(missing),
    awsError('NoSuchEntity', `Scope ARN: ${missing} does not exist or is not attachable.`),
  );
  await check(arnIn(account, '/p'));
  await check('arn:aws:iam::aws:policy/AdministratorAccess');
});
