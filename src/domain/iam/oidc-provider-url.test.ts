import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readProviderUrl } from './oidc-provider-url.ts';
import { awsError } from './test-support.ts';

test('a URL loses its scheme and nothing else', () => {
  for (const url of [
    'token.actions.githubusercontent.com',
    'oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE',
    'Idp.Example/Realms/Staff',
    'idp.example/',
    'idp.example//a/../b;v=1/@:~!$%20',
    'idp.example:8443/realms/staff',
    'localhost:1',
    '198.51.100.7/a',
    '[2001:db8::1]:443/a',
    `${'a'.repeat(63)}.example`,
  ]) {
    assert.equal(readProviderUrl(`https://${url}`), url);
  }
});

test('a text that no token could have as its issuer is refused', () => {
  for (const url of [
    '',
    'idp.example',
    'https:/idp.example',
    'HTTPS:idp.example',
    'https://',
    'https:///a',
    'https://?',
    'https://idp.example?',
    'https://idp.example?a=b',
    'https://idp.example#',
    'https://idp.example/#a',
    'https://user@idp.example',
    'https://user:pw@idp.example/',
    'https://idp.example:',
    'https://idp.example:65536',
    'https://idp_example.com',
    'https://-idp.example',
    'https://idp..example',
    'https://idp.example.',
    `https://${'a'.repeat(64)}.example`,
    'https://[2001:db8::1',
    'https://[:::]',
    'https://idp.example/a b',
    'https://idp.example/a\n',
    'https://idp.example/%2',
    'https://idp.example\\a',
    'https://idp.example/å',
    'https://예시.example',
  ]) {
    assert.throws(
      () => readProviderUrl(url),
      awsError('ValidationError', 'Invalid Open ID Connect Provider URL'),
      url,
    );
  }
});

test('another scheme is refused by name', () => {
  const text = 'Invalid Open ID Connect Provider URL. The URL must begin with https://.';
  for (const scheme of ['http', 'HTTPS', 'ftp', 'file', ' https']) {
    assert.throws(() => readProviderUrl(`${scheme}://idp.example`), awsError('InvalidInput', text));
  }
});

test('whatever is accepted is a URL of that host without user, query and fragment', () => {
  const part = fc.string({ unit: fc.constantFrom(...'aZ0.:/@%?#\\ []-'), maxLength: 6 });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
      const url = `https://${parts.join('')}`;
      let read: string | undefined;
      try {
        read = readProviderUrl(url);
      } catch {
        return;
      }
      const parsed = new URL(url);
      assert.equal(`https://${read}`, url);
      assert.deepEqual([parsed.username, parsed.search, parsed.hash], ['', '', '']);
    }),
    { numRuns: 2000 },
  );
});
