import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { orphanKey } from './orphan.ts';
import { choiceOf, DELETE, repairsOf } from './repairs.ts';

const key = {
  TargetId: '111111111111',
  PermissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1',
  PrincipalType: 'GROUP',
  PrincipalId: 'old',
};
const candidate = (PrincipalId: string) => ({ PrincipalId, PrincipalName: 'Developers' });
const orphan = (...ids: readonly string[]) => ({
  ...key,
  PrincipalName: 'Developers',
  setName: 'Reader',
  Candidates: ids.map(candidate),
});

describe('repairing orphaned assignments', () => {
  it('R033: offers the one who has the name now, and to delete where nobody or several have it', () => {
    assert.equal(choiceOf(orphan('new'), new Map()), 'new');
    assert.equal(choiceOf(orphan(), new Map()), DELETE);
    assert.equal(choiceOf(orphan('one', 'two'), new Map()), DELETE);
  });

  it('does what was chosen', () => {
    const one = orphan('new');
    const chosen = new Map([[orphanKey(one), DELETE]]);
    assert.deepEqual(repairsOf([one], chosen), [key]);
    assert.deepEqual(repairsOf([one], new Map()), [{ ...key, NewPrincipalId: 'new' }]);
  });
});
