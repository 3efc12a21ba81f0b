import { failure } from '../../../failures/catalogue.ts';
import { firstFailure, traceChecks } from '../../../failures/check.ts';
import type { FederationRequest, RatedSession, Tried } from '../../federation/tried.ts';
import { beginWork } from '../../work.ts';
import { type InstanceRow, instanceByPortalName } from '../instances.ts';
import { portalNameOf } from '../start-urls.ts';
import { GRANT_TYPES, registerClient } from './clients.ts';
import { refusedCall } from './refusals.ts';
import { registrationChecks } from './registration-checks.ts';
import type { SsoParts } from './sso-parts.ts';

/** RegisterClient's input. */
export interface RegisterRequest {
  readonly clientName: string;
  readonly clientType: string;
  readonly scopes?: readonly string[] | undefined;
  readonly redirectUris?: readonly string[] | undefined;
  readonly grantTypes?: readonly string[] | undefined;
  readonly issuerUrl?: string | undefined;
}

/** RegisterClient's output; times in seconds since 1970. */
export interface RegisterAnswer {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly clientIdIssuedAt: number;
  readonly clientSecretExpiresAt: number;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
}

/** Clients from before there was a choice sign in by device. */
const WITHOUT_CHOICE = [GRANT_TYPES.device, GRANT_TYPES.refresh];

/**
 * RegisterClient: anybody may, and nothing is kept of it. It leaves no event, because it is about no
 * instance, nobody signs it, and histories would fill up with it.
 */
export async function register(
  parts: SsoParts,
  request: FederationRequest,
  asked: RegisterRequest,
): Promise<Tried<RegisterAnswer, RatedSession>> {
  const { now, sourceAddress: address } = request;
  const { clientName, clientType, scopes, redirectUris, grantTypes, issuerUrl } = asked;
  const facts = { operation: 'RegisterClient', client: clientName };
  if (!parts.strangers.take(parts.sourceOf(address), now)) {
    const failed = failure('SSO-028', { address });
    return { ...refusedCall(request, { account: '', facts }, failed, []), attempt: undefined };
  }
  const client = {
    name: clientName,
    scopes: scopes ?? [],
    redirectUris: redirectUris ?? [],
    grantTypes: grantTypes && grantTypes.length > 0 ? grantTypes : WITHOUT_CHOICE,
    issuerUrl,
  };
  const instance = await instanceOfStartUrl(parts, now, issuerUrl);
  const subject = { client, clientType, issuerIsKnown: instance !== undefined };
  const failed = firstFailure(registrationChecks, subject);
  if (failed) {
    const traces = traceChecks(registrationChecks, subject);
    const account = instance?.account_id ?? '';
    return refusedCall(request, { account, facts }, failed, traces);
  }
  const { random, publicUrl } = parts;
  const made = registerClient(client, { ring: parts.ring(), random, now });
  return {
    outcome: 'issued',
    session: { rate: { key: parts.sourceOf(address), who: address } },
    answer: {
      clientId: made.clientId,
      clientSecret: made.clientSecret,
      clientIdIssuedAt: Math.floor(now / 1000),
      clientSecretExpiresAt: Math.floor(made.expiresAt / 1000),
      authorizationEndpoint: `${publicUrl()}/authorize`,
      tokenEndpoint: `${publicUrl()}/token`,
    },
    event: undefined,
    attempt: undefined,
    body: '',
    statements: [],
    onlyRead: true,
  };
}

/** The instance of a start URL; undefined for other texts and for none. */
export async function instanceOfStartUrl(
  { store, random, publicUrl }: Pick<SsoParts, 'store' | 'random' | 'publicUrl'>,
  now: number,
  startUrl: string | undefined,
): Promise<InstanceRow | undefined> {
  const name = startUrl === undefined ? undefined : portalNameOf(startUrl, publicUrl());
  if (name === undefined) return undefined;
  return await instanceByPortalName(
    beginWork({ account: '', now, random, read: store.read }),
    name,
  );
}
