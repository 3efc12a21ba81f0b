import assert from 'node:assert/strict';
import { BlockList, isIP, isIPv4 } from 'node:net';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compileRange } from './addresses.ts';

const holds = (range: string, address: string) => compileRange(range)?.(address);

describe('ranges of addresses', () => {
  it('are an address alone or a prefix of either version', () => {
    assert.equal(holds('192.0.2.1', '192.0.2.1'), true);
    assert.equal(holds('192.0.2.1', '192.0.2.2'), false);
    assert.equal(holds('10.128.0.0/9', '10.127.255.255'), false);
    assert.equal(holds('10.128.0.0/9', '10.128.0.0'), true);
    assert.equal(holds('2001:db8::/33', '2001:db8:7fff::1'), true);
    assert.equal(holds('2001:db8::/33', '2001:db8:8000::1'), false);
    assert.equal(holds('0.0.0.0/0', '::1'), false);
  });

  it('take an IPv4-mapped address for the one it carries, on both sides', () => {
    assert.equal(holds('127.0.0.0/8', '::ffff:127.0.0.1'), true);
    assert.equal(holds('127.0.0.0/8', '::ffff:7f00:1'), true);
    assert.equal(holds('::ffff:127.0.0.0/104', '127.1.2.3'), true);
  });

  it('are refused when they are neither', () => {
    for (const text of ['', '1.2.3', '1.2.3.4/33', '::/129', '01.2.3.4', 'fe80::1%eth0', 'a/8']) {
      assert.equal(compileRange(text), undefined, text);
    }
    assert.equal(holds('::/0', 'fe80::1%eth0'), false);
  });

  it("agree with Node's own lists", () => {
    const address = fc.oneof(fc.ipV4(), fc.ipV6()).filter((text) => isIP(text) !== 0);
    fc.assert(
      fc.property(address, address, fc.nat(128), (base, other, bits) => {
        const family = isIPv4(base) ? 'ipv4' : 'ipv6';
        const prefix = family === 'ipv4' ? bits % 33 : bits;
        const list = new BlockList();
        list.addSubnet(base, prefix, family);
        fc.pre(isIPv4(base) === isIPv4(other) && !/^[0:]*ffff:/i.test(base + other));
        assert.equal(holds(`${base}/${prefix}`, other), list.check(other, family));
      }),
    );
  });
});
