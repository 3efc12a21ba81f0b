import type { Generated } from 'kysely';

/* Ways back in, and in for the first time. */

export interface PasswordResetTable {
  account_id: string;
  /** SHA-256 of the link's secret, in hexadecimal. */
  token_hash: string;
  created_at: number;
  expires_at: number;
  used_at: number | null;
}

export interface MfaRecoveryTable {
  account_id: string;
  /** Of the mails that are still to come. */
  language: 'en' | 'ko';
  /** SHA-256 of the secret of the link that cancels. */
  cancel_hash: string;
  started_at: number;
  /** From when on the devices can be removed. */
  ready_at: number;
  /** SHA-256 of the secret of the link that removes them; null until it is mailed. */
  token_hash: string | null;
  expires_at: number;
}

export interface RootEmailChangeTable {
  account_id: string;
  /** The new address, which its code has to prove. */
  email: string;
  expires_at: number;
}

export interface RegistrationTable {
  registration_id: string;
  /** SHA-256 of the cookie of the browser that registers. */
  browser_hash: string;
  /** SHA-256 of the network address by which unfinished registrations are counted. */
  source: string;
  email: string;
  name: string;
  /** 1 once the code that was mailed has been shown. */
  verified: number;
  created_at: number;
  expires_at: number;
  row_version: Generated<number>;
}
