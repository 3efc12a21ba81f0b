import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compilePrincipal, directly, type Principal, unnamed } from './principal.ts';

const account = '111122223333';
const ann = `arn:aws:iam::${account}:user/ann`;

function user(arn: string, uniqueId: string): Principal {
  return { type: 'user', account, arn, uniqueId };
}

const element = { negated: false, everyone: false, names: [{ type: 'AWS' as const, value: ann }] };
const trusted = compilePrincipal(element, 'Allow', new Map([[ann, 'AIDAANN']]));

test('a bound user is meant by its unique id: renamed it is still named, its successor is not', () => {
  assert.equal(trusted(user(ann, 'AIDAANN')), directly);
  assert.equal(trusted(user(`arn:aws:iam::${account}:user/anna`, 'AIDAANN')), directly);
  assert.equal(trusted(user(ann, 'AIDAOTHER')), unnamed);
});

test('a bound session ARN names that session of that role alone', () => {
  const session = `arn:aws:sts::${account}:assumed-role/reader/s1`;
  const named = compilePrincipal(
    { ...element, names: [{ type: 'AWS', value: session }] },
    'Allow',
    new Map([[session, 'AROAREADER']]),
  );
  const caller = (arn: string, roleUniqueId: string): Principal => {
    const roleArn = `arn:aws:iam::${account}:role/reader`;
    return { type: 'role-session', account, arn, roleArn, roleUniqueId };
  };
  assert.equal(named(caller(session, 'AROAREADER')), directly);
  assert.equal(named(caller(session, 'AROAANOTHER')), unnamed);
  assert.equal(named(caller(session.replace('s1', 's2'), 'AROAREADER')), unnamed);
});
