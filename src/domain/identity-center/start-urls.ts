import type { InstanceRow } from './instances.ts';

const MOST_CHARACTERS = 512;

/** The addresses of an instance's portal. */
export interface StartUrls {
  /** What people are told: with the subdomain when one was chosen. */
  readonly start: string;
  /** With the identity store's id. */
  readonly plain: string;
  /** In AWS's form, for command lines that look at the host (R137). */
  readonly aws: string;
}

/** The addresses of an instance's portal on the server at `publicUrl` (R137, R138). */
export function startUrls(
  publicUrl: string,
  { identity_store_id: store, subdomain }: Pick<InstanceRow, 'identity_store_id' | 'subdomain'>,
): StartUrls {
  const name = subdomain ?? store;
  return {
    start: `${publicUrl}/portal/${name}/start`,
    plain: `${publicUrl}/portal/${store}/start`,
    aws: `https://${name}.awsapps.com/start`,
  };
}

/** The portal's name in a start URL of any accepted form; undefined for other texts. */
export function portalNameOf(startUrl: string, publicUrl: string): string | undefined {
  if (startUrl.length > MOST_CHARACTERS) return undefined;
  const url = URL.parse(startUrl);
  if (url?.username !== '' || url.password !== '' || url.search !== '') return undefined;
  if (!/^(?:|#\/?)$/.test(url.hash)) return undefined;
  const here = new URL(publicUrl);
  const path = url.pathname.replace(/\/$/, '');
  if (url.origin === here.origin) return /^\/portal\/([a-z0-9-]{1,63})\/start$/i.exec(path)?.[1];
  if (path !== '/start') return undefined;
  const aws = url.protocol === 'https:' && /^([a-z0-9-]{1,63})\.awsapps\.com$/.exec(url.host);
  if (aws) return aws[1];
  const own = `.portal.${here.host}`;
  if (url.protocol !== here.protocol || !url.host.endsWith(own)) return undefined;
  return /^[a-z0-9-]{1,63}$/.exec(url.host.slice(0, -own.length))?.[0];
}
