import { invalidInput, validationError } from './errors.ts';

const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const HOST = String.raw`(?:${LABEL}(?:\.${LABEL})*|\[[0-9A-Fa-f:.]+\])`;
/** RFC 3986, 3.3: segments of a path, with their characters as they are or percent-encoded. */
const PATH = String.raw`(?:\/(?:[\w.~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*)*`;
const ISSUER = new RegExp(String.raw`^${HOST}(?::\d{1,5})?${PATH}$`);

const SCHEME = 'https://';
const INVALID = 'Invalid Open ID Connect Provider URL';

/**
 * The URL of an OpenID Connect provider as ARNs and condition keys have it: without `https://`, in
 * its own letters, with its last slash if it has one. AWS advises against a port; issuers inside an
 * organization often have one, so it is accepted. Throws ValidationError for anything that an `iss`
 * claim cannot be (a query, a fragment, a user, spaces), InvalidInput for another scheme.
 */
export function readProviderUrl(url: string): string {
  if (!url.startsWith(SCHEME)) {
    throw url.includes('://')
      ? invalidInput(`${INVALID}. The URL must begin with https://.`)
      : validationError(INVALID);
  }
  const issuer = url.slice(SCHEME.length);
  if (!ISSUER.test(issuer) || !URL.canParse(url)) throw validationError(INVALID);
  return issuer;
}
