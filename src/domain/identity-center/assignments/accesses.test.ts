import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AssignmentState, WorkforceState, WorkforceUserState } from '../state.ts';
import { accessesOf, isAssigned } from './accesses.ts';

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
  permissionSet: () => undefined,
  provisionedRole: () => undefined,
};

async function found(userId: string): Promise<string[]> {
  const accesses = await accessesOf(state, OWNER, userId);
  for (const { targetAccount, permissionSetId } of accesses) {
    assert.ok(await isAssigned(state, OWNER, userId, targetAccount, permissionSetId));
  }
  return accesses.map(
    ({ targetAccount, permissionSetId }) => `${targetAccount} ${permissionSetId}`,
  );
}

test('a user has what it and its groups are assigned to, each once', async () => {
  assert.deepEqual(await found('ann'), [`${DEV} ps-1`, `${PROD} ps-1`]);
  assert.equal(await isAssigned(state, OWNER, 'ann', DEV, 'ps-2'), false);
  assert.equal(await isAssigned(state, OWNER, 'ann', OWNER, 'ps-1'), false);
});

test('R031, R032: who is disabled, gone or new has nothing, whatever is assigned to the id or the name', async () => {
  for (const id of ['off', 'gone', 'new']) {
    assert.deepEqual(await found(id), []);
    assert.equal(await isAssigned(state, OWNER, id, DEV, 'ps-1'), false);
  }
});
