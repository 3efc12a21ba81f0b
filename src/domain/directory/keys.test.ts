import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { mailAddressKey } from '../../base/mail.ts';
import { directoryKey } from './keys.ts';

const KEYS = { directoryKey, mailAddressKey };

for (const [name, key] of Object.entries(KEYS)) {
  describe(name, () => {
    it('is the same for every way to write the same characters, and for small letters', () => {
      fc.assert(
        fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
          const expected = key(text);
          for (const form of ['NFC', 'NFD'] as const) {
            assert.equal(key(text.normalize(form)), expected);
            assert.equal(key(text.toLowerCase().normalize(form)), expected);
          }
        }),
      );
    });

    it('takes letters of either case for one another where one of them has no character of its own', () => {
      assert.equal(key('J\u030c'), key('\u01f0'));
      assert.equal(key('\u0130'), key('i\u0307'));
    });

    it('takes nothing else for one another (R029)', () => {
      const apart = ['i', '\u0130', '\u0131', 'ss', '\u00df', 'ａ', 'a', 'а', 'e', 'é'];
      assert.equal(new Set(apart.map(key)).size, apart.length);
    });
  });
}
