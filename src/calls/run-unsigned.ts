import type { HttpRequest } from '../base/http.ts';
import type { FederationParts, RatedSession } from '../domain/federation/tried.ts';
import type { SsoParts } from '../domain/identity-center/sso/sso-parts.ts';
import type { LoginParts } from '../domain/login/parts.ts';
import { checkConstraints, type Identified, readInput } from '../wire/index.ts';
import type { Connection } from './connection.ts';
import type { HandlerTables } from './handler-table.ts';
import { type RedeemParts, redeem } from './redeem.ts';
import { MOST_USER_AGENT, notImplemented } from './run.ts';
import type { AnyUnsignedHandler, UnsignedCall } from './unsigned-call.ts';

/** What calls without signature are run with. */
export interface UnsignedParts extends RedeemParts {
  readonly tables: HandlerTables;
  readonly federation: FederationParts;
  readonly login: LoginParts;
  readonly sso: SsoParts;
  /** The home region first. */
  readonly regions: readonly string[];
}

/**
 * Runs a call of an operation that takes no signature, to its recorded end, and answers its output.
 * Who calls is not known: what the request carries is examined by the handler, and that is its
 * authentication. A signature that came all the same is not looked at, as at AWS.
 */
export async function runUnsigned(
  parts: UnsignedParts,
  identified: Identified,
  connection: Connection,
  now: number,
): Promise<object> {
  const { service, operation } = identified;
  const handler = parts.tables[service.name]?.unsigned?.[operation.name];
  if (!handler) throw notImplemented(service.name, operation.name);
  const input = readInput(identified); // stage: read
  checkConstraints(service, operation, input); // stage: constraints
  const call = callOf(parts, identified.request, connection, now);
  const handle = handler as (input: object, call: UnsignedCall) => ReturnType<AnyUnsignedHandler>;
  const tried = await redeem<object, RatedSession>(parts, now, () => handle(input, call));
  if (tried.outcome === 'refused') throw tried.error; // stage: examine
  return tried.answer;
}

function callOf(
  { federation, login, sso, regions }: UnsignedParts,
  request: HttpRequest,
  { requestId, address, secure }: Connection,
  now: number,
): UnsignedCall {
  return {
    federation,
    login,
    sso,
    header: (name) => request.headers[name],
    requestId,
    now,
    region: regionOf(request, regions),
    sourceAddress: address,
    userAgent: (request.headers['user-agent'] ?? '').slice(0, MOST_USER_AGENT),
    secure,
  };
}

/**
 * The region of a call without scope: the one that its host names, `sts.eu-west-1.example.com`, when
 * it is one of ours, else the home region.
 */
function regionOf({ headers }: HttpRequest, regions: readonly string[]): string {
  const label = headers.host?.toLowerCase().split('.')[1];
  return regions.find((region) => region === label) ?? regions[0] ?? '';
}
