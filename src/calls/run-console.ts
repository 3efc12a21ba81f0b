import type { Clock } from '../base/clock.ts';
import type { HttpResponse } from '../base/http.ts';
import { AccessDenied } from '../domain/authorisation/denied.ts';
import type { Principal } from '../domain/principal.ts';
import { AwsError, refuse, surface } from '../failures/aws-error.ts';
import { firstFailure } from '../failures/check.ts';
import { identifyConsoleCall, writeConsoleError, writeConsoleOutput } from '../wire/index.ts';
import {
  type BrowserSessionParts,
  findLiveSession,
  isConsoleCsrfToken,
  type LiveSession,
  type SessionUse,
} from './browser-session.ts';
import type { Connection } from './connection.ts';
import { consoleCallChecks } from './console-checks.ts';
import { asAwsError } from './errors.ts';
import { throttleLookups, throttlePrincipal, throttleStrangers, withMessage } from './pipeline.ts';
import { type Running, run } from './run.ts';
import { addressKey, type Throttle } from './throttle.ts';

/** What calls of the console are served with. */
export interface ConsoleParts extends Running, BrowserSessionParts {
  readonly clock: Clock;
  readonly addressThrottle: Throttle;
  readonly principalThrottle: Throttle;
  readonly lookupThrottle: Throttle;
  readonly sessionUse: SessionUse;
  /** Told of every failure, for the log. */
  readonly report: (error: unknown, connection: Connection) => void;
}

/** A call of a page, without its body. Header names are in lower case. */
export interface ConsoleCall {
  readonly service: string;
  readonly operation: string;
  /** The secret of the session's cookie. */
  readonly secret: string | undefined;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly connection: Connection;
}

/** A call that was let in; its body may be read. */
export interface AdmittedCall extends ConsoleCall {
  readonly live: LiveSession;
  readonly region: string;
  /** Milliseconds since 1970. */
  readonly admittedAt: number;
}

/**
 * Calls of the console's pages: the stages of a signed call, authenticated by the session's cookie.
 * Neither function rejects: whatever goes wrong becomes an AWS error in JSON.
 */
export interface ConsoleCalls {
  /** Authenticates a call by its headers, so that strangers have no body read. */
  readonly admit: (call: ConsoleCall) => Promise<AdmittedCall | HttpResponse>;
  readonly serve: (admitted: AdmittedCall, body: Buffer) => Promise<HttpResponse>;
}

/** How long a body may take, in milliseconds, without its session being looked up once more. */
const SLOW_BODY = 1000;

/** The status of a session that ended, by which pages know where to lead. */
const UNAUTHORIZED = 401;

/** Builds the console's calls. */
export function createConsoleCalls(parts: ConsoleParts): ConsoleCalls {
  return {
    admit: async (call) => {
      try {
        return await admit(parts, call);
      } catch (error) {
        return tell(parts, call, error);
      }
    },
    serve: async (admitted, body) => {
      try {
        return await serve(parts, admitted, body);
      } catch (error) {
        return tell(parts, admitted, error);
      }
    },
  };
}

async function admit(parts: ConsoleParts, call: ConsoleCall): Promise<AdmittedCall> {
  const { secret, headers, connection } = call;
  const now = parts.clock();
  const throttled = throttleStrangers(parts, connection, now); // stage: throttle addresses
  if (throttled) throw throttled;
  const live = await findLiveSession(parts, secret, now);
  const { regions, publicUrl, ring } = parts;
  const region = headers['x-gatehouse-region'] ?? regions[0] ?? '';
  const refused = firstFailure(consoleCallChecks, {
    hasLiveSession: live !== undefined,
    origin: headers.origin,
    ownOrigin: new URL(publicUrl()).origin,
    hasToken: isConsoleCsrfToken(headers['x-gatehouse-csrf'], secret ?? '', ring()),
    contentType: headers['content-type'],
    region,
    regions,
  });
  if (refused) {
    parts.addressThrottle.charge(addressKey(connection.address), now);
    throw surface(refused); // stage: authenticate pages
  }
  if (!live) throw new Error('a check is missing');
  parts.sessionUse.note(live.session, now);
  return { ...call, live, region, admittedAt: now };
}

/** Whose call it is by now: a body that was held back does not outlive the end of its session. */
async function principalOf(
  parts: ConsoleParts,
  { live, secret, admittedAt }: AdmittedCall,
  now: number,
): Promise<Principal> {
  if (now - admittedAt < SLOW_BODY) return live.principal;
  const still = await findLiveSession(parts, secret, now);
  if (!still) throw refuse('CONS-001', {}); // stage: authenticate slow pages
  return still.principal;
}

async function serve(
  parts: ConsoleParts,
  admitted: AdmittedCall,
  body: Buffer,
): Promise<HttpResponse> {
  const { service: name, operation: wanted, region, headers, connection } = admitted;
  const now = parts.clock();
  const principal = await principalOf(parts, admitted, now);
  const path = `/console/api/${name}/${wanted}`;
  const request = { method: 'POST', path, query: '', headers, body };
  const identified = await identifyConsoleCall(name, wanted, request);
  if (!identified) {
    throw new AwsError('InvalidAction', `Could not find operation ${wanted} of ${name}`);
  }
  const { service, operation } = identified;
  connection.service = service.name;
  connection.operation = operation.name;
  try {
    throttlePrincipal(parts, principal, now); // stage: throttle principals of pages
    throttleLookups(parts, principal, operation.name, now); // stage: throttle lookups of pages
    const fromConsole = true;
    const authenticated = { identified, principal, region, connection, now, fromConsole };
    const output = await run(parts, authenticated);
    return writeConsoleOutput(operation, output, connection.requestId);
  } catch (error) {
    parts.report(error, connection);
    const answer = writeConsoleError(service, asAwsError(error), connection.requestId);
    return error instanceof AccessDenied ? withMessage(parts, answer, error) : answer;
  }
}

/** What goes wrong before the service is known. */
function tell(parts: ConsoleParts, { connection }: ConsoleCall, error: unknown): HttpResponse {
  parts.report(error, connection);
  const told = asAwsError(error);
  const status = told.failure?.code === 'CONS-001' ? UNAUTHORIZED : undefined;
  return writeConsoleError(undefined, told, connection.requestId, status);
}
