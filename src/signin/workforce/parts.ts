import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  findPortalSession,
  type LivePortalSession,
  type PortalSessionParts,
  portalCookie,
} from '../../calls/portal-session.ts';
import { type InstanceRow, instanceByPortalName } from '../../domain/identity-center/instances.ts';
import type { ClaimedWorkforce } from '../../domain/sign-in/index.ts';
import { beginWork, type WorkInProgress } from '../../domain/work.ts';
import { readCookie } from '../../http/cookies.ts';
import { withLanguageLinks } from '../answers.ts';
import { send, visitOf } from '../context.ts';
import type { Entry } from '../flow/answers.ts';
import type { SigninFrame } from '../pages/frame.ts';
import type { RecoveryPageParts } from '../recovery/index.ts';
import { unknownPortalPage } from './pages/plain.ts';
import { rememberPortal } from './remembered.ts';

/** What the pages of portals work with. */
export interface PortalEntry extends Entry {
  readonly recovery: RecoveryPageParts;
  readonly workforce: PortalSessionParts['workforce'];
  /** Whether the token of a form is that of the portal session with this secret. */
  readonly isPortalToken: (token: string | undefined, secret: string) => boolean;
}

/** A request to a page of a portal that there is. */
export interface PortalVisit {
  readonly entry: PortalEntry;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly instance: InstanceRow;
  /** `d-` and ten digits: the portal's name in every address that we make. */
  readonly portal: string;
}

/** Handles a visit to a portal. */
export type PortalHandler = (visit: PortalVisit) => Promise<FastifyReply>;

/** Reads, and what is written, in an account; of none for what strangers cause. */
export function portalWork({ parts }: PortalEntry, account: string): WorkInProgress {
  const { clock, random, redeem } = parts;
  return beginWork({ account, now: clock(), random, read: redeem.store.read });
}

/** Finds the portal of the address; where there is none, a page says so. */
export function atPortal(entry: PortalEntry, handle: PortalHandler) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { name = '' } = request.params as { readonly name?: string };
    const instance = await instanceByPortalName(portalWork(entry, ''), name.slice(0, 64));
    if (!instance) {
      const frame = withLanguageLinks(entry.context.frame(request, reply), request);
      return send(reply, 404, unknownPortalPage(frame, entry.context.publicUrl()));
    }
    const portal = instance.identity_store_id;
    rememberPortal(request, reply, portal);
    return await handle({ entry, request, reply, instance, portal });
  };
}

/** The page's frame; its language switch keeps what stands in the query. */
export function portalFrame(
  { entry, request, reply }: PortalVisit,
  kept: Readonly<Record<string, string>> = {},
): SigninFrame {
  return withLanguageLinks(entry.context.frame(request, reply), request, kept);
}

/** The secret of this portal's session in this browser. */
export function portalSecret({ request, portal }: PortalVisit): string | undefined {
  return readCookie(request, portalCookie(portal));
}

/** The live portal session of the browser. */
export async function portalSessionOf(visit: PortalVisit): Promise<LivePortalSession | undefined> {
  const { entry, instance } = visit;
  const { clock, random, redeem } = entry.parts;
  const parts = { store: redeem.store, random, workforce: entry.workforce };
  return await findPortalSession(parts, portalSecret(visit), instance.account_id, clock());
}

/** Whoever is named, in this portal's directory. */
export function claimedAt({ instance }: PortalVisit, userName: string): ClaimedWorkforce {
  return {
    kind: 'workforce',
    account: instance.account_id,
    instanceId: instance.instance_id,
    identityStoreId: instance.identity_store_id,
    userName,
  };
}

/** The visit as events and attempts tell it. */
export function toldOf({ entry, request }: PortalVisit) {
  const { requestId, address, userAgent, secure } = visitOf(request);
  const { clock, region } = entry.parts;
  return { requestId, now: clock(), region, sourceAddress: address, userAgent, secure };
}
