import { CONSOLE_HOME } from '../../domain/sessions/destination.ts';

/** Where somebody is on the way to. */
interface Way {
  readonly destination?: string | undefined;
  readonly account?: string | undefined;
}

function withQuery(path: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}

function wayOf({ destination, account }: Way) {
  return { account, destination: destination === CONSOLE_HOME ? undefined : destination };
}

/** The main page with the root user chosen (R151). */
export function rootUrl(way: Way): string {
  return withQuery('/signin/root', wayOf(way));
}

/** The page of IAM users. */
export function iamUrl(way: Way): string {
  return withQuery('/signin/iam', wayOf(way));
}

/** The start, which decides by what the browser remembers. */
export function startUrl(way: Way): string {
  return withQuery('/signin', wayOf(way));
}

/** Where a forgotten password is helped with: a root user asks for a link, others are told whom to ask. */
export function forgotUrl(rootEmail?: string): string {
  if (rootEmail === undefined) return '/signin/forgot';
  return withQuery('/signin/forgot/root', { email: rootEmail });
}

/** The names under which the sign-in pages are reached, for whoever runs a network (R229). */
export function hostsOf(publicUrl: string): readonly string[] {
  const { hostname } = new URL(publicUrl);
  const isAddress = /^[\d.]+$|:/.test(hostname);
  return isAddress ? [hostname] : [hostname, `*.signin.${hostname}`];
}
