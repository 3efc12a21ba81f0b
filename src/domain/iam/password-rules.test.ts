import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccountRow } from './account.ts';
import { refuseWeakPassword, refuseWeakRootPassword } from './password-rules.ts';
import { awsError } from './test-support.ts';

const account = (policy?: object): AccountRow => ({
  account_id: '111122223333',
  name: 'Example Corp 1',
  email_key: 'root1@example.com',
  alias: null,
  created_at: 0,
  root_password: null,
  password_policy: policy ? JSON.stringify({ MinimumPasswordLength: 6, ...policy }) : null,
  row_version: 1,
});

interface Case {
  readonly policy?: object;
  readonly refused: string;
  readonly accepted: string;
  readonly text: string;
}

const THREE_OF_FOUR =
  'Password should have at least three of: uppercase characters, lowercase characters, numbers, symbols';
const NOT_THE_NAME = 'Password should not be the same as the account name or email address';

const cases: readonly Case[] = [
  {
    refused: 'Abcde12',
    accepted: 'Abcdef12',
    text: 'Password should have a minimum length of 8',
  },
  { refused: 'abcdefg1', accepted: 'abcdef1!', text: THREE_OF_FOUR },
  { refused: 'ABCD1234', accepted: 'aBCD1234', text: THREE_OF_FOUR },
  { refused: 'EXAMPLE corp 1', accepted: 'EXAMPLE corp 12', text: NOT_THE_NAME },
  { refused: 'Root1@example.com', accepted: 'Root1@example.org', text: NOT_THE_NAME },
  {
    policy: { MinimumPasswordLength: 10 },
    refused: '123456789',
    accepted: '1234567890',
    text: 'Password should have a minimum length of 10',
  },
  {
    policy: { RequireUppercaseCharacters: true },
    refused: 'äÄabcdef',
    accepted: 'äÄabcdeF',
    text: 'Password should have at least one uppercase character',
  },
  {
    policy: { RequireLowercaseCharacters: true },
    refused: 'ABCDEF',
    accepted: 'ABCDEf',
    text: 'Password should have at least one lowercase character',
  },
  {
    policy: { RequireNumbers: true },
    refused: 'abcdef',
    accepted: 'abcde1',
    text: 'Password should have at least one number',
  },
  {
    policy: { RequireSymbols: true },
    refused: 'abcdef~? <>',
    accepted: 'abcdef~? <>]',
    text: 'Password should have at least one symbol',
  },
];

for (const { policy, refused, accepted, text } of cases) {
  const under = policy ? JSON.stringify(policy) : 'the default policy';
  test(`under ${under} \`${refused}\` is refused and \`${accepted}\` is not`, () => {
    assert.throws(
      () => refuseWeakPassword(account(policy), refused),
      awsError('PasswordPolicyViolation', text),
    );
    refuseWeakPassword(account(policy), accepted);
  });
}

test('each symbol that AWS names counts as one', () => {
  for (const symbol of "!@#$%^&*()_+-=[]{}|'") {
    refuseWeakPassword(account({ RequireSymbols: true }), `abcdef${symbol}`);
  }
});

test('a policy for users does not loosen what a root password must be', () => {
  const loose = account({ MinimumPasswordLength: 6 });
  refuseWeakPassword(loose, 'abcdef');
  assert.throws(
    () => refuseWeakRootPassword(loose, 'abcdef'),
    awsError('PasswordPolicyViolation', 'Password should have a minimum length of 8'),
  );
  refuseWeakRootPassword(loose, 'abcdef1!');
});
