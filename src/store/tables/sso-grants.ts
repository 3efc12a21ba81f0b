/* Command lines of a workforce. Their account is the owner of the instance of Identity Center. */

export interface SsoGrantTable {
  account_id: string;
  /** The id of the browser session that the redeemed grant has as its own, in its form. */
  grant_id: string;
  user_id: string;
  /** The portal session of whoever consented; once it has ended, nothing is redeemed any more. */
  origin_session_id: string;
  /** SHA-256 of the client id, hexadecimal. */
  client_key: string;
  client_name: string;
  /** Separated by spaces. */
  scopes: string;
  /** Of an authorization code; null for a device. */
  redirect_uri: string | null;
  /** SHA-256 of the code verifier, base64url; null for a device. */
  code_challenge: string | null;
  /** SHA-256 of the authorization code, hexadecimal; null for a device. */
  code_hash: string | null;
  code_expires_at: number;
  /** When the session of the redeemed grant ends: with the one that it was consented to in. */
  session_expires_at: number;
  /** 0 until it is redeemed; then the number of the refresh token that is valid. */
  generation: number;
  /** When the present refresh token took the place of the one before. */
  rotated_at: number | null;
  created_at: number;
  /** The code's end while it waits, then the session's. */
  expires_at: number;
  ended_at: number | null;
}

export interface SsoDeviceCodeTable {
  account_id: string;
  /** SHA-256 of the device code, hexadecimal. */
  device_hash: string;
  /** A keyed hash of the letters that somebody types. */
  user_code_key: string;
  client_key: string;
  client_name: string;
  scopes: string;
  state: 'waiting' | 'approved' | 'denied' | 'redeemed';
  /** Of the approval. */
  grant_id: string | null;
  /** What is counted together: the network of the address. */
  source: string;
  source_address: string;
  user_agent: string;
  created_at: number;
  expires_at: number;
}
