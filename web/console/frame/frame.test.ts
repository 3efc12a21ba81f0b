import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inkOn } from './role-color.ts';
import { readRoles, withRole } from './role-history.ts';
import { stageOf } from './session-stage.ts';
import { spacedAccount } from './spaced-account.ts';

const role = (roleName: string) => ({
  account: '111122223333',
  roleName,
  displayName: '',
  color: '',
});

describe('the frame', () => {
  it('R232: writes account IDs as 1111-2222-3333', () => {
    assert.equal(spacedAccount('111122223333'), '1111-2222-3333');
    assert.equal(spacedAccount('none'), 'none');
  });

  it('says that a session ends ten minutes before it does', () => {
    assert.equal(stageOf(1000, 399), 'running');
    assert.equal(stageOf(1000, 400), 'ending');
    assert.equal(stageOf(1000, 999), 'ending');
    assert.equal(stageOf(1000, 1000), 'over');
    assert.equal(stageOf(undefined, 1000), 'running');
  });

  it('writes on the color of a role what can be read', () => {
    assert.equal(inkOn('B7CA9D'), '#0f141a');
    assert.equal(inkOn('ffffff'), '#0f141a');
    assert.equal(inkOn('000080'), '#ffffff');
  });
});

describe('roles that were used', () => {
  it('stand once, the newest first, five at most', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'b'];
    const roles = names.map(role).reduce<ReturnType<typeof withRole>>(withRole, []);
    assert.deepEqual(
      roles.map(({ roleName }) => roleName),
      ['b', 'f', 'e', 'd', 'c'],
    );
  });

  it('are read leniently: whatever else was kept is no role', () => {
    for (const kept of [null, '', '{', '7', 'null', '[null, 1, {"account": "1"}]']) {
      assert.deepEqual(readRoles(kept), []);
    }
    assert.deepEqual(readRoles(JSON.stringify([role('a'), {}])), [role('a')]);
  });
});
