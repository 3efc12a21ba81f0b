import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rememberThumbprints } from './remember-thumbprints.ts';

test('an issuer is asked once, another one for itself', async () => {
  const asked: string[] = [];
  const ask = rememberThumbprints(async (url) => {
    asked.push(url);
    return `thumbprint of ${url}`;
  });
  assert.equal(await ask('a.example'), 'thumbprint of a.example');
  assert.equal(await ask('a.example'), 'thumbprint of a.example');
  assert.equal(await ask('b.example'), 'thumbprint of b.example');
  assert.deepEqual(asked, ['a.example', 'b.example']);
});
