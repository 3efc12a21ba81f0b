/**
 * Why nothing was decrypted. The form, which anybody can see:
 * - `encryption-malformed`: not one xenc:EncryptedData with its method, its keys (at most four) and
 *   a value of a possible length.
 * - `content-method-not-allowed`: anything but AES in GCM or CBC mode.
 * - `key-transport-not-allowed`: anything but RSA-OAEP; RSA PKCS#1 v1.5 above all.
 * - `no-private-key`: none was given.
 * `undecryptable` is everything that depends on a secret: the key, the tag or the padding, and the
 * text inside. It has one detail, always the same.
 */
export type DecryptionProblemKind =
  | 'encryption-malformed'
  | 'content-method-not-allowed'
  | 'key-transport-not-allowed'
  | 'no-private-key'
  | 'undecryptable';

/** A refusal with what was found, in a short English text. */
export interface DecryptionProblem {
  readonly kind: DecryptionProblemKind;
  readonly detail: string;
}

/** What the parts of this folder throw to each other; `decryptElement` turns it into a problem. */
export class DecryptionRefusal extends Error {
  readonly kind: DecryptionProblemKind;

  constructor(kind: DecryptionProblemKind, detail: string) {
    super(detail);
    this.kind = kind;
  }
}

/** Ends decryption. */
export function refuse(kind: DecryptionProblemKind, detail: string): never {
  throw new DecryptionRefusal(kind, detail);
}
