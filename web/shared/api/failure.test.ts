import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiFailure, failureFrom, readFailure } from './failure.ts';

const answer = (status: number, headers: Record<string, string> = {}) => ({
  status,
  headers: new Headers(headers),
});

describe('failures of calls', () => {
  it('have the code, the text and the ids of the answer', () => {
    const failure = readFailure(
      'iam:ListUsers',
      answer(403, {
        'x-amzn-requestid': 'r-1',
        'x-gatehouse-authorization-message': 'sealed',
      }),
      '{"__type":"com.amazonaws.iam#AccessDenied","message":"not authorized"}',
    );
    assert.ok(failure instanceof ApiFailure);
    const { code, message, requestId, authorizationMessage, isDenied, operation } = failure;
    assert.deepEqual(
      { code, message, requestId, authorizationMessage, isDenied, operation },
      {
        code: 'AccessDenied',
        message: 'not authorized',
        requestId: 'r-1',
        authorizationMessage: 'sealed',
        isDenied: true,
        operation: 'iam:ListUsers',
      },
    );
  });

  it('are told apart from answers that nobody can read', () => {
    for (const body of ['', '<html>', 'null', '[]', '7']) {
      const { code, message, isDenied } = readFailure('iam:ListUsers', answer(502), body);
      assert.deepEqual(
        { code, message, isDenied },
        {
          code: 'UnreadableAnswer',
          message: '',
          isDenied: false,
        },
      );
    }
  });

  it('are not made of faults of our own', () => {
    assert.throws(() => failureFrom(new TypeError('ours')), { message: 'ours' });
    const failure = readFailure('iam:ListUsers', answer(400), '{"__type":"NoSuchEntity"}');
    assert.equal(failureFrom(failure), failure);
  });
});
