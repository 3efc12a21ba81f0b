import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { foundAccounts } from './found.ts';

const portal = {
  Roles: ['Admin', 'ReadOnly'],
  Accounts: [
    ['111111111111', 'Billing', 'money@example.com', [0]],
    ['222222222222', 'Workload', 'work@example.com', [0, 1]],
  ],
} as const;

const found = (sought: string, favourites: readonly string[] = []) =>
  foundAccounts(portal, new Set(favourites), sought).map(({ name, roles }) => [name, ...roles]);

describe('searching for accounts', () => {
  it('R169: finds them by name, id, e-mail address and role', () => {
    assert.deepEqual(found(''), [
      ['Billing', 'Admin'],
      ['Workload', 'Admin', 'ReadOnly'],
    ]);
    assert.deepEqual(found('BILL'), [['Billing', 'Admin']]);
    assert.deepEqual(found('2222'), [['Workload', 'Admin', 'ReadOnly']]);
    assert.deepEqual(found('work@'), [['Workload', 'Admin', 'ReadOnly']]);
    assert.deepEqual(found('read'), [['Workload', 'ReadOnly']]);
    assert.deepEqual(found('nothing'), []);
  });

  it('holds for each word', () => {
    assert.deepEqual(found('work read'), [['Workload', 'ReadOnly']]);
    assert.deepEqual(found('bill read'), []);
  });

  it('shows favourites first', () => {
    assert.deepEqual(found('', ['222222222222']), [
      ['Workload', 'Admin', 'ReadOnly'],
      ['Billing', 'Admin'],
    ]);
  });
});
