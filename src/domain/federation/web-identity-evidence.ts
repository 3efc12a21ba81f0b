import type { Failure } from '../../failures/catalogue.ts';
import { type CheckTrace, firstFailure, traceChecks } from '../../failures/check.ts';
import {
  accessTokenChecks,
  accessTokenIdentity,
  builtInProvider,
  claimedIssuer,
  claimedKeyId,
  examineToken,
  type KeysOutcome,
  readToken,
  registeredProvider,
  type TokenProvider,
  type WebIdentity,
  webIdentity,
} from '../../oidc/index.ts';
import { once } from './once.ts';
import type { FederatedIdentity } from './role-subject.ts';
import type { FederationParts, FederationRequest } from './tried.ts';

/** What a web identity token is, judged by its own table. */
export interface TokenEvidence {
  /** The provider's ARN or name; what the token or the request calls it when there is none. */
  readonly provider: string | undefined;
  readonly failed: Failure | undefined;
  readonly traces: () => CheckTrace[];
  /** Whom the token is about; throws unless every check held. */
  readonly identity: () => WebIdentity;
}

/** How far the clock of an OpenID provider may differ: AWS grants five minutes. */
export const TOKEN_SKEW = 5 * 60_000;

/** Judges an ID token by the providers of `account`, whose state must have been made fresh. */
export async function idTokenEvidence(
  parts: FederationParts,
  request: FederationRequest,
  account: string,
  token: string,
): Promise<TokenEvidence> {
  const reading = readToken(token);
  const issuer = claimedIssuer(reading);
  const found = issuer === undefined ? undefined : await findProvider(parts, account, issuer);
  const keys = found && (await keysOf(parts, found, claimedKeyId(reading)));
  const subject = examineToken({
    token: reading,
    provider: found?.provider,
    registeredUrls: found ? [] : await parts.registeredUrls(account),
    keys,
    now: request.now,
    skewMilliseconds: TOKEN_SKEW,
  });
  const judgement = subject.judgement();
  return {
    provider: found?.provider.name ?? issuer,
    failed: judgement.failed,
    traces: judgement.traces,
    identity: once(() => webIdentity(subject)),
  };
}

/** The bearer of a verified token, under the name that the request gives to the session. */
export function webIdentityBearer(
  sessionName: string,
  { conditionKeys: keys, tags, transitiveTagKeys, sourceIdentity }: WebIdentity,
): FederatedIdentity {
  return { keys, sessionName, tags, transitiveTagKeys, sourceIdentity };
}

interface FoundProvider {
  readonly provider: TokenProvider;
  readonly thumbprints: readonly string[];
}

/** The form of a URL that can be registered: nothing else of what tokens say is looked up. */
const REGISTRABLE = /^https:\/\/([!-~]{1,255})$/;

/** The provider that the account registered for an issuer goes before a built-in one. */
async function findProvider(
  { state, providerOrigins }: FederationParts,
  account: string,
  issuer: string,
): Promise<FoundProvider | undefined> {
  const owner = await state.account(account);
  if (owner?.state !== 'ACTIVE') return undefined;
  const url = REGISTRABLE.exec(issuer)?.[1];
  const registered = url === undefined ? undefined : await state.oidcProvider(account, url);
  if (registered) {
    return { provider: registeredProvider(registered), thumbprints: registered.thumbprints };
  }
  const provider = builtInProvider(issuer, providerOrigins);
  return provider && { provider, thumbprints: [] };
}

async function keysOf(
  { issuerKeys }: FederationParts,
  { provider, thumbprints }: FoundProvider,
  kid: string | undefined,
): Promise<KeysOutcome> {
  const answer = await issuerKeys.keysFor({ url: provider.issuerUrl, thumbprints }, { kid });
  return answer.outcome;
}

/** Judges an access token by what its provider says of it. */
export async function accessTokenEvidence(
  { askAccessToken }: FederationParts,
  providerId: string,
  token: string,
): Promise<TokenEvidence> {
  const subject = { providerId, token, answers: await askAccessToken(providerId, token) };
  return {
    provider: providerId,
    failed: firstFailure(accessTokenChecks, subject),
    traces: () => traceChecks(accessTokenChecks, subject),
    identity: once(() => accessTokenIdentity(subject)),
  };
}
