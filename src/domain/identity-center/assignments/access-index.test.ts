import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AssignmentState, WorkforceState, WorkforceUserState } from '../state.ts';
import { accessIndexOf, isAssigned, permissionSetNamed } from './access-index.ts';

const OWNER = '111122223333';
const DEV = '444455556666';
const PROD = '777788889999';

function user(userId: string, groupIds: readonly string[], enabled = true): WorkforceUserState {
  return {
    account: OWNER,
    identityStoreId: 'd-0123456789',
    userId,
    userName: userId,
    displayName: userId,
    enabled,
    groupIds,
    attributes: new Map(),
  };
}

const users = [user('ann', ['team', 'ops']), user('off', ['team'], false), user('new', [])];
const assignments: Readonly<Record<string, readonly AssignmentState[]>> = {
  ann: [{ targetAccount: DEV, permissionSetId: 'ps-1' }],
  team: [
    { targetAccount: PROD, permissionSetId: 'ps-1' },
    { targetAccount: DEV, permissionSetId: 'ps-1' },
  ],
  off: [{ targetAccount: DEV, permissionSetId: 'ps-1' }],
  gone: [{ targetAccount: DEV, permissionSetId: 'ps-1' }],
};

const state: WorkforceState = {
  fresh: () => {},
  instance: () => undefined,
  user: (_account, id) => users.find(({ userId }) => userId === id),
  assignmentsOf: (_account, id) => assignments[id],
  permissionSet: (_account, permissionSetId) => ({
    permissionSetId,
    name: 'Reader',
    sessionSeconds: 3600,
    relayState: undefined,
  }),
  provisionedRole: () => undefined,
};

const userOf = (id: string) => users.find(({ userId }) => userId === id);
const ask = async (id: string, targetAccount: string, permissionSetId: string) =>
  await isAssigned(state, userOf(id), { targetAccount, permissionSetId });

async function found(id: string): Promise<string[]> {
  const { accounts, permissionSets } = await accessIndexOf(state, userOf(id));
  const pairs = accounts.flatMap((account) =>
    (permissionSets.get(account) ?? []).map((set) => [account, set] as const),
  );
  for (const [account, set] of pairs) assert.ok(await ask(id, account, set));
  return pairs.map((pair) => pair.join(' '));
}

test('a user has what it and its groups are assigned to, each once', async () => {
  assert.deepEqual(await found('ann'), [`${DEV} ps-1`, `${PROD} ps-1`]);
  assert.equal(await ask('ann', DEV, 'ps-2'), false);
  assert.equal(await ask('ann', OWNER, 'ps-1'), false);
});

test('R031, R032: who is disabled, gone or new has nothing, whatever is assigned to the id or the name', async () => {
  for (const id of ['off', 'gone', 'new']) {
    assert.deepEqual(await found(id), []);
    assert.equal(await ask(id, DEV, 'ps-1'), false);
  }
});

test('a permission set is found by its name in the accounts where the user has it', async () => {
  const ann = userOf('ann');
  assert.ok(ann);
  assert.equal(await permissionSetNamed(state, ann, PROD, 'Reader'), 'ps-1');
  assert.equal(await permissionSetNamed(state, ann, PROD, 'Writer'), undefined);
  assert.equal(await permissionSetNamed(state, ann, OWNER, 'Reader'), undefined);
});
