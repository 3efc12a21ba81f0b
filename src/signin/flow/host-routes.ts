import type { FastifyInstance, FastifyRequest } from 'fastify';
import { typedAccount } from '../../domain/sign-in/index.ts';
import { portalStart } from '../workforce/addresses.ts';
import { startUrl } from './addresses.ts';

/** What stands before `suffix` in the name of a host; undefined for every other host. */
function labelBefore(host: string | undefined, suffix: string): string | undefined {
  const name = (host ?? '').toLowerCase().replace(/:\d+$/, '');
  return name.endsWith(suffix) ? name.slice(0, -suffix.length) : undefined;
}

/**
 * The account of a host such as `myalias.signin.example.com` below the public one (R140, R230);
 * undefined for every other host.
 */
export function accountOfHost(host: string | undefined, publicUrl: string): string | undefined {
  const label = labelBefore(host, `.signin.${new URL(publicUrl).hostname}`);
  const typed = typedAccount(label);
  return 'value' in typed ? typed.value : undefined;
}

/** A portal's id or its subdomain: one label of a host. */
const PORTAL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The portal of a host such as `d-1234567890.awsapps.com`, for whoever leads that name here, or
 * `company.portal.example.com` below the public one (R137, R138); undefined for every other host.
 */
export function portalOfHost(host: string | undefined, publicUrl: string): string | undefined {
  const label =
    labelBefore(host, '.awsapps.com') ??
    labelBefore(host, `.portal.${new URL(publicUrl).hostname}`);
  return label !== undefined && PORTAL.test(label) ? label : undefined;
}

/** What people visit under the host of an account. */
const VISITED = /^\/(?:signin|console(?:\/[^?#]*)?)?$/;
/** What people visit under the host of a portal. */
const STARTED = /^\/(?:start(?:\/[^?#]*)?)?$/;

/**
 * Leads visits of `{account or alias}.signin.HOST` to the sign-in page of the public host, where
 * passwords are typed and cookies live, those of a portal's host to the portal, and `/` to the
 * console. The way is built from the public URL alone; of the Host header only a name is taken.
 */
export function mountHosts(app: FastifyInstance, publicUrl: () => string): void {
  app.addHook('onRequest', async (request, reply) => {
    const target = portalTarget(request, publicUrl()) ?? targetOf(request, publicUrl());
    return target === undefined ? undefined : reply.redirect(target, 302);
  });
  app.get('/', (_request, reply) => reply.redirect('/console', 302));
}

/** What stands behind `#` in the address of a portal stays in the browser. */
function portalTarget(request: FastifyRequest, publicUrl: string): string | undefined {
  const portal = portalOfHost(request.headers.host, publicUrl);
  const [path = ''] = request.url.split('?', 1);
  // HEAD is how clients look whether an address is one of AWS's: it stays unanswered here.
  if (portal === undefined || request.method !== 'GET' || !STARTED.test(path)) return undefined;
  return publicUrl + portalStart(portal);
}

function targetOf(request: FastifyRequest, publicUrl: string): string | undefined {
  const account = accountOfHost(request.headers.host, publicUrl);
  const [path = '', query] = request.url.split('?', 2);
  if (account === undefined || request.method !== 'GET' || !VISITED.test(path)) return undefined;
  const isConsole = path.startsWith('/console/');
  const destination = isConsole ? path + (query === undefined ? '' : `?${query}`) : undefined;
  return publicUrl + startUrl({ account, destination });
}
