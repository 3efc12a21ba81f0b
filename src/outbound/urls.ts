import type { UrlFault } from '../base/fetch.ts';
import { RequestProblem } from './problem.ts';

const LONGEST_URL = 2048;

/**
 * Ports from 1024 on that belong to other protocols (the Fetch standard's list of bad ports). A
 * request that somebody else chose the address of must not speak to them.
 */
const OTHER_PROTOCOLS: ReadonlySet<number> = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669,
  6679, 6697, 10080,
]);

/**
 * Reads a URL that a request may go to: https, no user, no fragment, port 443 or one of 1024 and
 * above that no other protocol claims. Odd spellings of IP addresses (decimal, octal, hexadecimal,
 * short) come out in their plain form, so that nothing later sees another one.
 */
export function readUrl(
  text: string,
  base?: URL,
): { readonly ok: true; readonly url: URL } | { readonly ok: false; readonly fault: UrlFault } {
  if (text.length > LONGEST_URL) return { ok: false, fault: 'too-long' };
  const url = URL.parse(text, base?.href);
  if (!url) return { ok: false, fault: 'unreadable' };
  const fault = faultOf(url, text);
  return fault ? { ok: false, fault } : { ok: true, url };
}

function faultOf(url: URL, text: string): UrlFault | undefined {
  if (url.href.length > LONGEST_URL) return 'too-long';
  if (url.protocol !== 'https:') return 'not-https';
  if (url.username !== '' || url.password !== '') return 'user';
  if (text.includes('#')) return 'fragment';
  const port = portOf(url);
  if (port !== 443 && (port < 1024 || OTHER_PROTOCOLS.has(port))) return 'port';
  return undefined;
}

/** The URL of a text. Throws RequestProblem `url` when a request may not go there. */
export function readableUrl(text: string): URL {
  const read = readUrl(text);
  if (read.ok) return read.url;
  const url = URL.parse(text);
  const told = url ? toldUrl(url).slice(0, LONGEST_URL) : text.slice(0, 100);
  throw new RequestProblem({ kind: 'url', url: told, reason: read.fault });
}

export function portOf(url: URL): number {
  return url.port === '' ? 443 : Number(url.port);
}

/** The host as names are looked up and certificates name it: IPv6 without its brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

/** A URL as it may be told: without its query. */
export function toldUrl(url: URL): string {
  return `${url.origin}${url.pathname}`;
}
