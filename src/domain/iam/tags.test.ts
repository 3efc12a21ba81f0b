import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Tag, tagList, tagsOf } from '../tags.ts';
import { listTags, removeTags, setTags } from './tags.ts';
import { awsError, openTestStore, type TestAccount, type TestStore } from './test-support.ts';

let store: TestStore;
before(async () => {
  store = await openTestStore();
});
after(async () => await store.close());

const OWNER = 'AROAEXAMPLE0000000001';
const set = async (account: TestAccount, tags: readonly Tag[], owner = OWNER) =>
  await account.run((work) => setTags(work, owner, tags, 'Role'));
const read = async (account: TestAccount, owner = OWNER) =>
  tagList(await account.run((work) => tagsOf(work, owner)));

test('tags are added, and a key that differs by case alone replaces the old one', async () => {
  const account = await store.account();
  await set(account, [
    { Key: 'Team', Value: 'blue' },
    { Key: 'cost', Value: '' },
  ]);
  await set(account, [{ Key: 'TEAM', Value: 'red' }]);
  assert.deepEqual(await read(account), [
    { Key: 'cost', Value: '' },
    { Key: 'TEAM', Value: 'red' },
  ]);
});

test('tags are removed by keys of any case; other tags, owners and accounts keep theirs', async () => {
  const [one, other] = [await store.account(), await store.account()];
  const tags = [
    { Key: 'a', Value: '1' },
    { Key: 'b', Value: '2' },
  ];
  await set(one, tags);
  await set(one, tags, 'AROAEXAMPLE0000000002');
  await set(other, tags);
  await one.run((work) => removeTags(work, OWNER, ['A', 'unknown']));
  assert.deepEqual(await read(one), [{ Key: 'b', Value: '2' }]);
  assert.deepEqual(await read(one, 'AROAEXAMPLE0000000002'), tags);
  assert.deepEqual(await read(other), tags);
});

test('a key given twice is refused, whatever the case', async () => {
  const account = await store.account();
  await assert.rejects(
    set(account, [
      { Key: 'Team', Value: 'x' },
      { Key: 'team', Value: 'y' },
    ]),
    awsError(
      'InvalidInput',
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    ),
  );
  await set(account, [
    { Key: 'Team', Value: 'x' },
    { Key: 'team2', Value: 'x' },
  ]);
});

test('keys that begin with aws: are refused', async () => {
  const account = await store.account();
  await assert.rejects(
    set(account, [{ Key: 'AWS:name', Value: 'x' }]),
    awsError('InvalidInput', 'Tag keys beginning with "aws:" are reserved for system use.'),
  );
  await set(account, [{ Key: 'aws-name', Value: 'x' }]);
});

test('an entity has at most fifty tags; replacing one of fifty is fine', async () => {
  const account = await store.account();
  const fifty = Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}`, Value: '' }));
  await set(account, fifty);
  await assert.rejects(
    set(account, [{ Key: 'one-more', Value: '' }]),
    awsError('LimitExceeded', 'Cannot exceed quota for TagsPerRole: 50'),
  );
  await set(account, [{ Key: 'K7', Value: 'new' }]);
  assert.equal((await read(account)).length, 50);
});

test('tags are listed in pages by key', async () => {
  const account = await store.account();
  await set(
    account,
    ['c', 'A', 'b'].map((Key) => ({ Key, Value: Key })),
  );
  const first = await account.run((work) => listTags(work, OWNER, { MaxItems: 2 }));
  assert.deepEqual(
    first.items.map((tag) => tag.Key),
    ['A', 'b'],
  );
  assert.equal(first.isTruncated, true);
  const rest = await account.run((work) => listTags(work, OWNER, { Marker: first.marker }));
  assert.deepEqual(
    rest.items.map((tag) => tag.Key),
    ['c'],
  );
  assert.equal(rest.isTruncated, false);
});

test('the marker of a page of tags fits into a request, whatever the script of their keys', async () => {
  const account = await store.account();
  const long = ['가', '나'].map((letter) => ({ Key: letter.repeat(128), Value: '' }));
  await set(account, long);
  const first = await account.run((work) => listTags(work, OWNER, { MaxItems: 1 }));
  assert.ok((first.marker ?? '').length <= 320);
  const rest = await account.run((work) => listTags(work, OWNER, { Marker: first.marker }));
  assert.deepEqual(rest.items, long.slice(1));
});
