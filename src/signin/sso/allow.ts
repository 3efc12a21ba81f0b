import type { FastifyRequest } from 'fastify';
import { commitOnce } from '../../calls/commit-once.ts';
import type { LivePortalSession } from '../../calls/portal-session.ts';
import { answerDevice, type DeviceCode } from '../../domain/identity-center/sso/device-codes.ts';
import { beginGrant, type NewSsoGrant } from '../../domain/identity-center/sso/grants.ts';
import { ssoEvent } from '../../domain/identity-center/sso/sso-events.ts';
import type { Work, WorkInProgress } from '../../domain/work.ts';
import { refuse } from '../../failures/aws-error.ts';
import { parameter } from '../context.ts';
import { beginSigninWork, requestOf } from '../parts.ts';
import type { Visit } from '../service.ts';
import type { SsoPageParts } from './parts.ts';

/** How long an authorization code waits to be exchanged, in milliseconds. */
const CODE_LIFETIME = 60_000;

/** What somebody decided, as events name it. */
export type Decision = 'ALLOW' | 'DENY';

/** Who answers, and for which client. */
export interface Answering {
  readonly visit: Visit;
  readonly live: LivePortalSession;
  readonly clientName: string;
  readonly clientKey: string;
  readonly scopes: readonly string[];
}

/** What the form of a question came to: whatever is not plainly a yes is a no. */
export function decisionOf(request: FastifyRequest): Decision {
  return parameter(request, 'decision') === 'allow' ? 'ALLOW' : 'DENY';
}

/** Lets a device in or not; false when it was answered meanwhile. Throws LIMIT-001. */
export async function answerForDevice(
  parts: SsoPageParts,
  answering: Answering,
  device: DeviceCode,
  decision: Decision,
): Promise<boolean> {
  requireRate(parts, answering);
  const work = beginSigninWork(parts.signin, device.account);
  if (decision === 'ALLOW') {
    const { grantId } = begun(work, answering, { codeExpiresAt: device.expiresAt });
    answerDevice(work, device, { state: 'approved', grantId });
  } else {
    answerDevice(work, device, { state: 'denied' });
  }
  return await commit(parts, work, answering, decision);
}

/** Leaves an authorization code and answers it. Throws LIMIT-001. */
export async function allowCode(
  parts: SsoPageParts,
  answering: Answering,
  code: { readonly redirectUri: string; readonly challenge: string },
): Promise<string> {
  requireRate(parts, answering);
  const work = beginSigninWork(parts.signin, answering.live.session.account);
  const made = begun(work, answering, { code, codeExpiresAt: work.now + CODE_LIFETIME });
  await commit(parts, work, answering, 'ALLOW');
  return made.code;
}

/** Notes that somebody did not want a client in: they may have been led here by another. Throws LIMIT-001. */
export async function denyCode(parts: SsoPageParts, answering: Answering): Promise<void> {
  requireRate(parts, answering);
  const work = beginSigninWork(parts.signin, answering.live.session.account);
  await commit(parts, work, answering, 'DENY');
}

/** Throws LIMIT-001: whoever is signed in fills neither history nor store faster than by calls. */
function requireRate({ signin }: SsoPageParts, { live: { user } }: Answering): void {
  const { account, userId, userName } = user;
  const allowed = signin.redeem.principalThrottle.take(`${account}/${userId}`, signin.clock());
  if (!allowed) throw refuse('LIMIT-001', { who: userName }); // stage: throttle answers for command lines
}

/** What comes of it lasts as long as the session that allows it: no session renews itself. */
function begun(
  work: Work,
  { live: { session, user }, clientKey, clientName, scopes }: Answering,
  how: Pick<NewSsoGrant, 'code' | 'codeExpiresAt'>,
) {
  return beginGrant(work, {
    userId: user.userId,
    originSessionId: session.sessionId,
    clientKey,
    clientName,
    scopes,
    sessionExpiresAt: session.expiresAt,
    ...how,
  });
}

async function commit(
  { signin }: SsoPageParts,
  work: WorkInProgress,
  { visit, live: { session, user }, clientName }: Answering,
  decision: Decision,
): Promise<boolean> {
  const { account, identityStoreId, userId, userName } = user;
  const { sessionId } = session;
  const person = { account, identityStoreId, userId, userName, sessionId };
  const event = ssoEvent(signin.random, requestOf(signin, visit), person, {
    name: 'Authenticate',
    readOnly: false,
    parameters: { clientName, decision },
  });
  const { redeem } = signin;
  const { statements, changes } = work.plan;
  const plan = { statements: [...statements, redeem.writeEvent(event)], changes };
  return await commitOnce(redeem.store, plan);
}
