import assert from 'node:assert/strict';
import { BlockList, isIPv4 } from 'node:net';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createGuard } from './ranges.ts';
import { hostOf, readUrl } from './urls.ts';

const guard = createGuard([]);

/** Every kind of address that is no server of the public internet, with the range it is told by. */
const REFUSED: readonly (readonly [address: string, range: string])[] = [
  ['0.0.0.0', 'unspecified'],
  ['0.1.2.3', 'unspecified'],
  ['10.0.0.0', 'private'],
  ['10.255.255.255', 'private'],
  ['100.64.0.1', 'carrier-grade NAT'],
  ['100.100.100.200', 'carrier-grade NAT'],
  ['100.127.255.255', 'carrier-grade NAT'],
  ['127.0.0.1', 'loopback'],
  ['127.255.255.254', 'loopback'],
  ['168.63.129.16', 'cloud metadata'],
  ['169.254.169.254', 'cloud metadata'],
  ['169.254.170.2', 'link-local'],
  ['169.254.0.1', 'link-local'],
  ['172.16.0.1', 'private'],
  ['172.31.255.255', 'private'],
  ['192.0.0.1', 'protocol assignments'],
  ['192.0.0.192', 'protocol assignments'],
  ['192.0.2.1', 'documentation'],
  ['192.31.196.1', 'AS112'],
  ['192.52.193.1', 'multicast relay'],
  ['192.88.99.1', '6to4 relay'],
  ['192.168.0.1', 'private'],
  ['192.168.255.255', 'private'],
  ['192.175.48.1', 'AS112'],
  ['198.18.0.1', 'benchmarking'],
  ['198.19.255.255', 'benchmarking'],
  ['198.51.100.1', 'documentation'],
  ['203.0.113.1', 'documentation'],
  ['224.0.0.1', 'multicast'],
  ['239.255.255.255', 'multicast'],
  ['240.0.0.1', 'reserved'],
  ['255.255.255.255', 'broadcast'],
  ['::', 'unspecified'],
  ['::1', 'loopback'],
  ['0:0:0:0:0:0:0:1', 'loopback'],
  ['::7f00:1', 'IPv4-compatible'],
  ['::127.0.0.1', 'IPv4-compatible'],
  ['::8.8.8.8', 'IPv4-compatible'],
  ['::ffff:127.0.0.1', 'IPv4-mapped'],
  ['::ffff:7f00:1', 'IPv4-mapped'],
  ['0:0:0:0:0:FFFF:a9fe:a9fe', 'IPv4-mapped'],
  ['::ffff:8.8.8.8', 'IPv4-mapped'],
  ['::ffff:0:10.0.0.1', 'IPv4-translated'],
  ['64:ff9b::127.0.0.1', 'NAT64'],
  ['64:ff9b::8.8.8.8', 'NAT64'],
  ['64:ff9b:1::a00:1', 'NAT64'],
  ['100::1', 'discard'],
  ['100:0:0:1::1', 'reserved'],
  ['2001::1', 'Teredo'],
  ['2001:0:7f00:1::', 'Teredo'],
  ['2001:2::1', 'benchmarking'],
  ['2001:10::1', 'protocol assignments'],
  ['2001:20::1', 'protocol assignments'],
  ['2001:1ff:ffff::1', 'protocol assignments'],
  ['2001:db8::1', 'documentation'],
  ['2002:7f00:1::', '6to4'],
  ['2002:808:808::1', '6to4'],
  ['2620:4f:8000::1', 'AS112'],
  ['3fff::1', 'documentation'],
  ['3fff:fff:ffff::1', 'documentation'],
  ['4000::1', 'reserved'],
  ['5f00::1', 'reserved'],
  ['8000::1', 'reserved'],
  ['fc00::1', 'unique local'],
  ['fd12:3456:789a::1', 'unique local'],
  ['fd00:ec2::254', 'cloud metadata'],
  ['fe80::1', 'link-local'],
  ['febf::1', 'link-local'],
  ['fec0::1', 'site-local'],
  ['ff02::1', 'multicast'],
  ['fe80::1%eth0', 'unreadable'],
  ['::1%lo', 'unreadable'],
  ['2606:4700::1%1', 'unreadable'],
  ['', 'unreadable'],
  ['localhost', 'unreadable'],
  ['127.1', 'unreadable'],
];

/** The nearest neighbours of the ranges, and well-known servers. */
const ACCEPTED = [
  '1.0.0.0',
  '8.8.8.8',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.0',
  '168.63.129.15',
  '168.63.129.17',
  '169.253.255.255',
  '169.255.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '192.0.1.0',
  '192.0.3.0',
  '192.167.255.255',
  '192.169.0.0',
  '198.17.255.255',
  '198.20.0.0',
  '203.0.112.255',
  '203.0.114.0',
  '223.255.255.255',
  '2001:200::1',
  '2001:4860:4860::8888',
  '2001:db7:ffff::1',
  '2001:db9::1',
  '2003::1',
  '2606:4700::1111',
  '2620:4f:8001::1',
  '2a00:1450::1',
  '3ffe:ffff::1',
];

/** Texts that URL parsers take for an IPv4 address although they do not look like one. */
const ODD_HOSTS = [
  '2130706433',
  '0x7f000001',
  '0x7f.0x0.0x0.0x1',
  '0177.0.0.1',
  '017700000001',
  '127.1',
  '127.0.1',
  '0x7f.1',
  '127.000.000.001',
  '0',
  '0x0',
  '１２７.0.0.1',
  '①②⑦.⓪.⓪.①',
  '127。0。0。1',
  '%31%32%37.0.0.1',
  '169.254.43518',
  '0xa9fea9fe',
  '2852039166',
  '10.1',
  '[::1]',
  '[0:0::0:1]',
  '[::ffff:127.0.0.1]',
  '[::FFFF:7F00:1]',
  '[::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '127.0.0.1.',
  '0x7f.1.',
];

describe('addresses that may be connected to', () => {
  for (const [address, range] of REFUSED) {
    it(`are not \`${address}\`, which is ${range}`, () => assert.equal(guard(address), range));
  }

  it('are those beside every refused range', () => {
    for (const address of ACCEPTED) assert.equal(guard(address), undefined, address);
  });

  it('are judged in their plain form, however a URL spells them', () => {
    for (const host of ODD_HOSTS) {
      const read = readUrl(`https://${host}/keys`);
      assert.ok(read.ok, host);
      assert.notEqual(guard(hostOf(read.url)), undefined, host);
    }
  });

  it('are those the operator allows, in either spelling, and no others besides', () => {
    const allowing = createGuard(['10.1.0.0/16', '::1', '64:ff9b::/96']);
    for (const address of ['10.1.2.3', '::ffff:10.1.2.3', '::1', '64:ff9b::1']) {
      assert.equal(allowing(address), undefined, address);
    }
    assert.equal(allowing('10.2.0.1'), 'private');
    assert.equal(allowing('::2'), 'IPv4-compatible');
    assert.equal(allowing('127.0.0.1'), 'loopback');
    assert.throws(() => createGuard(['10.0.0.0/40']), RangeError);
  });

  it('are never in a special-purpose range, wherever in it', () => {
    const special = new BlockList();
    for (const [net, bits] of [
      ['0.0.0.0', 8],
      ['10.0.0.0', 8],
      ['100.64.0.0', 10],
      ['127.0.0.0', 8],
      ['169.254.0.0', 16],
      ['172.16.0.0', 12],
      ['192.168.0.0', 16],
      ['198.18.0.0', 15],
      ['224.0.0.0', 3],
    ] as const) {
      special.addSubnet(net, bits, 'ipv4');
    }
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        if (special.check(address)) assert.notEqual(guard(address), undefined);
      }),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const [first = ''] = address.split(':');
        const isGlobal = /^[23][0-9a-f]{3}$/i.test(first);
        if (!isGlobal) assert.notEqual(guard(address), undefined);
      }),
      { numRuns: 2_000 },
    );
  });

  it('are judged alike in every IPv6 form that carries the same IPv4 address', () => {
    fc.assert(
      fc.property(fc.ipV4().filter(isIPv4), (inside) => {
        for (const form of ['::', '::ffff:', '::ffff:0:', '64:ff9b::', '64:ff9b:1::']) {
          assert.notEqual(guard(`${form}${inside}`), undefined, `${form}${inside}`);
        }
      }),
      { numRuns: 500 },
    );
  });
});
