import { systemRandom } from '../base/bytes.ts';
import {
  type KeyRing,
  keyedHash,
  matchesKeyedHash,
  openMessage,
  sealMessage,
} from '../crypto/index.ts';
import type { Outbox } from '../domain/mail/outbox.ts';
import type { CodeHashes } from '../domain/verification/index.ts';

/** The outbox with the ear of its worker. */
export interface HeardOutbox extends Outbox {
  /** Calls `listener` at each nudge from now on. */
  listen(listener: () => void): void;
}

/** The key ring's side of the outbox. Strangers decide how many messages are made, so each has a key. */
export function buildOutbox(ring: () => KeyRing, sendsTexts: boolean): HeardOutbox {
  const listeners: (() => void)[] = [];
  return {
    sendsTexts,
    seal: (plaintext, context) => sealMessage(plaintext, context, ring(), systemRandom),
    open: (sealed, context) => openMessage(sealed, context, ring()),
    recipientKey: (recipient) => keyedHash(recipient, 'outbox-recipient', ring()),
    nudge: () => {
      for (const listener of listeners) listener();
    },
    listen: (listener) => {
      listeners.push(listener);
    },
  };
}

/** The key ring's side of verification codes. */
export function buildCodeHashes(ring: () => KeyRing): CodeHashes {
  return {
    hash: (code, context) => keyedHash(code, context, ring()),
    matches: (stored, code, context) => matchesKeyedHash(stored, code, context, ring()),
  };
}
