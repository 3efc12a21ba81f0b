import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { errorCode, orAborted, RequestProblem } from './problem.ts';
import type { AddressGuard } from './ranges.ts';
import { createSlots } from './slots.ts';

/** The addresses of a host's name, as the system knows them. Rejects as `dns.lookup` does. */
export type Lookup = (host: string) => Promise<readonly string[]>;

/** Finds the addresses of a host that may be connected to. */
export type Resolve = (host: string, signal: AbortSignal) => Promise<readonly string[]>;

/** The system's resolver: hosts file, search domains and all, as the operator set it up. */
export const systemLookup: Lookup = async (host) => {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
};

/**
 * A lookup cannot be stopped and holds one of the process's few worker threads, which hashing
 * passwords needs too: a name server that never answers gets at most half of them.
 */
const LOOKUP_LIMITS = { total: 2, perHost: 1, waiting: 64 } as const;

/** More addresses than these are not tried. */
const MOST_ADDRESSES = 4;

/**
 * Resolves once, judges every address, and leaves out those that may not be connected to. The
 * caller connects to what it gets here and never asks a name server again, so that a second answer
 * cannot slip in an address that nobody judged (DNS rebinding).
 * Throws RequestProblem `dns`, `address-refused` or `busy`, or the signal's reason.
 */
export function createResolve(guard: AddressGuard, find: Lookup): Resolve {
  const takeThread = createSlots(LOOKUP_LIMITS);

  async function addressesOf(host: string, signal: AbortSignal): Promise<readonly string[]> {
    if (isIP(host) !== 0) return [host];
    const release = await takeThread(host, signal);
    const looking = find(host).finally(release);
    try {
      return await orAborted(looking, signal);
    } catch (error) {
      signal.throwIfAborted();
      throw new RequestProblem({ kind: 'dns', host, code: errorCode(error) });
    }
  }

  return async (host, signal) => {
    const addresses = await addressesOf(host, signal);
    const judged = addresses.map((address) => ({ address, range: guard(address) }));
    const usable = judged.filter(({ range }) => range === undefined);
    const [refused] = judged.filter(({ range }) => range !== undefined);
    if (usable.length === 0 && refused?.range !== undefined) {
      const { address, range } = refused;
      throw new RequestProblem({ kind: 'address-refused', host, address, range });
    }
    return usable.slice(0, MOST_ADDRESSES).map(({ address }) => address);
  };
}
