import type { FastifyRequest } from 'fastify';
import {
  findPortalSession,
  type LivePortalSession,
  portalCookie,
} from '../../calls/portal-session.ts';
import { type InstanceRow, instanceByPortalName } from '../../domain/identity-center/instances.ts';
import { readCookie } from '../../http/cookies.ts';
import { beginSigninWork } from '../parts.ts';
import type { SsoPageParts } from './parts.ts';

/** The instance of a portal's name, or undefined. */
export async function instanceNamed(
  { signin }: SsoPageParts,
  name: string,
): Promise<InstanceRow | undefined> {
  return await instanceByPortalName(beginSigninWork(signin, ''), name);
}

/** Who is signed in at an instance's portal in the browser of a request. */
export async function visitorOf(
  { signin, sso }: SsoPageParts,
  request: FastifyRequest,
  { account_id: account, identity_store_id: store }: InstanceRow,
): Promise<LivePortalSession | undefined> {
  const secret = readCookie(request, portalCookie(store));
  const parts = { store: signin.redeem.store, random: signin.random, workforce: sso.workforce };
  return await findPortalSession(parts, secret, account, signin.clock());
}
