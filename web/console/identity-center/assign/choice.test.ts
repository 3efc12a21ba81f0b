import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isFull, NOTHING, plannedOf } from './choice.ts';

const IdentityStoreId = 'd-1234567890';
const choice = {
  accounts: ['111111111111', '222222222222'].map((id) => ({
    kind: 'account' as const,
    id,
    name: `Account ${id[0]}`,
  })),
  users: [{ IdentityStoreId, UserId: 'u', UserName: 'nora' }],
  groups: [{ IdentityStoreId, GroupId: 'g', DisplayName: 'Developers' }],
  sets: [
    { PermissionSetArn: 'ps-a', Name: 'Admin' },
    { PermissionSetArn: 'ps-b', Name: 'Reader' },
  ],
};

describe('what is chosen to be assigned', () => {
  it('means each principal with each permission set in each account', () => {
    const planned = plannedOf(choice).map(
      (one) => `${one.account} ${one.principal.kind} ${one.principal.id} ${one.permissionSet}`,
    );
    assert.deepEqual(planned, [
      '111111111111 GROUP g ps-a',
      '111111111111 GROUP g ps-b',
      '111111111111 USER u ps-a',
      '111111111111 USER u ps-b',
      '222222222222 GROUP g ps-a',
      '222222222222 GROUP g ps-b',
      '222222222222 USER u ps-a',
      '222222222222 USER u ps-b',
    ]);
    assert.deepEqual(plannedOf(NOTHING), []);
  });

  it('is enough with a user or a group, and a permission set', () => {
    assert.deepEqual(isFull(choice), { principals: true, sets: true });
    assert.deepEqual(isFull({ ...choice, users: [] }), { principals: true, sets: true });
    assert.deepEqual(isFull(NOTHING), { principals: false, sets: false });
  });
});
