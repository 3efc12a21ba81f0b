import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiFailure } from '../../shared/api/failure.ts';
import { stepStateOf } from './step-state.ts';

const query = {
  value: undefined,
  failure: undefined,
  loading: false,
  reload: () => undefined,
};
const failure = (code: string) =>
  new ApiFailure({ code, message: '', status: 400, operation: 'iam:ListRoles' });

describe('a step of the checklist', () => {
  it('is as the account is', () => {
    assert.equal(stepStateOf({ ...query, loading: true }).type, 'loading');
    assert.equal(stepStateOf({ ...query, value: true }).type, 'success');
    assert.equal(stepStateOf({ ...query, value: false }).type, 'pending');
  });

  it('says kindly when it may not be known', () => {
    assert.equal(stepStateOf({ ...query, failure: failure('AccessDenied') }).type, 'info');
    assert.equal(stepStateOf({ ...query, failure: failure('Throttling') }).type, 'warning');
  });
});
