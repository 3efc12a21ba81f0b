import type { FastifyInstance, FastifyRequest } from 'fastify';
import { typedAccount } from '../../domain/sign-in/index.ts';
import { startUrl } from './addresses.ts';

/**
 * The account of a host such as `myalias.signin.example.com` below the public one (R140, R230);
 * undefined for every other host.
 */
export function accountOfHost(host: string | undefined, publicUrl: string): string | undefined {
  const suffix = `.signin.${new URL(publicUrl).hostname}`;
  const name = (host ?? '').toLowerCase().replace(/:\d+$/, '');
  if (!name.endsWith(suffix)) return undefined;
  const typed = typedAccount(name.slice(0, -suffix.length));
  return 'value' in typed ? typed.value : undefined;
}

/** What people visit under the host of an account. */
const VISITED = /^\/(?:signin|console(?:\/[^?#]*)?)?$/;

/**
 * Leads visits of `{account or alias}.signin.HOST` to the sign-in page of the public host, where
 * passwords are typed and cookies live, and `/` to the console. The way is built from the public URL
 * alone; of the Host header only an account's name is taken.
 */
export function mountHosts(app: FastifyInstance, publicUrl: () => string): void {
  app.addHook('onRequest', async (request, reply) => {
    const target = targetOf(request, publicUrl());
    return target === undefined ? undefined : reply.redirect(target, 302);
  });
  app.get('/', (_request, reply) => reply.redirect('/console', 302));
}

function targetOf(request: FastifyRequest, publicUrl: string): string | undefined {
  const account = accountOfHost(request.headers.host, publicUrl);
  const [path = '', query] = request.url.split('?', 2);
  if (account === undefined || request.method !== 'GET' || !VISITED.test(path)) return undefined;
  const isConsole = path.startsWith('/console/');
  const destination = isConsole ? path + (query === undefined ? '' : `?${query}`) : undefined;
  return publicUrl + startUrl({ account, destination });
}
