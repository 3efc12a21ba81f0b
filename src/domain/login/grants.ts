/**
 * domain/login: `aws login`, by which a command line acts as whoever is signed in in a browser. Owns:
 * who may be granted it, authorization codes, refresh tokens and their binding to the client's key,
 * what they are exchanged for, and their events. Does not own: proofs of possession (oidc/dpop), the
 * browser's session (domain/sessions), pages (signin/authorize), the wire form (api/signin). A grant
 * is a row: with a code that waits, then with the number of the refresh token that is valid. It ends
 * with the browser session that it came from.
 */
import { sha256 } from '../../base/digest.ts';
import type { BrowserSessionTable, LoginGrantTable } from '../../store/index.ts';
import { deviceLabel } from '../sessions/device.ts';
import { accountOfSession, browserSessionId } from '../sessions/session-id.ts';
import type { Work } from '../work.ts';

/** A grant as it is found again. Times are milliseconds since 1970. */
export interface LoginGrant {
  readonly account: string;
  readonly grantId: string;
  readonly sessionId: string;
  readonly ownerId: string;
  readonly principalArn: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly codeChallenge: string;
  readonly codeExpiresAt: number;
  /** 0 while the code waits. */
  readonly generation: number;
  readonly keyThumbprint: string | undefined;
  readonly rotatedAt: number;
  readonly createdAt: number;
  readonly ended: boolean;
}

/** What somebody in a browser consented to. */
export interface NewGrant {
  readonly sessionId: string;
  readonly ownerId: string;
  readonly principalArn: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly codeChallenge: string;
  readonly codeExpiresAt: number;
  readonly sourceAddress: string;
  readonly userAgent: string;
}

/** Leaves a grant of the work's account and answers its code, of which only the hash is kept. */
export function beginGrant(work: Work, grant: NewGrant): string {
  const code = work.random(32).toString('base64url');
  work.write(
    work.read.insertInto('login_grants').values({
      account_id: work.account,
      // Of the form of session ids: both are ended by the same operation.
      grant_id: browserSessionId(work.account, work.random),
      session_id: grant.sessionId,
      owner_id: grant.ownerId,
      principal_arn: grant.principalArn,
      client_id: grant.clientId,
      redirect_uri: grant.redirectUri,
      code_challenge: grant.codeChallenge,
      code_hash: sha256(code),
      code_expires_at: grant.codeExpiresAt,
      generation: 0,
      key_thumbprint: null,
      rotated_at: null,
      source_address: grant.sourceAddress,
      user_agent: grant.userAgent,
      created_at: work.now,
      last_used_at: work.now,
      expires_at: grant.codeExpiresAt,
      ended_at: null,
    }),
  );
  return code;
}

type Reader = Pick<Work, 'read'>;

/** The grant of an authorization code, used or not; undefined when nothing is kept of it. */
export async function grantOfCode({ read }: Reader, code: string): Promise<LoginGrant | undefined> {
  const row = await read
    .selectFrom('login_grants')
    .selectAll()
    .where('code_hash', '=', sha256(code))
    .executeTakeFirst();
  return row && grantOf(row);
}

/** The grant of an id, ended or not; undefined when nothing is kept of it. */
export async function grantOfId(
  { read }: Reader,
  grantId: string,
): Promise<LoginGrant | undefined> {
  const row = await read
    .selectFrom('login_grants')
    .selectAll()
    .where('account_id', '=', accountOfSession(grantId) ?? '')
    .where('grant_id', '=', grantId)
    .executeTakeFirst();
  return row && grantOf(row);
}

/** What is known of the client with each of its calls. */
export interface GrantUse {
  readonly sourceAddress: string;
  readonly userAgent: string;
}

/** Exchanges the grant's code: from now on its refresh tokens are of this key. */
export function exchangeCode(
  work: Work,
  { account, grantId }: LoginGrant,
  begun: GrantUse & { readonly keyThumbprint: string; readonly expiresAt: number },
): void {
  work.write(
    work.read
      .updateTable('login_grants')
      .set({
        generation: 1,
        key_thumbprint: begun.keyThumbprint,
        rotated_at: work.now,
        last_used_at: work.now,
        expires_at: begun.expiresAt,
        source_address: begun.sourceAddress,
        user_agent: begun.userAgent,
      })
      .where('account_id', '=', account)
      .where('grant_id', '=', grantId)
      .where('generation', '=', 0)
      .where('ended_at', 'is', null),
  );
}

/** Puts the next refresh token in the place of the present one. */
export function rotateToken(work: Work, grant: LoginGrant, use: GrantUse): void {
  const { account, grantId, generation } = grant;
  work.write(
    work.read
      .updateTable('login_grants')
      .set({
        generation: generation + 1,
        rotated_at: work.now,
        last_used_at: work.now,
        source_address: use.sourceAddress,
        user_agent: use.userAgent,
      })
      .where('account_id', '=', account)
      .where('grant_id', '=', grantId)
      .where('generation', '=', generation)
      .where('ended_at', 'is', null),
  );
}

/** Ends a grant of the work's account: its refresh token is refused from now on. */
export function endLoginGrant(work: Work, grantId: string): void {
  work.write(
    work.read
      .updateTable('login_grants')
      .set({ ended_at: work.now })
      .where('account_id', '=', work.account)
      .where('grant_id', '=', grantId)
      .where('ended_at', 'is', null),
    'any',
  );
}

/** A command line that is signed in, as its owner sees it in the list of devices. */
export interface ListedGrant {
  readonly grantId: string;
  /** The browser session that it ends with. */
  readonly sessionId: string;
  readonly principalArn: string;
  readonly kind: BrowserSessionTable['kind'];
  readonly clientId: string;
  /** The client's name: `aws-cli/2.32.0`. */
  readonly device: string;
  readonly sourceAddress: string;
  readonly createdAt: number;
  readonly lastUsedAt: number;
  readonly expiresAt: number;
}

/** Longer lists are of no person. */
const MOST_LISTED = 200;

/** Whose command lines are meant: those of an owner (see `SessionOwner`), or of one principal of it. */
export interface GrantOwner {
  readonly ownerId: string;
  readonly principalArn?: string | undefined;
}

/**
 * The command lines that are signed in for an owner of the work's account, the last used first; those
 * whose browser session has ended are not among them.
 */
export async function loginGrants(
  work: Work,
  { ownerId, principalArn }: GrantOwner,
): Promise<ListedGrant[]> {
  let query = work.read
    .selectFrom('login_grants as g')
    .innerJoin('browser_sessions as s', (join) =>
      join.onRef('s.account_id', '=', 'g.account_id').onRef('s.session_id', '=', 'g.session_id'),
    )
    .selectAll('g')
    .select('s.kind')
    .where('g.account_id', '=', work.account)
    .where('g.owner_id', '=', ownerId)
    .where('g.generation', '>', 0)
    .where('g.ended_at', 'is', null)
    .where('g.expires_at', '>', work.now)
    .where('s.ended_at', 'is', null)
    .orderBy('g.last_used_at', 'desc')
    .limit(MOST_LISTED);
  if (principalArn !== undefined) query = query.where('g.principal_arn', '=', principalArn);
  const rows = await query.execute();
  return rows.map((row) => ({
    grantId: row.grant_id,
    sessionId: row.session_id,
    principalArn: row.principal_arn,
    kind: row.kind,
    clientId: row.client_id,
    device: deviceLabel(row.user_agent),
    sourceAddress: row.source_address,
    createdAt: Number(row.created_at),
    lastUsedAt: Number(row.last_used_at),
    expiresAt: Number(row.expires_at),
  }));
}

function grantOf(row: LoginGrantTable): LoginGrant {
  return {
    account: row.account_id,
    grantId: row.grant_id,
    sessionId: row.session_id,
    ownerId: row.owner_id,
    principalArn: row.principal_arn,
    clientId: row.client_id,
    redirectUri: row.redirect_uri,
    codeChallenge: row.code_challenge,
    codeExpiresAt: Number(row.code_expires_at),
    generation: Number(row.generation),
    keyThumbprint: row.key_thumbprint ?? undefined,
    rotatedAt: Number(row.rotated_at ?? 0),
    createdAt: Number(row.created_at),
    ended: row.ended_at !== null,
  };
}
