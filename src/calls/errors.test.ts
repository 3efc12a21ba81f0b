import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HashQueueFull } from '../crypto/index.ts';
import { AwsError } from '../failures/aws-error.ts';
import { asAwsError } from './errors.ts';

test('a full queue of password hashes is throttling, which clients repeat later', () => {
  const { code, message } = asAwsError(new HashQueueFull());
  assert.deepEqual({ code, message }, { code: 'Throttling', message: 'Rate exceeded' });
});

test('of what is unexpected only that it happened is told', () => {
  const { code, message } = asAwsError(new Error('select secret from access_keys'));
  assert.equal(code, 'InternalFailure');
  assert.doesNotMatch(message, /secret/);
  const known = new AwsError('NoSuchEntity', 'gone');
  assert.equal(asAwsError(known), known);
});
