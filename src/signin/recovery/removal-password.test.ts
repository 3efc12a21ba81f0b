import assert from 'node:assert/strict';
import { it } from 'node:test';
import { firstFailure } from '../../failures/check.ts';
import { removalPasswordChecks } from './removal-password.ts';

it('REC-012: the password that goes with the link of a removal has to be right', () => {
  const failed = firstFailure(removalPasswordChecks, { right: false });
  assert.deepEqual(
    [failed?.code, failed?.message],
    ['REC-012', 'the password of the root user is not right'],
  );
  assert.equal(firstFailure(removalPasswordChecks, { right: true }), undefined);
});
