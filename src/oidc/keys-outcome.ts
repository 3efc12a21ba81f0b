import type { DiscoveryProblem } from './discovery.ts';
import type { KeySet, KeySetProblem } from './key-set.ts';

/** The two documents that lead to an issuer's keys, in the order in which they are fetched. */
export type FetchStep = 'discovery' | 'keys';

/** Why a document could not be fetched, or is of no use. */
export type FetchProblem =
  /** The name of the host has no address. */
  | { readonly kind: 'unresolved'; readonly host: string }
  /** The address is private, loopback or link-local and not in GATEHOUSE_OUTBOUND_ALLOW. */
  | { readonly kind: 'address-refused'; readonly host: string; readonly address: string }
  /** No connection, or one that broke: refused, reset, no route. `reason` is short plain text. */
  | { readonly kind: 'unreachable'; readonly host: string; readonly reason: string }
  /** The time for discovery and keys together was used up. */
  | { readonly kind: 'timeout'; readonly budgetMilliseconds: number }
  /** The certificate is neither signed by a trusted authority nor fits a thumbprint. */
  | {
      readonly kind: 'certificate';
      readonly host: string;
      /** Such as `CERT_HAS_EXPIRED` or `ERR_TLS_CERT_ALTNAME_INVALID`. */
      readonly reason: string;
      /** SHA-1 of the top certificate that the host sent, 40 lower-case hex digits, if any came. */
      readonly thumbprint?: string;
    }
  /** An answer that is neither 200 nor a redirect. */
  | { readonly kind: 'status'; readonly status: number }
  /** A redirect that is not followed: too many, or not to https. */
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'too-large'; readonly limitBytes: number }
  /** The document came, and readDiscovery or readKeySet refused it. */
  | { readonly kind: 'document'; readonly problem: DiscoveryProblem | KeySetProblem };

/** A fetch that did not lead to keys. */
export interface FailedFetch {
  readonly kind: 'failed';
  readonly step: FetchStep;
  /** The address that was asked for. */
  readonly url: string;
  readonly problem: FetchProblem;
  /** The issuer failed a moment ago and was not asked again: this is what it said then. */
  readonly repeated?: boolean;
}

/** What came of looking for an issuer's keys: the evidence that the token checks judge. */
export type KeysOutcome =
  | {
      readonly kind: 'keys';
      readonly keySet: KeySet;
      /** Where the keys came from. */
      readonly url: string;
      /** Milliseconds since 1970. */
      readonly fetchedAt: number;
      /** True when a newer fetch failed and these were kept within the limit. */
      readonly stale?: boolean;
      /** True when the keys were handed in, as a file, and nothing was fetched. */
      readonly given?: boolean;
    }
  | FailedFetch;
