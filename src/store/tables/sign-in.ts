import type { Generated } from 'kysely';

/* Sessions of browsers and command lines, and sign-ins on their way. */

export interface BrowserSessionTable {
  account_id: string;
  session_id: string;
  /** Which application the session is for. */
  audience: 'console' | 'portal';
  /** `pending` until the browser that signed in has shown its code. */
  state: 'pending' | 'active';
  /** SHA-256 of the code while pending, of the cookie's secret afterwards; hexadecimal. */
  secret_hash: string;
  /** SHA-256 of the cookie that the code is bound to; null once active. */
  binding_hash: string | null;
  /** Empty for portals, which act with no credentials of their own. */
  access_key_id: string;
  /** The sealed session token; what opens it is in the key ring. Empty for portals. */
  credentials: string;
  /** The path on this server that the browser goes to. */
  destination: string;
  /** Where somebody is sent who signs out, when the sign-in said so. */
  issuer_url: string | null;
  /** The identity provider's ARN. */
  provider: string | null;
  source_address: string;
  user_agent: string;
  created_at: number;
  expires_at: number;
  ended_at: number | null;
  /** The IAM or workforce user's unique id, the account id for the root user, else the role's unique id. */
  owner_id: string;
  principal_arn: string;
  kind: 'root' | 'user' | 'assumed-role' | 'federated-user' | 'workforce';
  /** Browser and system as people know them, of the User-Agent: `Firefox 128 on Linux`. */
  device: string;
  /** The session that a role was switched to from; it may be another account's. */
  parent_session_id: string | null;
  /** The session that the credentials came from which opened this one; of any account. */
  origin_session_id: string | null;
  /** What a switched role is shown as, and in which color (six hexadecimal digits). */
  shown_name: string | null;
  shown_color: string | null;
  /** Some minutes late: it is not written with every use. */
  last_used_at: number;
}

export interface SignInFlowTable {
  /** Public: it stands in URLs. */
  flow_id: string;
  /** SHA-256 of the browser's cookie, in hexadecimal. */
  browser_hash: string;
  /** SHA-256 of the network address that began it. */
  source: string;
  /** JSON; see domain/sign-in/flow-state.ts. */
  state: string;
  created_at: number;
  expires_at: number;
  row_version: Generated<number>;
}

export interface SignInFailureTable {
  /** A keyed hash of what is counted together; see domain/sign-in/lanes.ts. */
  lane_key: string;
  failures: number;
  last_at: number;
  expires_at: number;
}

export interface ChallengeUseTable {
  /** The id of a security check that was answered. */
  puzzle_id: string;
  expires_at: number;
}

export interface LoginGrantTable {
  account_id: string;
  grant_id: string;
  /** The browser session that the grant came from, and ends with. */
  session_id: string;
  /** The principal's unique id: of an IAM user its own, of the root user the account id. */
  owner_id: string;
  principal_arn: string;
  client_id: string;
  redirect_uri: string;
  /** SHA-256 of the code verifier, base64url. */
  code_challenge: string;
  /** SHA-256 of the authorization code, hexadecimal. */
  code_hash: string;
  code_expires_at: number;
  /** 0 while the code waits; then the number of the refresh token that is valid. */
  generation: number;
  /** RFC 7638, of the client's key; null while the code waits. */
  key_thumbprint: string | null;
  /** When the present refresh token took the place of the one before. */
  rotated_at: number | null;
  /** Of the browser that consented, then of the client. */
  source_address: string;
  user_agent: string;
  created_at: number;
  last_used_at: number;
  /** The code's end while it waits, then the browser session's. */
  expires_at: number;
  ended_at: number | null;
}

export interface LoginProofTable {
  account_id: string;
  /** SHA-256 over the key's thumbprint and the proof's `jti`, hexadecimal. */
  proof_key: string;
  /** From when on the proof would be too old anyway. */
  expires_at: number;
}
