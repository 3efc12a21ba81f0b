import { systemClock } from '../../../base/clock.ts';
import type { FetchOutcome } from '../../../base/fetch.ts';
import type { Fetch } from '../../../domain/federation/fetch.ts';
import { fetchIssuerKeys, type Issuer } from '../../../domain/federation/issuer-keys-fetch.ts';
import type { CheckTrace } from '../../../failures/check.ts';
import {
  discoveryCertificateIsTrusted,
  discoveryHostIsReached,
  discoveryIsAnswered,
  discoveryIsComplete,
  discoveryUrl,
  type KeysOutcome,
  keysAreAnswered,
  keysCertificateIsTrusted,
  keysHostIsReached,
  MAX_DISCOVERY_BYTES,
  MAX_KEY_SET_BYTES,
  readKeySet,
} from '../../../oidc/index.ts';
import type { ReadFile } from '../read-file.ts';
import type { TokenOptions } from './token-options.ts';

/** Files that stand for what an issuer would answer. */
export interface IssuerFiles {
  readonly discovery: Buffer | undefined;
  readonly keys: { readonly path: string; readonly bytes: Buffer } | undefined;
}

/** Reads them; what is larger than an issuer may answer is for the checks to say. */
export async function readIssuerFiles(
  read: ReadFile,
  { discovery, jwks }: TokenOptions,
): Promise<IssuerFiles> {
  const most = 4 * Math.max(MAX_DISCOVERY_BYTES, MAX_KEY_SET_BYTES);
  return {
    discovery: discovery === undefined ? undefined : await read(discovery, most),
    keys: jwks === undefined ? undefined : { path: jwks, bytes: await read(jwks, most) },
  };
}

/** An issuer's keys, and the checks that nothing was done for, since files told instead. */
export interface FoundKeys {
  readonly outcome: KeysOutcome | undefined;
  readonly unasked: ReadonlySet<string>;
}

const names = (...checks: readonly { readonly name: string }[]) => checks.map(({ name }) => name);
const HOW_DISCOVERY_CAME = names(
  discoveryHostIsReached,
  discoveryCertificateIsTrusted,
  discoveryIsAnswered,
);
const HOW_KEYS_CAME = names(keysHostIsReached, keysCertificateIsTrusted, keysAreAnswered);

/**
 * The keys of an issuer: out of files where they are given, else over the network where the issuer
 * may be asked. A token alone makes no request.
 */
export async function findKeys(
  issuer: Issuer,
  files: IssuerFiles,
  network: { readonly mayAsk: boolean; readonly fetch: () => Fetch },
): Promise<FoundKeys> {
  const { discovery, keys } = files;
  const unasked = [...(discovery ? HOW_DISCOVERY_CAME : []), ...(keys ? HOW_KEYS_CAME : [])];
  if (keys && !discovery) {
    const none = [...HOW_DISCOVERY_CAME, discoveryIsComplete.name];
    return { outcome: keysOfFile(keys), unasked: new Set([...unasked, ...none]) };
  }
  if (!discovery && !network.mayAsk) return { outcome: undefined, unasked: new Set() };
  const fetch: Fetch = async (request) => {
    if (discovery && request.url === discoveryUrl(issuer.url))
      return answered(request.url, discovery);
    return keys ? answered(keys.path, keys.bytes) : await network.fetch()(request);
  };
  const { outcome } = await fetchIssuerKeys({ fetch, clock: systemClock }, issuer);
  return { outcome, unasked: new Set(unasked) };
}

function keysOfFile({ path, bytes }: NonNullable<IssuerFiles['keys']>): KeysOutcome {
  const reading = readKeySet(bytes);
  if (!reading.ok) {
    const { problem } = reading;
    return { kind: 'failed', step: 'keys', url: path, problem: { kind: 'document', problem } };
  }
  const { keySet } = reading;
  return { kind: 'keys', keySet, url: path, fetchedAt: systemClock() };
}

function answered(url: string, body: Buffer): FetchOutcome {
  const certificate = { trust: 'authority', chain: [] } as const;
  const response = { url, status: 200, headers: new Map<string, string>(), body, certificate };
  return { ok: true, response, hops: [] };
}

/** The traces without verdicts about what never happened. */
export function withoutUnasked(
  traces: readonly CheckTrace[],
  unasked: FoundKeys['unasked'],
): CheckTrace[] {
  return traces.map((trace): CheckTrace => {
    const { name, code } = trace;
    return unasked.has(name) ? { name, code, outcome: 'skipped' } : trace;
  });
}
