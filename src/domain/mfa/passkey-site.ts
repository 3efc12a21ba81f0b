import type { Kysely } from 'kysely';
import type { Tables } from '../../store/index.ts';

/** Where passkeys are made and shown. */
export interface PasskeySite {
  /** The origin of this server's pages. */
  readonly origin: string;
  /** Its host name: what passkeys are made for, or a domain below it. */
  readonly host: string;
}

/** Why there are no passkeys at a URL: a part of a sentence, for pages and messages. */
export interface NoPasskeys {
  readonly origin: string;
  readonly unavailable: string;
}

const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/**
 * Whether browsers make passkeys for pages of this URL: for domain names over https, and for
 * localhost (Web Authentication, 5.1.2; Secure Contexts).
 */
export function passkeySite(publicUrl: string): PasskeySite | NoPasskeys {
  const { origin, hostname, protocol } = new URL(publicUrl);
  if (IPV4.test(hostname) || hostname.startsWith('[')) {
    return { origin, unavailable: 'browsers make none for an IP address' };
  }
  const local = hostname === 'localhost' || hostname.endsWith('.localhost');
  if (protocol !== 'https:' && !local) {
    return { origin, unavailable: 'browsers make them over https only' };
  }
  return { origin, host: hostname };
}

/** Whether pages of this host may use passkeys that were made for `rpId`. */
function serves(host: string, rpId: string): boolean {
  return host === rpId || host.endsWith(`.${rpId}`);
}

type Read = Kysely<Tables>;

/** What the passkeys of the installation, of every account, were made for, the oldest first. */
async function rpIdsInUse(read: Read): Promise<{ rpId: string; count: number }[]> {
  const rows = await read
    .selectFrom('mfa_devices')
    .select((e) => ['rp_id', e.fn.countAll<number>().as('count')])
    .where('rp_id', 'is not', null)
    .groupBy('rp_id')
    .orderBy((e) => e.fn.min('enabled_at'))
    .execute();
  return rows.map(({ rp_id, count }) => ({ rpId: rp_id ?? '', count: Number(count) }));
}

/**
 * What new passkeys are made for: what the first one was made for, as long as this host serves it,
 * so that all of them work from all names that the server has below it.
 */
export async function rpIdFor(read: Read, { host }: PasskeySite): Promise<string> {
  const known = (await rpIdsInUse(read)).find(({ rpId }) => serves(host, rpId));
  return known?.rpId ?? host;
}

/** Passkeys that nobody could use any more on pages of this host. */
export interface StrandedPasskeys {
  readonly count: number;
  /** What they were made for. */
  readonly rpIds: readonly string[];
}

/** How many passkeys a public URL would strand. */
export async function strandedPasskeys(read: Read, publicUrl: string): Promise<StrandedPasskeys> {
  const site = passkeySite(publicUrl);
  const host = 'host' in site ? site.host : '';
  const stranded = (await rpIdsInUse(read)).filter(({ rpId }) => !serves(host, rpId));
  return {
    count: stranded.reduce((sum, { count }) => sum + count, 0),
    rpIds: stranded.map(({ rpId }) => rpId),
  };
}
