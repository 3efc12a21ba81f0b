/**
 * encryption/: XML Encryption 1.1 as SAML 2.0 uses it: one element, AES with a key that is
 * encrypted by RSA-OAEP.
 *
 * Ciphertext in CBC mode can be changed by anybody, and what a server says about the changes tells
 * what is inside (Jager and Somorovsky, 2011). So everything that depends on a secret has one
 * outcome, and a failure costs the work that success does: every key is tried, the content is
 * decrypted with a dummy key where none fits, and what came out is read in any case. A caller who
 * judges the decrypted element further (its signature) and was told `authenticated: false` answers
 * those failures to the other side exactly as it answers `undecryptable`, unless a signature over
 * the ciphertext has been verified.
 */
import type { KeyObject } from 'node:crypto';
import type { XmlDocument, XmlElement } from '../nodes.ts';
import { responseLimits, type XmlLimits } from '../reader/limits.ts';
import { readXml, type XmlReading } from '../reader/read.ts';
import { decryptContent } from './content.ts';
import { type EncryptedData, readEncryptedData } from './encrypted-data.ts';
import { decryptOaep } from './oaep.ts';
import { type DecryptionProblem, DecryptionRefusal, refuse } from './problem.ts';

/** The element that was encrypted, as the root of a document of its own; or why there is none. */
export type Decryption =
  | {
      readonly ok: true;
      readonly document: XmlDocument;
      /** False for AES-CBC: anybody may have changed the ciphertext. */
      readonly authenticated: boolean;
    }
  | { readonly ok: false; readonly problem: DecryptionProblem };

/**
 * Decrypts the xenc:EncryptedData child of `encrypted` (a saml:EncryptedAssertion) with the first
 * RSA private key that opens one of its encrypted keys, and reads what it contains. Namespaces that
 * the content does not declare itself are those at the EncryptedData, whose place it takes.
 */
export function decryptElement(
  encrypted: XmlElement,
  privateKeys: readonly KeyObject[],
  limits: XmlLimits = responseLimits,
): Decryption {
  try {
    const data = readEncryptedData(encrypted);
    return decrypt(data, privateKeys, limits);
  } catch (error) {
    if (!(error instanceof DecryptionRefusal)) throw error;
    return { ok: false, problem: { kind: error.kind, detail: error.message } };
  }
}

function decrypt(
  data: EncryptedData,
  privateKeys: readonly KeyObject[],
  limits: XmlLimits,
): Decryption {
  const rsaKeys = privateKeys.filter(isRsaPrivateKey);
  if (rsaKeys.length === 0) refuse('no-private-key', 'there is no RSA private key');
  if (data.keys.length * rsaCost(rsaKeys) > MOST_COST) {
    refuse('encryption-malformed', 'too many encrypted keys for private keys of this length');
  }
  const key = contentKey(data, rsaKeys);
  const dummy = Buffer.alloc(data.method.keyBytes);
  const content = decryptContent(data.method, key ?? dummy, data.ciphertext);
  const reading = readContent(content.bytes, data.element, limits);
  if (!key || !content.sound || !reading.ok) {
    return refuse('undecryptable', 'none of the private keys gives an element');
  }
  return { ok: true, document: reading.document, authenticated: data.method.mode === 'gcm' };
}

function isRsaPrivateKey(key: KeyObject): boolean {
  return key.type === 'private' && key.asymmetricKeyType === 'rsa';
}

/**
 * What all keys are tried with once may cost; the unit is one operation with 4096 bits. It grows with
 * the cube of the length: one encrypted key is tried with two private keys of 8192 bits, and four
 * with two of 4096.
 */
const MOST_COST = 16;
const UNIT_BITS = 4096;

function rsaCost(keys: readonly KeyObject[]): number {
  const lengths = keys.map((key) => key.asymmetricKeyDetails?.modulusLength ?? 0);
  return lengths.reduce((sum, bits) => sum + (bits / UNIT_BITS) ** 3, 0);
}

/** Tries every pair, also behind the one that fits, so that the work does not tell which it was. */
function contentKey(data: EncryptedData, privateKeys: readonly KeyObject[]): Buffer | undefined {
  const found = data.keys.flatMap((key) =>
    privateKeys.map((each) => decryptOaep(each, key.ciphertext, key, data.method.keyBytes)),
  );
  return found.find((key) => key !== undefined);
}

function readContent(bytes: Buffer, context: XmlElement, limits: XmlLimits): XmlReading {
  const alone = readXml(bytes, { limits });
  // Some encryptors write the element without the declarations that it had from its ancestors.
  const needsContext = !alone.ok && alone.problem.kind === 'unbound-prefix';
  return needsContext ? readXml(bytes, { limits, context }) : alone;
}
