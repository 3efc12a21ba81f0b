import { failure } from '../../../failures/catalogue.ts';
import { firstFailure, traceChecks } from '../../../failures/check.ts';
import { HIDDEN } from '../../audit/record.ts';
import type { FederationRequest, RatedSession, Tried } from '../../federation/tried.ts';
import { beginWork } from '../../work.ts';
import { clientChecks, examineClient } from './client-checks.ts';
import { GRANT_TYPES } from './clients.ts';
import { beginDevice, DEVICE_LIFETIME, mayWait } from './device-codes.ts';
import { INTERVAL } from './polls.ts';
import { refusedCall } from './refusals.ts';
import { instanceOfStartUrl } from './register-client.ts';
import { ssoEvent } from './sso-events.ts';
import type { SsoParts } from './sso-parts.ts';

/** StartDeviceAuthorization's input. */
export interface StartDeviceRequest {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly startUrl: string;
}

/** StartDeviceAuthorization's output; lengths of time in seconds. */
export interface StartDeviceAnswer {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly verificationUri: string;
  readonly verificationUriComplete: string;
  readonly expiresIn: number;
  readonly interval: number;
}

/** StartDeviceAuthorization: a device begins to wait for somebody of the start URL's instance. */
export async function startDevice(
  parts: SsoParts,
  request: FederationRequest,
  asked: StartDeviceRequest,
): Promise<Tried<StartDeviceAnswer, RatedSession>> {
  const { now, sourceAddress, userAgent } = request;
  const source = parts.sourceOf(sourceAddress);
  const subject = examineClient(parts, asked, GRANT_TYPES.device, now);
  const { client } = subject;
  const facts = { operation: 'StartDeviceAuthorization', client: client?.name };
  const unproved = firstFailure(clientChecks, subject);
  const traces = traceChecks(clientChecks, subject);
  if (unproved || !client) {
    const failed = unproved ?? failure('SSO-030', {});
    return refusedCall(request, { account: '', facts }, failed, traces);
  }
  const instance = await instanceOfStartUrl(parts, now, asked.startUrl);
  if (!instance) {
    const failed = failure('SSO-025', { received: asked.startUrl.slice(0, 512) });
    return refusedCall(request, { account: '', facts }, failed, traces);
  }
  const { account_id: account, identity_store_id: identityStoreId } = instance;
  const { random, store } = parts;
  const work = beginWork({ account, now, random, read: store.read });
  if (!parts.strangers.take(source, now) || !(await mayWait(work, source))) {
    const refused = refusedCall(request, { account, facts }, failure('SSO-034', { source }), []);
    return { ...refused, attempt: undefined };
  }
  const { name: clientName, key: clientKey, scopes } = client;
  const device = { clientKey, clientName, scopes, source, sourceAddress, userAgent };
  const { deviceCode, userCode } = beginDevice(work, device, parts.ring());
  const verificationUri = `${parts.publicUrl()}/portal/${identityStoreId}/device`;
  const person = { account, identityStoreId, ...NOBODY };
  return {
    outcome: 'issued',
    session: { rate: { key: source, who: sourceAddress } },
    answer: {
      deviceCode,
      userCode,
      verificationUri,
      verificationUriComplete: `${verificationUri}?user_code=${userCode}`,
      expiresIn: DEVICE_LIFETIME / 1000,
      interval: INTERVAL,
    },
    event: ssoEvent(random, request, person, {
      name: 'StartDeviceAuthorization',
      readOnly: false,
      parameters: { clientId: HIDDEN, clientSecret: HIDDEN, startUrl: asked.startUrl },
    }),
    fromStranger: true,
    attempt: undefined,
    body: '',
    statements: work.plan.statements,
  };
}

const NOBODY = { userId: undefined, userName: undefined, sessionId: undefined };
