import type { KeyObject } from 'node:crypto';
import type { XmlDocument, XmlElement } from '../nodes.ts';
import type { XmlLimits } from '../reader/limits.ts';

/**
 * Why nothing was decrypted. The form, which anybody can see:
 * - `encryption-malformed`: not one xenc:EncryptedData with its method, key and value.
 * - `content-method-not-allowed`, `key-transport-not-allowed` (RSA PKCS#1 v1.5 and anything unknown).
 * - `no-private-key`: none was given.
 * `undecryptable` is everything that depends on a secret: the key, the tag or padding, and the
 * text inside. It has one detail, always the same.
 */
export type DecryptionProblemKind =
  | 'encryption-malformed'
  | 'content-method-not-allowed'
  | 'key-transport-not-allowed'
  | 'no-private-key'
  | 'undecryptable';

/** The element that was encrypted, as the root of a document of its own; or why there is none. */
export type Decryption =
  | {
      readonly ok: true;
      readonly document: XmlDocument;
      /** False for AES-CBC: anybody may have changed the ciphertext. */
      readonly authenticated: boolean;
    }
  | {
      readonly ok: false;
      readonly problem: { readonly kind: DecryptionProblemKind; readonly detail: string };
    };

/**
 * Decrypts the xenc:EncryptedData child of `encrypted` (a saml:EncryptedAssertion) with the first
 * RSA private key that opens one of its encrypted keys, and reads what it contains.
 */
export function decryptElement(
  _encrypted: XmlElement,
  _privateKeys: readonly KeyObject[],
  _limits?: XmlLimits,
): Decryption {
  throw new Error('being written');
}
