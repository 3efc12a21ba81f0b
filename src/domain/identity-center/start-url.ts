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

const MOST_CHARACTERS = 512;
