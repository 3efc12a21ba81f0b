/**
 * calls/: one AWS call from bytes to audited answer. Owns: the order of the stages, who the caller
 * is, whether it may, running handlers until their plan commits, the audit event, throttling.
 * Does not own: protocols (wire/), what operations do (api/, domain/), sockets (http/).
 * Neighbours: http hands requests in; compose brings the handler tables.
 */
import type { Clock } from '../base/clock.ts';
import type { HttpRequest, HttpResponse } from '../base/http.ts';
import { AccessDenied } from '../domain/authorisation/denied.ts';
import { authorizationMessage } from '../domain/authorisation/message.ts';
import type { Principal } from '../domain/principal.ts';
import { type AwsError, refuse } from '../failures/aws-error.ts';
import {
  type Identified,
  identify,
  likelyProtocol,
  writeError,
  writeOutput,
  writeRedirect,
} from '../wire/index.ts';
import { type AuthenticationParts, authenticate, type Caller } from './authenticate.ts';
import type { Connection } from './connection.ts';
import { asAwsError } from './errors.ts';
import { type Running, run } from './run.ts';
import { runUnsigned, type UnsignedParts } from './run-unsigned.ts';
import { addressKey, principalKey, type Throttle, tokensOf } from './throttle.ts';

/** What the pipeline is built from. */
export interface PipelineParts extends AuthenticationParts, Running, UnsignedParts {
  readonly clock: Clock;
  readonly addressThrottle: Throttle;
  /** Searches of the event history, by account: each may read many rows. */
  readonly lookupThrottle: Throttle;
  /** Told of every failure, for the log. */
  readonly report: (error: unknown, connection: Connection) => void;
}

/** Serves one call. Never rejects: whatever goes wrong becomes an AWS error. */
export type Pipeline = (request: HttpRequest, connection: Connection) => Promise<HttpResponse>;

/** Builds the pipeline. */
export function createPipeline(parts: PipelineParts): Pipeline {
  return async (request, connection) => {
    const now = parts.clock();
    const throttled = throttleStrangers(parts, connection, now);
    // stage: throttle addresses
    if (throttled) {
      return writeError(undefined, likelyProtocol(request), throttled, connection.requestId);
    }
    const identified = await identify(request);
    if (identified.outcome === 'redirect') {
      return writeRedirect(identified.location, connection.requestId);
    }
    // stage: identify
    if (identified.outcome === 'refused') {
      parts.report(identified.error, connection);
      parts.addressThrottle.charge(addressKey(connection.address), now);
      const { service, protocol, error } = identified;
      return writeError(service, protocol, error, connection.requestId);
    }
    try {
      return await serve(parts, identified, connection, now);
    } catch (error) {
      parts.report(error, connection);
      const { service, protocol } = identified;
      const answer = writeError(service, protocol, asAwsError(error), connection.requestId);
      return error instanceof AccessDenied ? withMessage(parts, answer, error) : answer;
    }
  };
}

async function serve(
  parts: PipelineParts,
  identified: Identified,
  connection: Connection,
  now: number,
): Promise<HttpResponse> {
  const { service, operation } = identified;
  connection.service = service.name;
  connection.operation = operation.name;
  if (operation.unsigned) return await serveUnsigned(parts, identified, connection, now);
  const caller = await identifyCaller(parts, identified, connection, now);
  throttlePrincipal(parts, caller.principal, now); // stage: throttle principals
  throttleLookups(parts, caller.principal, operation.name, now); // stage: throttle lookups
  const { principal, signature } = caller;
  const output = await run(parts, {
    identified,
    principal,
    region: signature.region,
    connection,
    now,
    fromConsole: false,
  });
  return writeOutput(service, operation, output, connection.requestId);
}

/**
 * Whoever is refused pays with tokens of the address; whoever gets a session draws on the role's
 * rate instead, since many people and machines may stand behind one address.
 */
async function serveUnsigned(
  parts: PipelineParts,
  identified: Identified,
  connection: Connection,
  now: number,
): Promise<HttpResponse> {
  const { service, operation } = identified;
  try {
    const output = await runUnsigned(parts, identified, connection, now);
    return writeOutput(service, operation, output, connection.requestId);
  } catch (error) {
    const tokens = tokensOf(identified.request.body.length);
    parts.addressThrottle.charge(addressKey(connection.address), now, tokens); // stage: charge strangers
    throw error;
  }
}

/** Calls that fail authentication cost the address a token; without tokens it must wait. */
async function identifyCaller(
  parts: PipelineParts,
  identified: Identified,
  connection: Connection,
  now: number,
): Promise<Caller> {
  try {
    return await authenticate(parts, identified.request, expectedScope(parts, identified), now);
  } catch (error) {
    parts.addressThrottle.charge(addressKey(connection.address), now);
    throw error;
  }
}

/** Services without regions are signed for us-east-1, or for the region a client is set to. */
const GLOBAL_SIGNING_NAMES = new Set(['iam', 'organizations', 'sts']);

function expectedScope(
  { regions }: PipelineParts,
  { service }: Identified,
): { service: string; regions: readonly string[] } {
  const { signingName } = service;
  const everywhere = GLOBAL_SIGNING_NAMES.has(signingName) && !regions.includes('us-east-1');
  return { service: signingName, regions: everywhere ? [...regions, 'us-east-1'] : regions };
}

/** Before anything of a request is read: an address that sends nonsense costs no parsing. */
export function throttleStrangers(
  { addressThrottle }: Pick<PipelineParts, 'addressThrottle'>,
  { address }: Connection,
  now: number,
): AwsError | undefined {
  const permitted = addressThrottle.permits(addressKey(address), now);
  return permitted ? undefined : refuse('LIMIT-001', { who: address });
}

/** Throws LIMIT-001 for a principal that calls faster than its rate. */
export function throttlePrincipal(
  parts: Pick<PipelineParts, 'principalThrottle'>,
  principal: Principal,
  now: number,
): void {
  const allowed = parts.principalThrottle.take(principalKey(principal), now);
  if (!allowed) throw refuse('LIMIT-001', { who: principal.arn });
}

/** Throws LIMIT-001 for an account whose event history is searched faster than its rate. */
export function throttleLookups(
  parts: Pick<PipelineParts, 'lookupThrottle'>,
  principal: Principal,
  operation: string,
  now: number,
): void {
  if (operation !== 'LookupEvents') return;
  const allowed = parts.lookupThrottle.take(principal.account, now);
  if (!allowed) throw refuse('LIMIT-001', { who: principal.account });
}

/**
 * Adds to a refusal the message that the account's administrators can have decoded by STS. AWS
 * prints such messages in the text of some services' errors; here the text stays exact and the
 * message travels beside it.
 */
export function withMessage(
  { messages }: Pick<PipelineParts, 'messages'>,
  answer: HttpResponse,
  denied: AccessDenied,
): HttpResponse {
  const message = authorizationMessage(denied);
  if (message === undefined) return answer;
  const encoded = messages.encode(denied.account, message);
  return {
    ...answer,
    headers: { ...answer.headers, 'x-gatehouse-authorization-message': encoded },
  };
}
