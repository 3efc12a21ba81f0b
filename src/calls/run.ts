import type { RandomBytes } from '../base/bytes.ts';
import { uuid } from '../base/ids.ts';
import type { CapturedBodies } from '../domain/attempts/index.ts';
import type { EventWriter } from '../domain/audit/events.ts';
import { AccessDenied } from '../domain/authorisation/denied.ts';
import { createJudge } from '../domain/authorisation/judge.ts';
import type { AccessResource } from '../domain/authorisation/resource.ts';
import type { FederationParts } from '../domain/federation/tried.ts';
import type { ManagedPolicies } from '../domain/iam/managed-policies.ts';
import type { AskThumbprint } from '../domain/iam/oidc-thumbprints.ts';
import type { IamState } from '../domain/iam/state.ts';
import type { Principal } from '../domain/principal.ts';
import type { SignInThrottle } from '../domain/sign-in/throttle.ts';
import type { Seal } from '../domain/sts/issue.ts';
import type { CodeDelivery } from '../domain/verification/index.ts';
import { beginWork, type WorkInProgress } from '../domain/work.ts';
import { AwsError, surface } from '../failures/aws-error.ts';
import { firstFailure } from '../failures/check.ts';
import {
  type Eventually,
  GuardFailed,
  type Plan,
  type Store,
  UniqueViolation,
} from '../store/index.ts';
import { checkConstraints, type Identified, readInput } from '../wire/index.ts';
import { auditEvents } from './audit.ts';
import { authorise } from './authorise.ts';
import type { AuditNotes, AuthorizationMessages, Call, Passwords, Secrets } from './call.ts';
import type { Connection } from './connection.ts';
import { asAwsError } from './errors.ts';
import type { HandlerTables, ServiceTable } from './handler-table.ts';
import type { LastUsed } from './last-used.ts';
import { createOwnPassword } from './own-password.ts';
import { rememberPasswords } from './remember-passwords.ts';
import { rememberThumbprints } from './remember-thumbprints.ts';
import { sessionChecks } from './session-checks.ts';

/** What handlers are run with. */
export interface Running {
  readonly store: Store;
  readonly state: IamState;
  readonly random: RandomBytes;
  readonly tables: HandlerTables;
  readonly writeEvent: EventWriter;
  readonly lastUsed: LastUsed;
  readonly seal: Seal;
  readonly messages: AuthorizationMessages;
  readonly secrets: Secrets;
  readonly bodies: CapturedBodies;
  readonly passwords: Passwords;
  readonly signInThrottle: SignInThrottle;
  readonly askThumbprint: AskThumbprint;
  readonly provisioning: Call['provisioning'];
  readonly delivery: CodeDelivery;
  readonly managedPolicies: ManagedPolicies;
  readonly federation: FederationParts;
  /** The home region first. */
  readonly regions: readonly string[];
  /** Asked at every call: a port chosen by the system is known only after binding. */
  readonly publicUrl: () => string;
}

/** An authenticated request on its way to a handler. */
export interface Authenticated {
  readonly identified: Identified;
  readonly principal: Principal;
  readonly region: string;
  readonly connection: Connection;
  readonly now: number;
  /** True when a page of our own console made it. */
  readonly fromConsole: boolean;
}

/** What is known of a call so far, for its event. */
interface Progress {
  input: Record<string, unknown> | undefined;
  resources: readonly AccessResource[];
}

/** How often a handler starts again when what it read was changed meanwhile. */
const MOST_TRIES = 10;

/**
 * Runs an authenticated call to its audited end and answers its output. A refused or failed call is
 * audited as well, then its error is thrown.
 */
export async function run(parts: Running, request: Authenticated): Promise<object> {
  const call = await beginCall(parts, request);
  const { service, operation } = request.identified;
  parts.lastUsed.note(call.principal, service.signingName, call.region, call.now);
  const progress: Progress = { input: undefined, resources: [] };
  try {
    const table = parts.tables[service.name];
    const handler = table?.operations[operation.name];
    if (!table || !handler) throw notImplemented(service.name, operation.name);
    requireSessionMayCall(call, request.identified); // stage: session limits
    progress.input = readInput(request.identified); // stage: read
    checkConstraints(service, operation, progress.input); // stage: constraints
    progress.resources = await authoriseCall(table, call, request, progress.input); // stage: authorise
    return await handle(parts, request, call, progress, handler as Handler); // stage: handle
  } catch (error) {
    // Its event is in the history already, together with its plan.
    if (error === call.notes.refusal) throw error;
    const told = asAwsError(error);
    if (error instanceof AccessDenied) progress.resources = [error.question.resource];
    await audit(parts, request, call, progress, { error: told }); // stage: audit refusals
    throw error;
  }
}

function requireSessionMayCall({ principal }: Call, { service, operation }: Identified): void {
  const subject = { principal, service: service.signingName, operation: operation.name };
  const refused = firstFailure(sessionChecks, subject);
  if (refused) throw surface(refused);
}

type Handler = (input: object, call: Call) => Promise<object>;

/**
 * As much of a User-Agent as CloudTrail keeps; policies see no more of it either. A caller writes both
 * this text and the patterns of a session policy that are held against it.
 */
export const MOST_USER_AGENT = 1024;

async function beginCall(parts: Running, request: Authenticated): Promise<Call> {
  const { principal, region, connection, now, identified, fromConsole } = request;
  const userAgent = (identified.request.headers['user-agent'] ?? '').slice(0, MOST_USER_AGENT);
  const { account } = principal;
  const facts = {
    principal,
    now,
    region,
    sourceAddress: connection.address,
    userAgent,
    secure: connection.secure,
    organizationId: (await parts.state.account(account))?.organizationId,
  };
  const notes: AuditNotes = {
    durable: false,
    resources: [],
    sharedWith: undefined,
  };
  const work = newWork(parts, account, now);
  const passwords = rememberPasswords(parts.passwords);
  return {
    ...facts,
    requestId: connection.requestId,
    fromConsole,
    eventId: uuid(parts.random),
    account,
    work,
    state: parts.state,
    judge: await createJudge(parts.state, facts),
    eventsWritten: () => parts.store.flush(),
    notes,
    seal: parts.seal,
    messages: parts.messages,
    secrets: parts.secrets,
    bodies: parts.bodies,
    passwords,
    ownPassword: createOwnPassword({ ...parts, passwords }, { ...facts, work }),
    askThumbprint: rememberThumbprints(parts.askThumbprint),
    provisioning: parts.provisioning,
    delivery: parts.delivery,
    managedPolicies: parts.managedPolicies,
    federation: parts.federation,
    regions: parts.regions,
    publicUrl: parts.publicUrl(),
  };
}

function newWork({ random, store }: Running, account: string, now: number): WorkInProgress {
  return beginWork({ account, now, random, read: store.read });
}

function authoriseCall(
  table: ServiceTable,
  call: Call,
  { identified: { service, operation } }: Authenticated,
  input: object,
): Promise<readonly AccessResource[]> {
  const rule = table.access[operation.name];
  if (!rule) throw new Error(`${service.name} ${operation.name} has a handler and no access rule`);
  return authorise(`${service.signingName}:${operation.name}`, rule, input as never, call);
}

/** Authorises a call once more, with what policies say by now. */
async function authoriseAgain(
  parts: Running,
  request: Authenticated,
  call: Call,
  { input = {} }: Progress,
): Promise<void> {
  const table = parts.tables[request.identified.service.name];
  if (!table) return;
  await parts.state.fresh([call.account]);
  const judge = await createJudge(parts.state, call);
  await authoriseCall(table, { ...call, judge }, request, input);
}

/** Runs the handler until its plan commits together with the event of the call. */
async function handle(
  parts: Running,
  request: Authenticated,
  call: Call,
  progress: Progress,
  handler: Handler,
): Promise<object> {
  for (let attempt = 1; ; attempt += 1) {
    const work = newWork(parts, call.account, call.now);
    const again = { ...call, work };
    // What was changed meanwhile may be the caller's own permissions.
    if (attempt > 1) await authoriseAgain(parts, request, again, progress);
    delete call.notes.refusal;
    const output = await handler(progress.input ?? {}, again);
    const refusal = refusalOf(call);
    const outcome = refusal ? { error: refusal } : { output };
    if (refusal instanceof AccessDenied) progress.resources = [refusal.question.resource];
    try {
      await audit(parts, request, call, progress, { ...outcome, plan: work.plan }); // stage: audit
    } catch (error) {
      if (!(error instanceof GuardFailed || error instanceof UniqueViolation)) throw error;
      if (attempt === MOST_TRIES) throw concurrentModification(error);
      continue;
    }
    if (refusal) throw refusal;
    return output;
  }
}

/** What the handler left there: the compiler takes it for what it was before. */
function refusalOf({ notes }: Call): AwsError | undefined {
  return notes.refusal;
}

/**
 * Writes the events of a call, in one transaction with its plan. A change and an answer that holds
 * credentials wait until the events are durable; other calls only queue them.
 */
function audit(
  parts: Running,
  { identified: { service, operation } }: Authenticated,
  call: Call,
  { input, resources }: Progress,
  outcome: { readonly output?: object; readonly plan?: Plan; readonly error?: AwsError },
): Eventually<void> {
  const { output, error, plan } = outcome;
  const source = `${EVENT_SOURCES[service.name] ?? service.name}.amazonaws.com`;
  const events = auditEvents({
    call,
    service,
    operation,
    source,
    input,
    output,
    error: error && { code: error.code, message: error.message },
    resources,
  }).map(parts.writeEvent);
  const statements = plan ? [...plan.statements, ...events] : events;
  const complete: Plan = { statements, changes: plan?.changes ?? [] };
  const waits = call.notes.durable || (plan !== undefined && plan.statements.length > 0);
  return waits ? parts.store.commit(complete) : parts.store.append(complete);
}

/** Event sources that are not the name of the SDK package (aws-facts K5). */
const EVENT_SOURCES: Readonly<Record<string, string>> = {
  'sso-admin': 'sso',
  'sso-oidc': 'sso',
};

/** The answer for what is in the model and has no handler. */
export function notImplemented(service: string, operation: string): AwsError {
  return new AwsError(
    'NotImplemented',
    `Gatehouse knows the operation ${operation} of ${service} and does not implement it; docs/operations.md lists what it implements.`,
  );
}

function concurrentModification(cause: GuardFailed | UniqueViolation): AwsError {
  return new AwsError(
    'ConcurrentModification',
    'The request was rejected because multiple requests to change this object were submitted simultaneously. Wait a few minutes and submit your request again.',
    { failure: cause.failure },
  );
}
