import type { FastifyRequest } from 'fastify';
import {
  findPortalSession,
  type LivePortalSession,
  portalCookie,
} from '../calls/portal-session.ts';
import { instanceByPortalName } from '../domain/identity-center/instances.ts';
import type { InstanceState } from '../domain/identity-center/state.ts';
import { beginWork } from '../domain/work.ts';
import { readCookie } from '../http/cookies.ts';
import type { PortalParts } from './parts.ts';

/** Somebody who is signed in to a portal with this browser. */
export interface Visitor extends LivePortalSession {
  /** The secret of the session's cookie. */
  readonly secret: string;
  readonly instance: InstanceState;
}

/** Longer names are no portal's; what is longer is not looked up. */
const PORTAL_NAME = /^[A-Za-z0-9-]{1,63}$/;

/** The instance whose portal has that name, by its id or its subdomain; undefined when there is none. */
export async function findPortal(
  { store, random, clock, workforce }: PortalParts,
  name: string,
): Promise<InstanceState | undefined> {
  if (!PORTAL_NAME.test(name)) return undefined;
  const work = beginWork({ account: '', now: clock(), random, read: store.read });
  const row = await instanceByPortalName(work, name);
  if (!row) return undefined;
  await workforce.fresh([row.account_id]);
  return await workforce.instance(row.account_id);
}

/** Who is signed in to the portal of an instance. The cookie of another portal is no help here. */
export async function findVisitor(
  parts: PortalParts,
  instance: InstanceState,
  request: FastifyRequest,
): Promise<Visitor | undefined> {
  const secret = readCookie(request, portalCookie(instance.identityStoreId));
  const live = await findPortalSession(parts, secret, instance.account, parts.clock());
  return live && secret !== undefined ? { ...live, secret, instance } : undefined;
}
