import { compileRange } from '../base/addresses.ts';

/**
 * Addresses that are never a server of the public internet, narrow ranges before the wide ones
 * that hold them (IANA special-purpose address registries, RFC 6890 and its updates). Of IPv6 only
 * the global unicast block 2000::/3 is in use; the rest of the space is refused as well. The forms
 * that carry an IPv4 address inside (translated, tunnelled) are refused whatever they carry: no
 * server is published under one, and what they reach depends on the network that one stands in.
 */
const refused: readonly (readonly [range: string, name: string])[] = [
  ['0.0.0.0/8', 'unspecified'],
  ['10.0.0.0/8', 'private'],
  ['100.64.0.0/10', 'carrier-grade NAT'],
  ['127.0.0.0/8', 'loopback'],
  ['168.63.129.16/32', 'cloud metadata'],
  ['169.254.169.254/32', 'cloud metadata'],
  ['169.254.0.0/16', 'link-local'],
  ['172.16.0.0/12', 'private'],
  ['192.0.0.0/24', 'protocol assignments'],
  ['192.0.2.0/24', 'documentation'],
  ['192.31.196.0/24', 'AS112'],
  ['192.52.193.0/24', 'multicast relay'],
  ['192.88.99.0/24', '6to4 relay'],
  ['192.168.0.0/16', 'private'],
  ['192.175.48.0/24', 'AS112'],
  ['198.18.0.0/15', 'benchmarking'],
  ['198.51.100.0/24', 'documentation'],
  ['203.0.113.0/24', 'documentation'],
  ['224.0.0.0/4', 'multicast'],
  ['255.255.255.255/32', 'broadcast'],
  ['240.0.0.0/4', 'reserved'],
  ['::/128', 'unspecified'],
  ['::1/128', 'loopback'],
  ['::/96', 'IPv4-compatible'],
  ['::ffff:0:0:0/96', 'IPv4-translated'],
  ['64:ff9b::/96', 'NAT64'],
  ['64:ff9b:1::/48', 'NAT64'],
  ['100::/64', 'discard'],
  ['2001::/32', 'Teredo'],
  ['2001:2::/48', 'benchmarking'],
  ['2001::/23', 'protocol assignments'],
  ['2001:db8::/32', 'documentation'],
  ['2002::/16', '6to4'],
  ['2620:4f:8000::/48', 'AS112'],
  ['3fff::/20', 'documentation'],
  ['fd00:ec2::254/128', 'cloud metadata'],
  ['fc00::/7', 'unique local'],
  ['fe80::/10', 'link-local'],
  ['fec0::/10', 'site-local'],
  ['ff00::/8', 'multicast'],
  ['::/3', 'reserved'],
  ['4000::/2', 'reserved'],
  ['8000::/1', 'reserved'],
];

/** The name of the range for which an address is refused, or undefined when it may be used. */
export type AddressGuard = (address: string) => string | undefined;

const tests = refused.map(([range, name]) => ({ holds: rangeTest(range), name }));
const carriesVersion4 = rangeTest('0.0.0.0/0');

/**
 * Judges addresses that are about to be connected to. `allowed` are addresses and CIDR ranges that
 * the operator vouches for; they win over every refusal. Throws a RangeError for one that cannot
 * be read.
 */
export function createGuard(allowed: readonly string[]): AddressGuard {
  const exceptions = allowed.map(rangeTest);
  return (address) => {
    if (exceptions.some((holds) => holds(address))) return undefined;
    // Ranges take a mapped address for the one inside; no server is published in this form either.
    if (address.includes(':') && carriesVersion4(address)) return 'IPv4-mapped';
    const range = tests.find(({ holds }) => holds(address));
    if (range) return range.name;
    return compileRange(address) ? undefined : 'unreadable';
  };
}

function rangeTest(range: string): (address: string) => boolean {
  const holds = compileRange(range);
  if (!holds) throw new RangeError(`\`${range}\` is not an address or a CIDR range`);
  return holds;
}
