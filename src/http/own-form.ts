import type { FastifyRequest } from 'fastify';
import { pageMeta } from './page-set.ts';

/**
 * True for a form of our own pages. Browsers say where a request comes from in Sec-Fetch-Site, at
 * least where they trust the connection; others send Origin, which must be the public one or that of
 * the host that was asked. A client that sends neither is no browser and has nothing to be tricked
 * into; it needs the form's secrets like everybody else.
 */
export function isOwnForm(request: FastifyRequest, publicUrl: string): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  const scheme = pageMeta(request).secure ? 'https' : 'http';
  return origin === new URL(publicUrl).origin || origin === `${scheme}://${host}`;
}
