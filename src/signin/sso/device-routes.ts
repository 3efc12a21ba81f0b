import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { LivePortalSession } from '../../calls/portal-session.ts';
import { addressKey } from '../../calls/throttle.ts';
import type { InstanceRow } from '../../domain/identity-center/instances.ts';
import {
  type DeviceCode,
  readUserCode,
  waitingDevice,
} from '../../domain/identity-center/sso/device-codes.ts';
import { type Failure, failure } from '../../failures/catalogue.ts';
import { tellForeign, withLanguageLinks } from '../answers.ts';
import { parameter, type SigninContext, send, visitOf } from '../context.ts';
import { isOwnBrowserForm } from '../csrf.ts';
import { beginSigninWork } from '../parts.ts';
import { portalSignIn } from '../workforce/addresses.ts';
import { answerForDevice, decisionOf } from './allow.ts';
import { answeredPage, codePage, confirmPage, type SsoFrame, ssoRefusedPage } from './pages.ts';
import type { SsoPageParts } from './parts.ts';
import { instanceNamed, visitorOf } from './visitor.ts';

type FrameOf = (request: FastifyRequest, reply: FastifyReply) => SsoFrame;

/** A visit to the device page of somebody who is signed in. */
interface DeviceVisit {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly frame: SsoFrame;
  readonly instance: InstanceRow;
  readonly live: LivePortalSession;
  readonly action: string;
  /** As somebody typed it. */
  readonly typed: string;
}

/** Adds the page on which somebody answers for a command line on another device. */
export function mountDevice(
  app: FastifyInstance,
  context: SigninContext,
  parts: SsoPageParts,
  frameOf: FrameOf,
): void {
  const visited = async (
    request: FastifyRequest,
    reply: FastifyReply,
    body: (visit: DeviceVisit) => Promise<FastifyReply>,
  ): Promise<FastifyReply> => {
    const { name } = request.params as { readonly name: string };
    const typed = parameter(request, 'user_code') ?? '';
    const kept = typed === '' ? {} : { user_code: typed };
    const own = frameOf(request, reply);
    const frame = { ...withLanguageLinks(own, request, kept), sso: own.sso };
    const instance = await instanceNamed(parts, name);
    if (!instance) {
      const failed = failure('SSO-025', { received: name.slice(0, 64) });
      return send(reply, 404, ssoRefusedPage(frame, failed, request.id));
    }
    const action = `/portal/${instance.identity_store_id}/device`;
    const live = await visitorOf(parts, request, instance);
    if (!live) {
      const code = readUserCode(typed);
      const back = code === undefined ? action : `${action}?user_code=${code}`;
      return reply.redirect(portalSignIn(instance.identity_store_id, back), 303);
    }
    return await body({ request, reply, frame, instance, live, action, typed });
  };
  app.get('/portal/:name/device', async (request, reply) =>
    visited(request, reply, (visit) => ask(parts, visit)),
  );
  app.post('/portal/:name/device', async (request, reply) => {
    if (!isOwnBrowserForm(request, context.publicUrl()))
      return tellForeign(context, request, reply);
    return await visited(request, reply, (visit) => answer(parts, visit));
  });
}

async function ask(parts: SsoPageParts, visit: DeviceVisit): Promise<FastifyReply> {
  const { reply, frame, action, typed } = visit;
  if (typed === '') return send(reply, 200, codePage(frame, { action, typed, wrong: undefined }));
  const found = await findDevice(parts, visit);
  return 'device' in found ? confirm(visit, found.device, found.userCode) : wrong(visit, found);
}

async function answer(parts: SsoPageParts, visit: DeviceVisit): Promise<FastifyReply> {
  const { request, reply, frame, live } = visit;
  const found = await findDevice(parts, visit);
  if (!('device' in found)) return wrong(visit, found);
  const { device, userCode } = found;
  // Another session than the one that was asked is asked itself.
  if (parameter(request, 'session') !== live.session.sessionId) {
    return confirm(visit, device, userCode);
  }
  const decision = decisionOf(request);
  const { clientKey, clientName, scopes } = device;
  const answering = { visit: visitOf(request), live, clientKey, clientName, scopes };
  const inTime = await answerForDevice(parts, answering, device, decision);
  if (!inTime) return wrong(visit, failure('SSO-110', {}));
  return send(reply, 200, answeredPage(frame, decision === 'ALLOW' ? 'done' : 'denied'));
}

/** The device that waits with the code. Wrong codes are counted for the session and the address. */
async function findDevice(
  { signin, sso, codeTries }: SsoPageParts,
  { request, live, instance, typed }: DeviceVisit,
): Promise<{ readonly device: DeviceCode; readonly userCode: string } | Failure> {
  const now = signin.clock();
  const address = addressKey(visitOf(request).address);
  const { sessionId } = live.session;
  const { bySession, byAddress } = codeTries;
  if (!bySession.permits(sessionId, now) || !byAddress.permits(address, now)) {
    return failure('SSO-111', { who: address });
  }
  const userCode = readUserCode(typed);
  const work = beginSigninWork(signin, instance.account_id);
  const device =
    userCode === undefined ? undefined : await waitingDevice(work, userCode, sso.ring());
  if (device && userCode !== undefined) return { device, userCode };
  bySession.charge(sessionId, now);
  byAddress.charge(address, now);
  return failure('SSO-110', {});
}

function wrong({ reply, frame, action, typed }: DeviceVisit, failed: Failure): FastifyReply {
  const status = failed.code === 'SSO-111' ? 429 : 400;
  return send(reply, status, codePage(frame, { action, typed: typed.slice(0, 16), wrong: failed }));
}

function confirm(
  { reply, frame, action, live: { session, user } }: DeviceVisit,
  { clientName, sourceAddress: address, createdAt }: DeviceCode,
  userCode: string,
): FastifyReply {
  const page = confirmPage(frame, {
    action,
    fields: { user_code: userCode, session: session.sessionId },
    clientName,
    userName: user.userName,
    expiresAt: session.expiresAt,
    device: { userCode, address, createdAt },
    redirectHost: undefined,
  });
  return send(reply, 200, page);
}
