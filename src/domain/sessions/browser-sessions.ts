/**
 * domain/sessions: sessions of browsers. Owns: how one is begun, found and ended. Does not own: the
 * credentials that it wraps (domain/sts), cookies and pages (signin/). A session is begun twice: a
 * finished sign-in leaves it pending behind a code that is valid for a minute, once, and only in the
 * browser that signed in; showing the code makes it active under a secret that no URL has held.
 */
import { sha256 } from '../../base/digest.ts';
import type { BrowserSessionTable } from '../../store/index.ts';
import { sessionEntity } from '../entities.ts';
import { type Work, workFor } from '../work.ts';
import { deviceLabel } from './device.ts';
import type { SessionOwner } from './owner.ts';
import { accountOfSession } from './session-id.ts';

/** How long the code of a finished sign-in is valid, in milliseconds. */
export const CODE_LIFETIME = 60_000;

/** How a role that was switched to is shown; as its name where nothing else was wanted. */
export interface ShownRole {
  readonly name: string | undefined;
  /** Six hexadecimal digits. */
  readonly color: string | undefined;
}

/** What a session is begun with. */
export interface NewBrowserSession extends SessionOwner {
  /** Made by `browserSessionId` before the credentials are sealed, which name it. */
  readonly sessionId: string;
  readonly audience: BrowserSessionTable['audience'];
  readonly accessKeyId: string;
  readonly sessionToken: string;
  /** Milliseconds since 1970; the credentials' own end. */
  readonly expiresAt: number;
  /** A path of this server. */
  readonly destination: string;
  readonly issuerUrl: string | undefined;
  readonly provider: string | undefined;
  /** The session that a role was switched to from; it ends this one with itself. */
  readonly parentId?: string | undefined;
  /** The session whose credentials opened this one elsewhere; ended, it ends what came from it. */
  readonly originId?: string | undefined;
  readonly shown?: ShownRole | undefined;
  readonly sourceAddress: string;
  readonly userAgent: string;
}

/** A session as it is found again. */
export interface BrowserSession extends SessionOwner {
  readonly account: string;
  readonly sessionId: string;
  readonly accessKeyId: string;
  readonly sessionToken: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly lastUsedAt: number;
  readonly destination: string;
  readonly issuerUrl: string | undefined;
  /** The identity provider's ARN. */
  readonly provider: string | undefined;
  readonly parentId: string | undefined;
  readonly shown: ShownRole;
  readonly device: string;
  readonly sourceAddress: string;
}

/** The two secrets of a pending session: one travels in the URL, the other in a cookie. */
export interface SignInCode {
  readonly code: string;
  readonly binding: string;
}

/** Leaves a pending session for the work's account and answers its secrets; only hashes are kept. */
export function beginBrowserSession(work: Work, session: NewBrowserSession): SignInCode {
  const code = newSecret(work);
  const binding = newSecret(work);
  insertSession(work, session, {
    state: 'pending',
    secret_hash: sha256(code),
    binding_hash: sha256(binding),
  });
  return { code, binding };
}

/**
 * Leaves a session that is active at once, for a browser that has proved itself by another session,
 * and answers the secret of its cookie.
 */
export function openBrowserSession(work: Work, session: NewBrowserSession): string {
  const secret = newSecret(work);
  insertSession(work, session, {
    state: 'active',
    secret_hash: sha256(secret),
    binding_hash: null,
  });
  return secret;
}

function insertSession(
  work: Work,
  session: NewBrowserSession,
  secrets: Pick<BrowserSessionTable, 'state' | 'secret_hash' | 'binding_hash'>,
): void {
  work.write(
    work.read.insertInto('browser_sessions').values({
      account_id: work.account,
      session_id: session.sessionId,
      audience: session.audience,
      ...secrets,
      access_key_id: session.accessKeyId,
      credentials: session.sessionToken,
      destination: session.destination,
      issuer_url: session.issuerUrl ?? null,
      provider: session.provider ?? null,
      source_address: session.sourceAddress,
      user_agent: session.userAgent,
      created_at: work.now,
      expires_at: session.expiresAt,
      ended_at: null,
      owner_id: session.ownerId,
      principal_arn: session.principalArn,
      kind: session.kind,
      device: deviceLabel(session.userAgent),
      parent_session_id: session.parentId ?? null,
      origin_session_id: session.originId ?? null,
      shown_name: session.shown?.name ?? null,
      shown_color: session.shown?.color ?? null,
      last_used_at: work.now,
    }),
  );
  // Named, so that it waits for a plan that ends its owner's sessions, and that for it.
  work.changed(sessionEntity(session.sessionId));
}

/** The pending session of a code, in the browser that the code is bound to; undefined otherwise. */
export async function findPendingSession(
  work: Work,
  { code, binding }: SignInCode,
): Promise<BrowserSession | undefined> {
  return await findRow(work, 'pending', code, (query) =>
    query
      .where('binding_hash', '=', sha256(binding))
      .where('created_at', '>', work.now - CODE_LIFETIME),
  );
}

/**
 * Makes a pending session active and answers the secret of its cookie. The plan fails when the code
 * was used meanwhile.
 */
export function activateBrowserSession(work: Work, { code, binding }: SignInCode): string {
  const secret = newSecret(work);
  work.write(
    work.read
      .updateTable('browser_sessions')
      .set({ state: 'active', secret_hash: sha256(secret), binding_hash: null })
      .where('secret_hash', '=', sha256(code))
      .where('binding_hash', '=', sha256(binding))
      .where('state', '=', 'pending')
      .where('ended_at', 'is', null)
      .where('created_at', '>', work.now - CODE_LIFETIME),
  );
  return secret;
}

/** The active session of a cookie's secret; undefined when it is unknown, ended or expired. */
export async function findBrowserSession(
  work: Work,
  secret: string,
): Promise<BrowserSession | undefined> {
  const session = await findRow(work, 'active', secret, (query) => query);
  if (session?.parentId === undefined) return session;
  return (await sessionOfId(work, session.parentId)) && session;
}

/**
 * The live sessions of an owner in the work's account, newest first; of those of a role only what
 * `principalArn` names, where it is given.
 */
export async function sessionsOf(
  work: Work,
  { ownerId, principalArn }: { readonly ownerId: string; readonly principalArn?: string },
): Promise<BrowserSession[]> {
  const ofOwner = liveSessions(work)
    .where('account_id', '=', work.account)
    .where('owner_id', '=', ownerId)
    .where('state', '=', 'active');
  const narrowed =
    principalArn === undefined ? ofOwner : ofOwner.where('principal_arn', '=', principalArn);
  const rows = await narrowed.orderBy('created_at', 'desc').limit(MOST_LISTED).execute();
  return rows.map(sessionOf);
}

const MOST_LISTED = 200;

/** The active session of an id, whichever account's; undefined when it is ended or expired. */
export async function sessionOfId(
  work: Work,
  sessionId: string,
): Promise<BrowserSession | undefined> {
  const row = await liveSessions(work)
    .where('account_id', '=', accountOfSession(sessionId) ?? '')
    .where('session_id', '=', sessionId)
    .where('state', '=', 'active')
    .executeTakeFirst();
  return row && sessionOf(row);
}

/**
 * Gives an active session another secret and answers it: what was the secret before opens nothing
 * any more. The plan fails when the session was ended meanwhile.
 */
export function renewSecret(work: Work, { account, sessionId }: BrowserSession): string {
  const secret = newSecret(work);
  const inAccount = workFor(work, account);
  inAccount.write(
    work.read
      .updateTable('browser_sessions')
      .set({ secret_hash: sha256(secret) })
      .where('account_id', '=', account)
      .where('session_id', '=', sessionId)
      .where('state', '=', 'active')
      .where('ended_at', 'is', null),
  );
  inAccount.changed(sessionEntity(sessionId));
  return secret;
}

/** Ends a session of the work's account, and with it whatever was opened from it. */
export function endSession(work: Work, sessionId: string): void {
  work.write(
    work.read
      .updateTable('browser_sessions')
      .set({ ended_at: work.now })
      .where('account_id', '=', work.account)
      .where('session_id', '=', sessionId)
      .where('ended_at', 'is', null),
    'any',
  );
  work.changed(sessionEntity(sessionId));
}

/** Ends a session of any account, and the one that it was switched from: whoever leaves, leaves all. */
export function endWithParent(work: Work, { account, sessionId, parentId }: BrowserSession): void {
  endSession(workFor(work, account), sessionId);
  if (parentId === undefined) return;
  endSession(workFor(work, accountOfSession(parentId) ?? ''), parentId);
}

/**
 * Ends the sessions of an owner (see `SessionOwner`) in the work's account, those that still wait
 * for their code among them, and answers how many. The plan fails when another one was begun
 * meanwhile: a sign-in that was faster than a change of password does not outlive it.
 */
export async function endSessionsOf(
  work: Work,
  ownerId: string,
  {
    except = '',
    principalArn,
  }: {
    readonly except?: string | undefined;
    /** Of the sessions of a role those of one principal alone. */
    readonly principalArn?: string | undefined;
  } = {},
): Promise<number> {
  const rows = await work.read
    .selectFrom('browser_sessions')
    .select('session_id')
    .where('account_id', '=', work.account)
    .where('owner_id', '=', ownerId)
    .$if(principalArn !== undefined, (q) => q.where('principal_arn', '=', principalArn ?? ''))
    .where('session_id', '!=', except)
    .where('ended_at', 'is', null)
    .execute();
  work.write(
    work.read
      .updateTable('browser_sessions')
      .set({ ended_at: work.now })
      .where('account_id', '=', work.account)
      .where('owner_id', '=', ownerId)
      .$if(principalArn !== undefined, (q) => q.where('principal_arn', '=', principalArn ?? ''))
      .where('session_id', '!=', except)
      .where('ended_at', 'is', null),
    rows.length,
  );
  for (const { session_id } of rows) work.changed(sessionEntity(session_id));
  return rows.length;
}

function newSecret(work: Work): string {
  return work.random(32).toString('base64url');
}

function liveSessions(work: Work) {
  return work.read
    .selectFrom('browser_sessions')
    .selectAll()
    .where('ended_at', 'is', null)
    .where('expires_at', '>', work.now);
}

async function findRow(
  work: Work,
  state: BrowserSessionTable['state'],
  secret: string,
  narrow: (query: ReturnType<typeof liveSessions>) => ReturnType<typeof liveSessions>,
): Promise<BrowserSession | undefined> {
  const found = liveSessions(work)
    .where('secret_hash', '=', sha256(secret))
    .where('state', '=', state);
  const row = await narrow(found).executeTakeFirst();
  return row && sessionOf(row);
}

function sessionOf(row: BrowserSessionTable): BrowserSession {
  return {
    account: row.account_id,
    sessionId: row.session_id,
    accessKeyId: row.access_key_id,
    sessionToken: row.credentials,
    createdAt: Number(row.created_at),
    expiresAt: Number(row.expires_at),
    lastUsedAt: Number(row.last_used_at),
    destination: row.destination,
    issuerUrl: row.issuer_url ?? undefined,
    provider: row.provider ?? undefined,
    parentId: row.parent_session_id ?? undefined,
    ownerId: row.owner_id,
    principalArn: row.principal_arn,
    kind: row.kind,
    shown: { name: row.shown_name ?? undefined, color: row.shown_color ?? undefined },
    device: row.device,
    sourceAddress: row.source_address,
  };
}
