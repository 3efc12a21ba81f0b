/* Messages on their way, codes, and how people are reached. */

export interface OutboxTable {
  /** Empty where a message is about no account yet. */
  account_id: string;
  /** A UUID of version 7: it begins with the time. */
  message_id: string;
  channel: 'email' | 'text';
  kind: string;
  /** A keyed hash of the recipient, to count what goes to one. */
  recipient_key: string;
  /** Recipient, language and details, sealed with the key ring; once settled without the details. */
  content: string;
  state: 'waiting' | 'sent' | 'failed' | 'discarded';
  /** 0 for a message that was queued for the sake of equal work and is never sent. */
  wanted: number;
  /** How often it was taken up. */
  tries: number;
  /** From when on it may be taken up; whoever takes it up moves this to when its claim ends. */
  due_at: number;
  /** After it, what the message holds is of no use any more. */
  valid_until: number;
  /** Why the last attempt did not send it. */
  problem: string | null;
  queued_at: number;
  settled_at: number | null;
  expires_at: number;
}

export interface VerificationCodeTable {
  account_id: string;
  /** SHA-256 over purpose and subject, in hexadecimal: one code for both at a time. */
  code_key: string;
  /** A keyed hash of the code. */
  code_hash: string;
  tries: number;
  expires_at: number;
}

export interface ContactTable {
  account_id: string;
  /** The verified number of the root user, in the form of E.164. */
  phone_number: string | null;
  verified_at: number | null;
  /** A number that was sent a code and is not verified yet. */
  pending_number: string | null;
  pending_until: number | null;
  /** How the root user is sent codes. */
  code_channel: 'email' | 'text';
}
