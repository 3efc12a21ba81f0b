import type { FastifyReply, FastifyRequest } from 'fastify';
import { equalSecrets, systemRandom } from '../base/bytes.ts';
import { sha256 } from '../base/digest.ts';
import { readCookie, setCookie } from '../http/cookies.ts';
import { isOwnForm } from '../http/own-form.ts';

/** The longest that browsers keep a cookie (RFC 6265bis). */
const LONGEST_COOKIE = 400 * 24 * 60 * 60;
const SECRET = /^[\w-]{43}$/;

const made = new WeakMap<FastifyRequest, string>();

/**
 * The secret of the browser's cookie, to which flows and forms are bound; a browser without one is
 * given one with the reply.
 */
export function browserOf(request: FastifyRequest, reply: FastifyReply): string {
  const known = knownBrowser(request) ?? made.get(request);
  if (known !== undefined) return known;
  const secret = systemRandom(32).toString('base64url');
  made.set(request, secret);
  setCookie(request, reply, 'browser', secret, LONGEST_COOKIE);
  return secret;
}

/** The secret that the browser came with; undefined for one that was never here. */
export function knownBrowser(request: FastifyRequest): string | undefined {
  const secret = readCookie(request, 'browser');
  return secret !== undefined && SECRET.test(secret) ? secret : undefined;
}

/** The token of this browser's forms. It tells nothing about the cookie that it is made from. */
export function formToken(request: FastifyRequest, reply: FastifyReply): string {
  return tokenOf(browserOf(request, reply));
}

function tokenOf(browser: string): string {
  return sha256(`gatehouse form ${browser}`, 'base64url');
}

/**
 * True for a form that a page of ours gave to this very browser: nothing says that it comes from
 * another site, and its field `csrf` fits the browser's cookie. Without the field, a site could sign
 * somebody in as somebody else.
 */
export function isOwnBrowserForm(request: FastifyRequest, publicUrl: string): boolean {
  const browser = knownBrowser(request);
  const sent = sentToken(request);
  if (browser === undefined || sent === undefined) return false;
  return isOwnForm(request, publicUrl) && equalSecrets(sent, tokenOf(browser));
}

function sentToken({ body }: FastifyRequest): string | undefined {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, 'csrf')) return undefined;
  const value: unknown = Reflect.get(body, 'csrf');
  return typeof value === 'string' ? value : undefined;
}
