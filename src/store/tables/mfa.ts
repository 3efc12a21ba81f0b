import type { Generated } from 'kysely';

/* MFA devices. */

export interface MfaDeviceTable {
  account_id: string;
  device_id: string;
  /** The ARN by which requests name the device. */
  serial: string;
  /** The lower-cased serial number: unique in the account. */
  serial_key: string;
  kind: 'virtual' | 'passkey';
  /** The IAM user's unique id, the account id for the root user, or null while nobody has it. */
  owner_id: string | null;
  label: string;
  created_at: number;
  enabled_at: number | null;
  last_used_at: number | null;
  /** Wrong codes since the last right one. */
  failed_tries: Generated<number>;
  /** Until when codes are not looked at, after too many wrong ones. */
  retry_at: number | null;
  /** Virtual devices: the seed, sealed with the key ring. */
  seed: string | null;
  /** The time step of the latest code that was accepted; no code of it or before counts again. */
  last_step: number | null;
  /** How many steps the device's clock was ahead of ours when it was last seen off. */
  drift: Generated<number>;
  /** Passkeys: the credential id in base64url; unique in the installation. */
  credential_id: string | null;
  /** The COSE public key in base64url. */
  public_key: string | null;
  sign_count: number | null;
  /** JSON array of transports, as the browser named them. */
  transports: string | null;
  aaguid: string | null;
  backup_eligible: number | null;
  backed_up: number | null;
  /** The relying party id that the credential was made for. */
  rp_id: string | null;
  /** Since when the credential counts as copied: its counter went backwards. */
  cloned_at: number | null;
  row_version: Generated<number>;
}

export interface PasskeyRegistrationTable {
  account_id: string;
  owner_id: string;
  /** SHA-256 of the challenge, in hexadecimal. */
  challenge_hash: string;
  expires_at: number;
}
