import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BrowserSeal } from './known-browser.ts';
import {
  isTrusted,
  MAILED_CODE,
  TRUST_LIFETIME,
  type TrustContext,
  trustBrowser,
} from './trusted-browser.ts';

const seal: BrowserSeal = {
  seal: (text) => `sealed:${text}`,
  open: (sealed) => (sealed.startsWith('sealed:') ? sealed.slice(7) : undefined),
};

const chrome = (version: number) =>
  `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`;

const mina: TrustContext = {
  userId: 'mina',
  credential: 'first-password',
  userAgent: chrome(140),
  sourceAddress: '203.0.113.7',
  now: 1_800_000_000_000,
};
const phone = 'arn:aws:identitystore::1:mfa/mina/phone';
const cookie = trustBrowser(seal, undefined, mina, phone);
const trusts = (change: Partial<TrustContext>, value: string | undefined = cookie) =>
  isTrusted(seal, value, { ...mina, ...change }, ['another', phone]);

describe('trusted devices', () => {
  it('are trusted in the same circumstances, also after an update of the browser', () => {
    assert.equal(trusts({}), true);
    assert.equal(trusts({ userAgent: chrome(141), sourceAddress: '203.0.200.1' }), true);
  });

  it('are not trusted for another person, password, browser, network or after their time', () => {
    assert.equal(trusts({ userId: 'joon' }), false);
    assert.equal(trusts({ credential: 'second-password' }), false);
    assert.equal(trusts({ userAgent: 'Mozilla/5.0 (Windows) Firefox/140.0' }), false);
    assert.equal(trusts({ sourceAddress: '198.51.100.7' }), false);
    assert.equal(trusts({ sourceAddress: '2001:db8::7' }), false);
    assert.equal(trusts({ now: mina.now + TRUST_LIFETIME }), false);
    assert.equal(trusts({ now: mina.now + TRUST_LIFETIME - 1 }), true);
  });

  it('are not trusted any more without the device that was shown then', () => {
    const mailed = trustBrowser(seal, undefined, mina, MAILED_CODE);
    for (const [value, own, other] of [
      [cookie, phone, MAILED_CODE],
      [mailed, MAILED_CODE, phone],
    ] as const) {
      assert.equal(isTrusted(seal, value, mina, [own]), true);
      assert.equal(isTrusted(seal, value, mina, [other]), false);
      assert.equal(isTrusted(seal, value, mina, []), false);
    }
  });

  it('are not made by anybody else', () => {
    assert.equal(isTrusted(seal, undefined, mina, [phone]), false);
    assert.equal(trusts({}, 'forged'), false);
  });

  it('remember five people, each once, the latest first', () => {
    let value: string | undefined = cookie;
    for (const userId of ['a', 'b', 'c', 'd', 'd']) {
      value = trustBrowser(seal, value, { ...mina, userId }, phone);
    }
    assert.equal(trusts({}, value), true);
    value = trustBrowser(seal, value, { ...mina, userId: 'e' }, phone);
    assert.equal(trusts({}, value), false);
    assert.equal(trusts({ userId: 'a' }, value), true);
  });
});
