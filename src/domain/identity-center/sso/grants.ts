/**
 * Grants of command lines: what somebody at the portal consented to, from its code or approval to its
 * last refresh token. A redeemed grant has a browser session of its own under the same id, so that one
 * list and one revocation cover browsers and command lines; what is revoked is that session. Does not
 * own: clients (clients.ts), device codes (device-codes.ts), the form of tokens (tokens.ts).
 */
import { sha256 } from '../../../base/digest.ts';
import type { SsoGrantTable } from '../../../store/index.ts';
import { accountOfSession, browserSessionId } from '../../sessions/session-id.ts';
import type { Work } from '../../work.ts';

/** A grant as it is found again. Times are milliseconds since 1970. */
export interface SsoGrant {
  readonly account: string;
  /** Also the id of its session. */
  readonly grantId: string;
  readonly userId: string;
  readonly originSessionId: string;
  readonly clientKey: string;
  readonly clientName: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string | undefined;
  readonly codeChallenge: string | undefined;
  readonly codeExpiresAt: number;
  readonly sessionExpiresAt: number;
  /** 0 until it is redeemed. */
  readonly generation: number;
  readonly rotatedAt: number;
  readonly ended: boolean;
}

/** What somebody consented to. */
export interface NewSsoGrant {
  readonly userId: string;
  readonly originSessionId: string;
  readonly clientKey: string;
  readonly clientName: string;
  readonly scopes: readonly string[];
  /** Absent for a device, which has a code of its own. */
  readonly code?: { readonly redirectUri: string; readonly challenge: string };
  /** Until when it can be redeemed. */
  readonly codeExpiresAt: number;
  /** When the portal session ends in which it was consented to. */
  readonly sessionExpiresAt: number;
}

/** Leaves a grant of the work's account; the code's hash alone is kept. */
export function beginGrant(
  work: Work,
  grant: NewSsoGrant,
): { readonly grantId: string; readonly code: string } {
  const grantId = browserSessionId(work.account, work.random);
  const code = work.random(32).toString('base64url');
  work.write(
    work.read.insertInto('sso_grants').values({
      account_id: work.account,
      grant_id: grantId,
      user_id: grant.userId,
      origin_session_id: grant.originSessionId,
      client_key: grant.clientKey,
      client_name: grant.clientName,
      scopes: grant.scopes.join(' '),
      redirect_uri: grant.code?.redirectUri ?? null,
      code_challenge: grant.code?.challenge ?? null,
      code_hash: grant.code ? sha256(code) : null,
      code_expires_at: grant.codeExpiresAt,
      session_expires_at: grant.sessionExpiresAt,
      generation: 0,
      rotated_at: null,
      created_at: work.now,
      expires_at: grant.codeExpiresAt,
      ended_at: null,
    }),
  );
  return { grantId, code };
}

type Reader = Pick<Work, 'read'>;

/** The grant of an authorization code, redeemed or not; undefined when nothing is kept of it. */
export async function grantOfCode({ read }: Reader, code: string): Promise<SsoGrant | undefined> {
  const row = await read
    .selectFrom('sso_grants')
    .selectAll()
    .where('code_hash', '=', sha256(code))
    .executeTakeFirst();
  return row && grantOf(row);
}

/** The grant of an id, ended or not; undefined when nothing is kept of it. */
export async function grantOfId({ read }: Reader, grantId: string): Promise<SsoGrant | undefined> {
  const row = await read
    .selectFrom('sso_grants')
    .selectAll()
    .where('account_id', '=', accountOfSession(grantId) ?? '')
    .where('grant_id', '=', grantId)
    .executeTakeFirst();
  return row && grantOf(row);
}

/**
 * Raises the number of the refresh token that is valid: from 0 it redeems the grant. The plan fails
 * when another request was faster, or the grant was ended meanwhile.
 */
export function advanceGrant(work: Work, grant: SsoGrant): void {
  const { account, grantId, generation, sessionExpiresAt } = grant;
  work.write(
    work.read
      .updateTable('sso_grants')
      .set({ generation: generation + 1, rotated_at: work.now, expires_at: sessionExpiresAt })
      .where('account_id', '=', account)
      .where('grant_id', '=', grantId)
      .where('generation', '=', generation)
      .where('ended_at', 'is', null),
  );
}

/** Ends a grant of the work's account; its session is ended beside it with `endSession`. */
export function endGrant(work: Work, grantId: string): void {
  work.write(
    work.read
      .updateTable('sso_grants')
      .set({ ended_at: work.now })
      .where('account_id', '=', work.account)
      .where('grant_id', '=', grantId)
      .where('ended_at', 'is', null),
    'any',
  );
}

/**
 * Ends every grant of a user of the work's account, those that wait to be redeemed among them. Once a
 * plan: `endAccess` of the directory, which ends the sessions as well, is what others call. The plan
 * fails when another grant was begun meanwhile.
 */
export async function endGrantsOf(work: Work, userId: string): Promise<number> {
  const rows = await work.read
    .selectFrom('sso_grants')
    .select('grant_id')
    .where('account_id', '=', work.account)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .execute();
  work.write(
    work.read
      .updateTable('sso_grants')
      .set({ ended_at: work.now })
      .where('account_id', '=', work.account)
      .where('user_id', '=', userId)
      .where('ended_at', 'is', null),
    rows.length,
  );
  return rows.length;
}

function grantOf(row: SsoGrantTable): SsoGrant {
  return {
    account: row.account_id,
    grantId: row.grant_id,
    userId: row.user_id,
    originSessionId: row.origin_session_id,
    clientKey: row.client_key,
    clientName: row.client_name,
    scopes: row.scopes === '' ? [] : row.scopes.split(' '),
    redirectUri: row.redirect_uri ?? undefined,
    codeChallenge: row.code_challenge ?? undefined,
    codeExpiresAt: Number(row.code_expires_at),
    sessionExpiresAt: Number(row.session_expires_at),
    generation: Number(row.generation),
    rotatedAt: Number(row.rotated_at ?? 0),
    ended: row.ended_at !== null,
  };
}
