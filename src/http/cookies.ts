import type { FastifyReply, FastifyRequest } from 'fastify';
import { pageMeta } from './page-set.ts';

/**
 * The cookies of pages: the secret of a console session; this browser's half of a finished sign-in;
 * the browser itself, by which flows and form tokens are told; who signed in on it before, sealed
 * (`device`); which workforce users called it a trusted device, sealed as well (`trusted`); the language; and which account was last signed in to, and as whom. Of access portals:
 * which one was visited last (`portal`); of each of them, by its id `d-…`, the secret of its session
 * and the user name that was to be remembered.
 */
export type CookieName =
  | 'console'
  | 'signin'
  | 'browser'
  | 'device'
  | 'trusted'
  | 'language'
  | 'remember'
  | 'portal'
  | `portal-${string}`
  | `portal-user-${string}`;

/**
 * The name of a cookie. Over https it is bound to this very host, without a domain and for every
 * path (RFC 6265bis, 4.1.3.2), so that no other host of the domain can plant one.
 */
function fullName(name: CookieName, secure: boolean): string {
  return `${secure ? '__Host-' : ''}gatehouse-${name}`;
}

/** The value of a cookie; undefined when there is none, or one that cannot be ours. */
export function readCookie(request: FastifyRequest, name: CookieName): string | undefined {
  const value = request.cookies[fullName(name, pageMeta(request).secure)];
  return value !== undefined && /^[\w.-]{1,1024}$/.test(value) ? value : undefined;
}

/**
 * Sets a cookie that scripts cannot read. SameSite=Lax: it comes with a visit that another site
 * leads to, and not with a form or a script of that site.
 *
 * @param maxAge seconds; 0 removes the cookie
 */
export function setCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  name: CookieName,
  value: string,
  maxAge: number,
): void {
  const { secure } = pageMeta(request);
  reply.setCookie(fullName(name, secure), value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge,
  });
}
