import { isAccountId } from '../base/arn.ts';
import { createJudge } from '../domain/authorisation/judge.ts';
import type { Principal } from '../domain/principal.ts';
import {
  type BrowserSession,
  endSession,
  openBrowserSession,
  renewSecret,
  type ShownRole,
  sessionOfId,
} from '../domain/sessions/browser-sessions.ts';
import { switchEvent, type VisitFacts } from '../domain/sessions/events.ts';
import { ownerOf } from '../domain/sessions/owner.ts';
import { browserSessionId } from '../domain/sessions/session-id.ts';
import { assumeRole } from '../domain/sts/assume-role.ts';
import type { RoleSession } from '../domain/sts/role-session.ts';
import { beginWork, type Work, type WorkInProgress, workFor } from '../domain/work.ts';
import { AwsError, refuse } from '../failures/aws-error.ts';
import { type LiveSession, withPrincipal } from './browser-session.ts';
import { commitOnce } from './commit-once.ts';
import { sessionPrincipal } from './credentials.ts';
import { throttlePrincipal } from './pipeline.ts';
import type { ConsoleParts } from './run-console.ts';

/** A role as somebody writes it who wants to switch to it (aws-facts H3). */
export interface WantedRole {
  /** Account id or alias. */
  readonly account: string;
  /** With its path, if it has one: `admin/Auditor`. */
  readonly roleName: string;
  readonly shown: ShownRole;
  /** The path of this server that the browser goes on to. */
  readonly destination: string;
}

/** A session that takes the place of another in its browser. */
export interface MovedSession {
  readonly secret: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Path and name together (aws-facts H3). */
const MOST_CHARACTERS = 64;
const NOBODY = '000000000000';

/**
 * Switches a browser to a role, by the decisions of AssumeRole: the role's trust policy and the
 * policies of whoever signed in. The browser's session is parked: its cookie opens nothing until
 * `exitRole` gives it another one, and it ends the role's session with itself. Whoever is in a role
 * already leaves it: the next one is assumed by the one who signed in.
 *
 * @throws AwsError CONS-001 when the session ended meanwhile, CONS-008, CONS-009, LIMIT-001
 */
export async function switchRole(
  parts: ConsoleParts,
  live: LiveSession,
  wanted: WantedRole,
  visit: VisitFacts,
): Promise<MovedSession> {
  const base = await baseOf(parts, live, visit.now);
  throttlePrincipal(parts, base.principal, visit.now); // stage: throttle switching
  const work = begin(parts, base.session.account, visit.now);
  const roleArn = await roleArnOf(work, wanted);
  const granted = await assume(parts, work, base, { roleArn, visit }).catch(
    async (error: unknown) => {
      throw await refused(parts, base, { roleArn, wanted, visit }, error);
    },
  );
  const principal = await principalOf(parts, granted.role);
  const moved = move(work, live, base, { ...granted, principal, wanted, visit });
  const renewed = live !== base && sameRole(live.principal, principal);
  const name = renewed ? 'RenewRole' : 'SwitchRole';
  const told = { from: base.principal.arn, to: parts.publicUrl() + wanted.destination };
  const events = [switchEvent(parts.random, visit, principal, name, told)];
  if (principal.account !== base.principal.account) {
    events.push(switchEvent(parts.random, visit, base.principal, name, told));
  }
  await commit(parts, work, events.map(parts.writeEvent));
  return moved;
}

/**
 * Goes back from a role to the session that it was switched to from; undefined for one that was not
 * switched.
 */
export async function exitRole(
  parts: ConsoleParts,
  live: LiveSession,
  destination: string,
  visit: VisitFacts,
): Promise<MovedSession | undefined> {
  const base = await baseOf(parts, live, visit.now);
  if (base === live) return undefined;
  const work = begin(parts, base.session.account, visit.now);
  const secret = renewSecret(work, base.session);
  endSession(workFor(work, live.session.account), live.session.sessionId);
  const told = { from: live.principal.arn, to: parts.publicUrl() + destination };
  const event = switchEvent(parts.random, visit, live.principal, 'ExitRole', told);
  await commit(parts, work, [parts.writeEvent(event)]);
  return { secret, expiresAt: base.session.expiresAt };
}

/** The session that somebody signed in to: the session itself, or the one it was switched from. */
async function baseOf(parts: ConsoleParts, live: LiveSession, now: number): Promise<LiveSession> {
  const { parentId } = live.session;
  if (parentId === undefined) return live;
  const parent = await sessionOfId(begin(parts, live.session.account, now), parentId);
  const base = parent && (await withPrincipal(parts, parent));
  if (!base) throw refuse('CONS-001', {});
  return base;
}

function begin({ random, store }: ConsoleParts, account: string, now: number): WorkInProgress {
  return beginWork({ account, now, random, read: store.read });
}

/** An alias that nobody has leads to a role that nobody has: neither is told from the other. */
async function roleArnOf(work: Work, { account, roleName }: WantedRole): Promise<string> {
  const name = roleName.replace(/^\/+/, '');
  if (isAccountId(account)) return `arn:aws:iam::${account}:role/${name}`;
  const holder = await work.read
    .selectFrom('accounts')
    .select('account_id')
    .where('alias', '=', account.toLowerCase())
    .executeTakeFirst();
  return `arn:aws:iam::${holder?.account_id ?? NOBODY}:role/${name}`;
}

interface Assumed {
  readonly role: RoleSession;
  readonly sessionId: string;
}

async function assume(
  parts: ConsoleParts,
  work: Work,
  { session, principal }: LiveSession,
  { roleArn, visit }: { readonly roleArn: string; readonly visit: VisitFacts },
): Promise<Assumed> {
  if (principal.kind === 'root') throw refuse('CONS-008', { account: principal.account });
  if (principal.kind === 'federated-user') {
    throw new AwsError('AccessDenied', 'federated users assume no roles');
  }
  const [, account = '', path = ''] = /^arn:aws:iam::(\d+):role\/(.*)$/.exec(roleArn) ?? [];
  if (path.length > MOST_CHARACTERS) throw new AwsError('ValidationError', 'the name is too long');
  const { state, seal, secrets } = parts;
  const organizationId = (await state.account(principal.account))?.organizationId;
  const judge = await createJudge(state, { ...visit, principal, organizationId });
  const sessionId = browserSessionId(account, parts.random);
  const { now, region } = visit;
  const role = await assumeRole(
    { state, judge, principal, seal, now, region, work, secrets },
    { RoleArn: roleArn, RoleSessionName: sessionNameOf(principal) },
    { browserSessionId: sessionId, until: session.expiresAt },
  );
  return { role, sessionId };
}

/** The role's session is known by whoever switched to it. */
function sessionNameOf(principal: Extract<Principal, { kind: 'user' | 'assumed-role' }>): string {
  return principal.kind === 'user' ? principal.userName : principal.sessionName;
}

async function principalOf({ state }: ConsoleParts, role: RoleSession): Promise<Principal> {
  const principal = await sessionPrincipal(state, role.claims, role.Credentials.AccessKeyId);
  if (!principal) throw new Error('a role that was just assumed is gone');
  return principal;
}

function sameRole(left: Principal, right: Principal): boolean {
  return left.kind === 'assumed-role' && right.kind === left.kind && left.roleId === right.roleId;
}

/** Writes what becomes of the browser's sessions: parked, left, opened. */
function move(
  work: Work,
  live: LiveSession,
  base: LiveSession,
  opened: Assumed & {
    readonly principal: Principal;
    readonly wanted: WantedRole;
    readonly visit: VisitFacts;
  },
): MovedSession {
  const { role, sessionId, principal, wanted, visit } = opened;
  renewSecret(work, base.session);
  if (live !== base) endSession(workFor(work, live.session.account), live.session.sessionId);
  const { Credentials } = role;
  const expiresAt = Credentials.Expiration.getTime();
  const secret = openBrowserSession(workFor(work, principal.account), {
    sessionId,
    audience: 'console',
    ...ownerOf(principal),
    accessKeyId: Credentials.AccessKeyId,
    sessionToken: Credentials.SessionToken,
    expiresAt,
    destination: wanted.destination,
    issuerUrl: base.session.issuerUrl,
    provider: base.session.provider,
    parentId: base.session.sessionId,
    shown: wanted.shown,
    sourceAddress: visit.sourceAddress,
    userAgent: visit.userAgent,
  });
  return { secret, expiresAt };
}

async function commit(
  { store }: ConsoleParts,
  { plan }: WorkInProgress,
  events: WorkInProgress['plan']['statements'],
): Promise<void> {
  const done = await commitOnce(store, {
    statements: [...plan.statements, ...events],
    changes: plan.changes,
  });
  if (!done) throw refuse('CONS-001', {});
}

/** Notes a refusal in the history of whoever asked; all but the root user's are told alike. */
async function refused(
  parts: ConsoleParts,
  { principal }: { readonly session: BrowserSession; readonly principal: Principal },
  asked: { readonly roleArn: string; readonly wanted: WantedRole; readonly visit: VisitFacts },
  cause: unknown,
): Promise<unknown> {
  const { roleArn, wanted, visit } = asked;
  if (!isRefusal(cause)) return cause;
  const isRoot = cause instanceof AwsError && cause.failure?.code === 'CONS-008';
  const reason = cause instanceof Error ? cause.message : '';
  const error = isRoot
    ? cause
    : refuse('CONS-009', { principal: principal.arn, role: roleArn, reason });
  const event = switchEvent(parts.random, visit, principal, 'SwitchRole', {
    from: principal.arn,
    to: parts.publicUrl() + wanted.destination,
    error: { code: error.code, message: error.message },
  });
  await parts.store.append({ statements: [parts.writeEvent(event)], changes: [] });
  return error;
}

/** What is no refusal is a fault and is told as one. */
function isRefusal(cause: unknown): boolean {
  const refusals = ['AccessDenied', 'ValidationError', 'PackedPolicyTooLarge'];
  return cause instanceof AwsError && refusals.includes(cause.code);
}
