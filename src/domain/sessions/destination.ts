/** Where a session goes that was told no better place. */
export const CONSOLE_HOME = '/console/home';

/** Longer ones are no paths of ours. */
const MOST_CHARACTERS = 2048;
const AWS_CONSOLE = /^(?:[a-z0-9-]+\.)?console\.aws\.amazon\.com$/;
/** Base for texts without a host; no host of this name exists (RFC 2606). */
const HERE = 'https://here.invalid';

/**
 * The path on this server that `wanted` means: a path, a URL of this server, or a URL of the AWS
 * console, whose paths are answered below `/console` here. Undefined for everything else, so that
 * nobody is led to another server by signing in.
 *
 * @param wanted Destination, or RelayState of a SAML response
 */
export function ownDestination(wanted: string, publicUrl: string): string | undefined {
  if (wanted.length > MOST_CHARACTERS) return undefined;
  const url = URL.parse(wanted, HERE);
  if (url === null || url.username !== '' || url.password !== '') return undefined;
  if (url.protocol === 'https:' && AWS_CONSOLE.test(url.host)) {
    return url.pathname.startsWith('/console') ? pathOf(url) : CONSOLE_HOME;
  }
  const isPath = url.origin === HERE && /^\/(?![/\\])/.test(wanted);
  if (!isPath && url.origin !== new URL(publicUrl).origin) return undefined;
  return pathOf(url);
}

/** A path that a browser cannot take for another host (`//host`). */
function pathOf({ pathname, search, hash }: URL): string | undefined {
  return /^\/(?![/\\])/.test(pathname) ? `${pathname}${search}${hash}` : undefined;
}
