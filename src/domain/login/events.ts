import type { RandomBytes } from '../../base/bytes.ts';
import { uuid } from '../../base/ids.ts';
import { eventUserName, type UserIdentity, userIdentity } from '../audit/identity.ts';
import type { AuditEvent } from '../audit/record.ts';
import type { FederationRequest } from '../federation/tried.ts';
import type { Principal } from '../principal.ts';
import { CHALLENGE_METHOD, LOGIN_SCOPE } from './authorize-checks.ts';
import type { LoginGrant } from './grants.ts';

type Refusal = { readonly code: string; readonly message: string };

interface Told {
  readonly name: 'AuthorizeOAuth2Access' | 'CreateOAuth2Token';
  readonly who: Principal | Pick<LoginGrant, 'account' | 'ownerId' | 'principalArn'>;
  readonly parameters: object;
  readonly additional: Readonly<Record<string, string>>;
  readonly error: Refusal | undefined;
}

/**
 * An event of `aws login`, in the form of AWS's samples: both read only in CloudTrail's words, without
 * an answer, and with their success beside it.
 */
function loginEvent(random: RandomBytes, request: FederationRequest, told: Told): AuditEvent {
  const { name, who, parameters, additional, error } = told;
  return {
    account: who.account,
    eventId: uuid(random),
    requestId: request.requestId,
    time: request.now,
    region: request.region,
    source: 'signin.amazonaws.com',
    name,
    readOnly: true,
    ...identityOf(who),
    accessKeyId: undefined,
    sourceAddress: request.sourceAddress,
    userAgent: request.userAgent,
    error,
    requestParameters: parameters,
    responseElements: null,
    additionalEventData: { ...additional, success: String(error === undefined) },
    resources: [],
    sharedEventId: undefined,
    apiVersion: undefined,
    tls: undefined,
  };
}

/** Nobody signed these requests, so they name no access key; who has gone is told as far as is kept. */
function identityOf(who: Told['who']): {
  userIdentity: UserIdentity;
  userName: string | undefined;
} {
  if ('kind' in who) {
    const { accessKeyId: _, ...identity } = userIdentity(who);
    return { userIdentity: identity, userName: eventUserName(who) };
  }
  const { account, ownerId, principalArn } = who;
  const identity = { type: 'Unknown', principalId: ownerId, arn: principalArn, accountId: account };
  return { userIdentity: identity, userName: undefined };
}

/** Somebody consented in the browser, or did not, or was not permitted to. */
export function authorizeEvent(
  random: RandomBytes,
  request: FederationRequest,
  principal: Principal,
  asked: { readonly clientId: string; readonly redirectUri: string },
  error?: Refusal,
): AuditEvent {
  const parameters = {
    scope: LOGIN_SCOPE,
    redirect_uri: asked.redirectUri,
    code_challenge_method: CHALLENGE_METHOD,
    client_id: asked.clientId,
  };
  const told = { who: principal, parameters, additional: {}, error };
  return loginEvent(random, request, { name: 'AuthorizeOAuth2Access', ...told });
}

/** A client exchanged a code or a refresh token, or was refused with one that was genuine. */
export function tokenEvent(
  random: RandomBytes,
  request: FederationRequest,
  who: Told['who'],
  asked: { readonly clientId: string; readonly grantType: string },
  error?: Refusal,
): AuditEvent {
  return loginEvent(random, request, {
    name: 'CreateOAuth2Token',
    who,
    parameters: { client_id: asked.clientId },
    additional: { grant_type: asked.grantType },
    error,
  });
}
