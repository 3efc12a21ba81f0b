import assert from 'node:assert/strict';
import { test } from 'node:test';
import { managedPolicies, readManagedPolicy } from './managed-policies.ts';

const file = (members: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    arn: 'arn:aws:iam::aws:policy/job-function/ViewOnlyAccess',
    name: 'ViewOnlyAccess',
    path: '/job-function/',
    description: 'Look, do not touch.',
    createDate: '2016-11-10T17:20:15Z',
    document: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:List*', Resource: '*' }],
    },
    ...members,
  });

test('a policy file is read, and its unique id follows from its ARN alone', () => {
  const [one, again] = [readManagedPolicy(file()), readManagedPolicy(file({ description: '' }))];
  assert.ok(one.ok && again.ok);
  assert.match(one.policy.policyId, /^ANPA[A-Z2-7]{17}$/);
  assert.equal(one.policy.policyId, again.policy.policyId);
  assert.deepEqual(one.policy, {
    arn: 'arn:aws:iam::aws:policy/job-function/ViewOnlyAccess',
    name: 'ViewOnlyAccess',
    path: '/job-function/',
    description: 'Look, do not touch.',
    createdAt: Date.UTC(2016, 10, 10, 17, 20, 15),
    policyId: one.policy.policyId,
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:List*","Resource":"*"}]}',
  });
});

test('another ARN has another unique id', () => {
  const [one, other] = [
    readManagedPolicy(file()),
    readManagedPolicy(
      file({ arn: 'arn:aws:iam::aws:policy/ViewOnlyAccess', path: '/', description: '' }),
    ),
  ];
  assert.ok(one.ok && other.ok);
  assert.notEqual(one.policy.policyId, other.policy.policyId);
});

test('a file that is not a policy is refused with what is wrong', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['{', 'it is not JSON'],
    ['null', 'it is not an object'],
    [file({ name: 'a b' }), '`name` is not the name of a policy'],
    [file({ name: 5 }), '`name` is not the name of a policy'],
    [file({ path: 'job-function' }), '`path` must begin and end with a slash'],
    [file({ arn: 'x' }), '`arn` must be arn:aws:iam::aws:policy/job-function/ViewOnlyAccess'],
    [file({ createDate: 'yesterday' }), '`createDate` is not a time'],
    [file({ document: undefined }), '`document`: Syntax errors in policy.'],
    [file({ document: { Version: '2012-10-17' } }), '`document`: Syntax errors in policy.'],
  ];
  for (const [contents, reason] of cases) {
    assert.deepEqual(readManagedPolicy(contents), { ok: false, reason });
  }
});

test('of two policies with one ARN the later counts', () => {
  const [one, own] = [readManagedPolicy(file()), readManagedPolicy(file({ description: 'own' }))];
  assert.ok(one.ok && own.ok);
  const all = managedPolicies([one.policy, own.policy]);
  assert.deepEqual([...all.values()], [own.policy]);
});
