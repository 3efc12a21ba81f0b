/**
 * domain/sessions: sessions of browsers. Owns: how one is begun, found and ended. Does not own: the
 * credentials that it wraps (domain/sts), cookies and pages (signin/). A session is begun twice: a
 * finished sign-in leaves it pending behind a code that is valid for a minute, once, and only in the
 * browser that signed in; showing the code makes it active under a secret that no URL has held.
 */
import { sha256 } from '../../base/digest.ts';
import type { BrowserSessionTable } from '../../store/index.ts';
import type { Work } from '../work.ts';

/** How long the code of a finished sign-in is valid, in milliseconds. */
export const CODE_LIFETIME = 60_000;

/** What a session is begun with. */
export interface NewBrowserSession {
  /** Made before the credentials are sealed, which name it. */
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
  readonly sourceAddress: string;
  readonly userAgent: string;
}

/** A session as it is found again. */
export interface BrowserSession {
  readonly account: string;
  readonly sessionId: string;
  readonly accessKeyId: string;
  readonly sessionToken: string;
  readonly expiresAt: number;
  readonly destination: string;
  readonly issuerUrl: string | undefined;
  /** The identity provider's ARN. */
  readonly provider: string | undefined;
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
  work.write(
    work.read.insertInto('browser_sessions').values({
      account_id: work.account,
      session_id: session.sessionId,
      audience: session.audience,
      state: 'pending',
      secret_hash: sha256(code),
      binding_hash: sha256(binding),
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
    }),
  );
  return { code, binding };
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
  return await findRow(work, 'active', secret, (query) => query);
}

/** Ends a session of the work's account. */
export function endBrowserSession(work: Work, sessionId: string): void {
  work.write(
    work.read
      .updateTable('browser_sessions')
      .set({ ended_at: work.now })
      .where('account_id', '=', work.account)
      .where('session_id', '=', sessionId)
      .where('ended_at', 'is', null),
    'any',
  );
}

function newSecret(work: Work): string {
  return work.random(32).toString('base64url');
}

function sessions(work: Work) {
  return work.read.selectFrom('browser_sessions').selectAll();
}

async function findRow(
  work: Work,
  state: BrowserSessionTable['state'],
  secret: string,
  narrow: (query: ReturnType<typeof sessions>) => ReturnType<typeof sessions>,
): Promise<BrowserSession | undefined> {
  const found = sessions(work)
    .where('secret_hash', '=', sha256(secret))
    .where('state', '=', state)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', work.now);
  const row = await narrow(found).executeTakeFirst();
  if (!row) return undefined;
  return {
    account: row.account_id,
    sessionId: row.session_id,
    accessKeyId: row.access_key_id,
    sessionToken: row.credentials,
    expiresAt: Number(row.expires_at),
    destination: row.destination,
    issuerUrl: row.issuer_url ?? undefined,
    provider: row.provider ?? undefined,
  };
}
