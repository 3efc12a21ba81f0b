import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { typedPortal, typedPortalUser } from './typed.ts';

describe('what is typed at a portal', () => {
  it('R029: a user name keeps every character; wide letters and ligatures are not folded', () => {
    for (const name of ['ｍｉｎａ', 'ﬁn', 'a b', '①', 'ß', 'İstanbul', '🦆'.repeat(128)]) {
      assert.deepEqual(typedPortalUser(` ${name}\n`), { value: name });
    }
    assert.deepEqual(typedPortalUser(undefined), { mistake: 'missing' });
    assert.deepEqual(typedPortalUser(' \t'), { mistake: 'missing' });
    assert.deepEqual(typedPortalUser('x'.repeat(129)), { mistake: 'malformed' });
    for (const text of ['\ud800', 'mi\u0000na', 'mi\nna', 'mina\u0085x']) {
      assert.deepEqual(typedPortalUser(text), { mistake: 'malformed' });
    }
  });

  it('R137, R246: a portal is named by its name or by any of its addresses', () => {
    for (const [text, name] of [
      ['d-1234567890', 'd-1234567890'],
      [' My-Company ', 'my-company'],
      ['https://d-1234567890.awsapps.com/start', 'd-1234567890'],
      ['d-1234567890.awsapps.com/start/#/', 'd-1234567890'],
      ['https://gate.example.com/portal/acme/start?x=y', 'acme'],
      ['http://acme.portal.gate.example.com/start', 'acme'],
    ] as const) {
      assert.equal(typedPortal(text), name, text);
    }
    for (const text of [undefined, '', '-a', 'a b', '//evil.test', 'https://evil.test', 'a/../b']) {
      assert.equal(typedPortal(text), undefined, text);
    }
  });

  it('what is found is one label, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const found = typedPortal(text);
        if (found !== undefined) assert.match(found, /^[a-z0-9-]{1,63}$/);
      }),
    );
  });
});
