import { BlockList, isIP } from 'node:net';

/** Who sent a request, as far as trusted proxies vouch for it. */
export interface Origin {
  readonly address: string;
  readonly secure: boolean;
}

/** Answers the origin of a request from its connection and its forwarding headers. */
export type OriginReader = (
  peer: { readonly address: string; readonly secure: boolean },
  forwardedFor: string | undefined,
  forwardedProto: string | undefined,
) => Origin;

/** An address without the IPv4-mapped prefix, port and brackets; undefined when it is none. */
export function plainAddress(text: string): string | undefined {
  const trimmed = text.trim();
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(trimmed)?.[1];
  const withPort = /^([\d.]+):\d+$/.exec(trimmed)?.[1];
  const bare = unmapped(bracketed ?? withPort ?? trimmed);
  return isIP(bare) === 0 ? undefined : bare;
}

/** `::ffff:192.0.2.1` is the IPv4 address that a dual-stack socket shows. */
function unmapped(address: string): string {
  if (!address.startsWith('::') || address.length < 9) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped ?? address;
}

/**
 * A test whether an address lies in one of `ranges` (addresses or CIDR ranges, IPv4 and IPv6).
 * Throws a RangeError that names the range when one cannot be read.
 */
export function addressMatcher(ranges: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const range of ranges) addRange(list, range);
  return (address) => {
    const family = isIP(address);
    return family !== 0 && list.check(address, family === 4 ? 'ipv4' : 'ipv6');
  };
}

function addRange(list: BlockList, range: string): void {
  const slash = range.indexOf('/');
  const address = slash < 0 ? range : range.slice(0, slash);
  const family = isIP(address);
  const bits = family === 4 ? 32 : 128;
  const prefix = slash < 0 ? bits : Number(range.slice(slash + 1) || Number.NaN);
  if (family === 0 || !Number.isInteger(prefix) || prefix > bits) {
    throw new RangeError(`\`${range}\` is not an address or a CIDR range`);
  }
  list.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6');
}

/**
 * Forwarding headers count only when the connection comes from a trusted proxy. The address is the
 * last one in X-Forwarded-For that is not itself a trusted proxy: what stands left of it was written
 * by somebody whom nobody vouches for. A request counts as secure only when every hop says https, so
 * that a value a client put in front can lower the answer and never raise it.
 */
export function originReader(trustedProxies: readonly string[]): OriginReader {
  if (trustedProxies.length === 0) {
    return (peer) => ({ address: unmapped(peer.address), secure: peer.secure });
  }
  const trusted = addressMatcher(trustedProxies);
  return (peer, forwardedFor, forwardedProto) => {
    const direct = unmapped(peer.address);
    if (!trusted(direct)) return { address: direct, secure: peer.secure };
    return {
      address: forwardedFor === undefined ? direct : lastUntrusted(direct, forwardedFor, trusted),
      secure: forwardedProto === undefined ? peer.secure : everyHopSecure(forwardedProto),
    };
  };
}

function lastUntrusted(
  direct: string,
  forwardedFor: string,
  trusted: (address: string) => boolean,
): string {
  let address = direct;
  for (const hop of forwardedFor.split(',').reverse()) {
    const next = plainAddress(hop);
    if (next === undefined) return address;
    address = next;
    if (!trusted(next)) return address;
  }
  return address;
}

function everyHopSecure(forwardedProto: string): boolean {
  return forwardedProto.split(',').every((hop) => hop.trim().toLowerCase() === 'https');
}
