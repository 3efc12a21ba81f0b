import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { typedAccount, typedEmail, typedUserName } from './typed.ts';

describe('what is typed', () => {
  it('R159, R232: is an account ID with or without hyphens, or an alias in any case', () => {
    for (const text of ['111122223333', '1111-2222-3333', ' 1111 2222 3333 ', '１１１１22223333']) {
      assert.deepEqual(typedAccount(text), { value: '111122223333' }, text);
    }
    assert.deepEqual(typedAccount('My-Company'), { value: 'my-company' });
    for (const text of ['12', '-ab', 'ab-', 'a--b', 'a.b', 'x'.repeat(64), '1111222233334']) {
      const typed = typedAccount(text);
      // Thirteen digits are an alias that somebody may have.
      const expected = text.length === 13 ? { value: text } : { mistake: 'malformed' };
      assert.deepEqual(typed, expected, text);
    }
    assert.deepEqual(typedAccount('  '), { mistake: 'missing' });
    assert.deepEqual(typedAccount(undefined), { mistake: 'missing' });
  });

  it('R158: is a user name of letters, digits and + = , . @ _ -, which may look like an address', () => {
    for (const text of ['alice', 'a+b=c,d.e@f_g-h', 'Alice@example.test', 'x'.repeat(64)]) {
      assert.deepEqual(typedUserName(` ${text} `), { value: text });
    }
    for (const text of ['a b', 'a/b', 'é', 'x'.repeat(65)]) {
      assert.deepEqual(typedUserName(text), { mistake: 'malformed' }, text);
    }
  });

  it('R243: is an e-mail address, with whatever stands behind a plus', () => {
    assert.deepEqual(typedEmail(' me+x!y@example.test '), { value: 'me+x!y@example.test' });
    for (const text of ['me', 'me@', '@example.test', 'a b@c', 'a@b@c']) {
      assert.deepEqual(typedEmail(text), { mistake: 'malformed' }, text);
    }
  });

  it('never throws, and takes its own values again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        for (const read of [typedAccount, typedUserName, typedEmail]) {
          const typed = read(text);
          if ('value' in typed) assert.deepEqual(read(typed.value), typed);
        }
      }),
    );
  });
});
