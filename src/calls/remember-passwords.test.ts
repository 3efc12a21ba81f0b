import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rememberPasswords } from './remember-passwords.ts';

test('a call that starts again hashes and verifies each password once', async () => {
  const seen: string[] = [];
  const passwords = rememberPasswords({
    hash: async (password) => {
      seen.push(`hash ${password}`);
      return `phc of ${password}`;
    },
    verify: async (password, phc) => {
      seen.push(`verify ${password}`);
      return phc === `phc of ${password}`;
    },
  });
  assert.equal(await passwords.hash('a'), 'phc of a');
  assert.equal(await passwords.hash('a'), 'phc of a');
  assert.equal(await passwords.verify('a', 'phc of a'), true);
  assert.equal(await passwords.verify('a', 'phc of a'), true);
  assert.equal(await passwords.verify('a', 'phc of b'), false);
  assert.deepEqual(seen, ['hash a', 'verify a', 'verify a']);
});
