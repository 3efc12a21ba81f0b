import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addressMatcher, originReader, plainAddress } from './forwarded.ts';

const plain = (address: string) => ({ address, secure: false });

describe('addresses', () => {
  it('takes off the IPv4-mapped prefix, ports and brackets', () => {
    assert.equal(plainAddress('::ffff:192.0.2.1'), '192.0.2.1');
    assert.equal(plainAddress(' 192.0.2.1:443 '), '192.0.2.1');
    assert.equal(plainAddress('[2001:db8::1]:443'), '2001:db8::1');
    assert.equal(plainAddress('2001:db8::1'), '2001:db8::1');
    for (const none of ['', 'unknown', '_hidden', '192.0.2.256', '192.0.2.1 ,']) {
      assert.equal(plainAddress(none), undefined, none);
    }
  });

  it('matches addresses and ranges of both families and names a range it cannot read', () => {
    const matches = addressMatcher(['10.0.0.0/8', '2001:db8::/32', '192.0.2.7']);
    assert.ok(matches('10.255.0.1') && matches('2001:db8::9') && matches('192.0.2.7'));
    assert.ok(!matches('11.0.0.1') && !matches('2001:db9::1') && !matches('192.0.2.8'));
    assert.ok(!matches('not an address'));
    for (const range of ['10.0.0.0/33', '::/129', 'x/8', '10.0.0.0/', '10.0.0.0/1.5']) {
      assert.throws(() => addressMatcher([range]), { message: new RegExp(`\`${range}\``) });
    }
  });
});

describe('forwarded requests', () => {
  it('believes nobody without trusted proxies', () => {
    const read = originReader([]);
    assert.deepEqual(read(plain('::ffff:192.0.2.1'), '203.0.113.9', 'https'), plain('192.0.2.1'));
  });

  it('believes a trusted proxy, and no other peer', () => {
    const read = originReader(['192.0.2.0/24']);
    const told = { address: '203.0.113.9', secure: true };
    assert.deepEqual(read(plain('::ffff:192.0.2.1'), '203.0.113.9', 'https'), told);
    assert.deepEqual(read(plain('198.51.100.1'), '203.0.113.9', 'https'), plain('198.51.100.1'));
  });

  it('takes the last address that is not a proxy, whatever the client wrote before it', () => {
    const read = originReader(['192.0.2.0/24']);
    const address = (list: string) => read(plain('192.0.2.1'), list, undefined).address;
    assert.equal(address('127.0.0.1, 203.0.113.9, 192.0.2.5'), '203.0.113.9');
    assert.equal(address('192.0.2.9, 192.0.2.5'), '192.0.2.9');
    assert.equal(address('203.0.113.9, nonsense, 192.0.2.5'), '192.0.2.5');
    assert.equal(address(''), '192.0.2.1');
  });

  it('is secure only when every hop says so', () => {
    const read = originReader(['192.0.2.1']);
    const secure = (proto: string) => read(plain('192.0.2.1'), undefined, proto).secure;
    assert.deepEqual(['https', 'HTTPS, https', 'https, http', 'http, https', ''].map(secure), [
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('never answers an address that an untrusted hop could have invented', () => {
    const read = originReader(['10.0.0.0/8']);
    fc.assert(
      fc.property(fc.array(fc.ipV4()), fc.ipV4(), (invented, client) => {
        fc.pre(!client.startsWith('10.'));
        const list = [...invented, client, '10.1.1.1'].join(', ');
        assert.equal(read(plain('10.0.0.1'), list, undefined).address, client);
      }),
    );
  });
});
