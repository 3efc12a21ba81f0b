import type { LoginParts } from './parts.ts';

/** The path of CreateOAuth2Token. */
const TOKEN_PATH = '/v1/token';

/** A host name that only the client's own computer answers to (RFC 6761, 6.3). */
const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

/**
 * The URLs for which a proof of possession may have been made. A client signs the one that it was set
 * to. The header Host is believed only where it names the client's own computer: whoever was sent a
 * proof for his own server could send it on here with his own name in that header.
 */
export function tokenUrls(
  { publicUrl, origins }: Pick<LoginParts, 'publicUrl' | 'origins'>,
  host: string | undefined,
): readonly string[] {
  const local =
    host !== undefined && LOOPBACK.test(host) ? [`http://${host}`, `https://${host}`] : [];
  return [...new Set([publicUrl(), ...origins, ...local])].map(
    (origin) => `${origin}${TOKEN_PATH}`,
  );
}
