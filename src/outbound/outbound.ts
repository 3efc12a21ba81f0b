import { steadyClock } from '../base/budget.ts';
import type { FetchOutcome, FetchRequest } from '../base/fetch.ts';
import { type Client, fetchGuarded } from './client.ts';
import { createGuard } from './ranges.ts';
import { createResolve, type Lookup, systemLookup } from './resolve.ts';
import { trustedAuthorities } from './secure.ts';
import { createSlots, type SlotLimits } from './slots.ts';

export interface OutboundInput {
  /** Addresses and CIDR ranges that may be reached although they are not public. */
  readonly allow: readonly string[];
  /** Certificates (PEM) of authorities that are trusted besides Node's. */
  readonly authorities: readonly string[];
  /** Without it the system's. */
  readonly lookup?: Lookup;
  readonly limits?: SlotLimits;
}

/** The guarded client. */
export interface Outbound {
  /** Never throws for anything that the network does. */
  readonly fetch: (request: FetchRequest) => Promise<FetchOutcome>;
}

const SLOTS: SlotLimits = { total: 64, perHost: 4, waiting: 256 };

/** Builds the client. Throws a RangeError for a range of `allow` that cannot be read. */
export function createOutbound(input: OutboundInput): Outbound {
  const { allow, authorities, lookup = systemLookup, limits = SLOTS } = input;
  let context: ReturnType<Client['authorities']> | undefined;
  const client: Client = {
    resolve: createResolve(createGuard(allow), lookup),
    takeSlot: createSlots(limits),
    authorities: () => {
      context ??= trustedAuthorities(authorities);
      return context;
    },
    clock: steadyClock,
  };
  return { fetch: (request) => fetchGuarded(client, request) };
}
