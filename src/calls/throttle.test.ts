import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Principal, rootPrincipal } from '../domain/principal.ts';
import { addressKey, createThrottle, principalKey, tokensOf } from './throttle.ts';

test('R117: a bucket holds two seconds of its rate and refills with time', () => {
  const throttle = createThrottle(2);
  const taken = Array.from({ length: 5 }, () => throttle.take('a', 0));
  assert.deepEqual(taken, [true, true, true, true, false]);
  assert.equal(throttle.permits('a', 0), false);
  assert.equal(throttle.take('b', 0), true, 'another key has its own bucket');
  assert.equal(throttle.take('a', 500), true);
  assert.equal(throttle.take('a', 500), false);
});

test('R117: calls that were permitted at one moment are all paid for, within bounds', () => {
  const throttle = createThrottle(2);
  for (let count = 0; count < 10; count += 1) throttle.charge('a', 0);
  assert.equal(throttle.permits('a', 3000), false, 'six are still owed');
  assert.equal(throttle.permits('a', 3500), true);
  for (let count = 0; count < 1000; count += 1) throttle.charge('b', 0);
  assert.equal(throttle.permits('b', 20_000), false);
  assert.equal(throttle.permits('b', 20_500), true, 'ten times what a bucket holds');
});

test('R117: a large request that is refused costs more than a small one', () => {
  assert.deepEqual([0, 4095, 4096, 100_000].map(tokensOf), [1, 1, 2, 25]);
  const throttle = createThrottle(20);
  throttle.charge('a', 0, tokensOf(100_000));
  throttle.charge('a', 0, tokensOf(100_000));
  assert.equal(throttle.permits('a', 500), false);
  assert.equal(throttle.permits('a', 550), true);
});

test('a clock that steps back neither fills nor empties a bucket', () => {
  const throttle = createThrottle(1);
  throttle.take('a', 10_000);
  assert.equal(throttle.take('a', 0), true);
  assert.equal(throttle.take('a', 0), false);
});

test('R117: sessions of one user, role or account draw from one bucket', () => {
  const account = '111122223333';
  const common = { account, accessKeyId: 'ASIA', session: undefined, tags: new Map() };
  const role = (roleId: string, sessionName: string): Principal => ({
    ...common,
    kind: 'assumed-role',
    arn: `arn:aws:sts::${account}:assumed-role/r/${sessionName}`,
    userId: `${roleId}:${sessionName}`,
    roleArn: `arn:aws:iam::${account}:role/r`,
    roleName: 'r',
    roleId,
    sessionName,
  });
  const federated = (name: string, issuerUserId: string | undefined): Principal => ({
    ...common,
    kind: 'federated-user',
    arn: `arn:aws:sts::${account}:federated-user/${name}`,
    userId: `${account}:${name}`,
    name,
    issuerUserId,
    issuerUserName: issuerUserId && 'alice',
    issuerPath: issuerUserId && '/',
  });
  const arn = `arn:aws:iam::${account}:user/alice`;
  const user: Principal = { ...common, kind: 'user', arn, userId: 'AIDAALICE', userName: 'alice' };
  const keys = (...principals: Principal[]) => new Set(principals.map(principalKey)).size;
  assert.equal(keys(role('AROAONE', 'a'), role('AROAONE', 'b')), 1);
  assert.equal(keys(role('AROAONE', 'a'), role('AROATWO', 'a')), 2);
  assert.equal(keys(user, federated('a', 'AIDAALICE'), federated('b', 'AIDAALICE')), 1);
  assert.equal(keys(rootPrincipal(account, 'AKIA'), federated('a', undefined)), 1);
  assert.equal(keys(rootPrincipal(account, 'AKIA'), user), 2);
});

test('R117: an IPv6 network of 64 bits draws from one bucket', () => {
  for (const [address, key] of [
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::', 'fe80:0:0:0::/64'],
    ['1::2:3:4:5:6:7', '1:0:2:3::/64'],
  ] as const) {
    assert.equal(addressKey(address), key);
  }
});
