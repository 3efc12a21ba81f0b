/** XML Encryption (W3C XML Encryption 1.1) of an element, as identity providers make it. */
import {
  type CipherGCMTypes,
  constants,
  createCipheriv,
  type KeyObject,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import type { Layout } from './layout.ts';
import { NS } from './names.ts';
import { base64Text } from './signature.ts';
import { element, type XmlElement } from './xml-tree.ts';

/** Content algorithms with their key sizes in bytes. */
const CONTENT = {
  'aes128-gcm': [`${NS.encryption11}aes128-gcm`, 16],
  'aes192-gcm': [`${NS.encryption11}aes192-gcm`, 24],
  'aes256-gcm': [`${NS.encryption11}aes256-gcm`, 32],
  'aes128-cbc': [`${NS.encryption}aes128-cbc`, 16],
  'aes192-cbc': [`${NS.encryption}aes192-cbc`, 24],
  'aes256-cbc': [`${NS.encryption}aes256-cbc`, 32],
  'tripledes-cbc': [`${NS.encryption}tripledes-cbc`, 24],
} as const;

const TRANSPORT = {
  'rsa-oaep-mgf1p': `${NS.encryption}rsa-oaep-mgf1p`,
  'rsa-oaep-sha256': `${NS.encryption11}rsa-oaep`,
  'rsa-1_5': `${NS.encryption}rsa-1_5`,
} as const;

export type ContentAlgorithm = keyof typeof CONTENT;
export type KeyTransport = keyof typeof TRANSPORT;

/** For whom and how an assertion is encrypted. */
export interface Encrypting {
  readonly publicKey: KeyObject;
  /** Default: aes256-gcm. */
  readonly content?: ContentAlgorithm;
  /** Default: rsa-oaep-mgf1p; `rsa-oaep-sha256` has SHA-256 for label and mask as well. */
  readonly transport?: KeyTransport;
  /** EncryptedKey inside EncryptedData's KeyInfo, or beside EncryptedData. Default: inside. */
  readonly keyPlace?: 'inside' | 'beside';
  /** Changes the encrypted bytes, as an attacker does who tries texts on the server. */
  readonly tamper?: (bytes: Buffer) => Buffer;
}

/** EncryptedAssertion around the text of an assertion that stands on its own. */
export function encryptedAssertion(
  assertion: string,
  encrypting: Encrypting,
  layout: Layout,
): XmlElement {
  const [uri, size] = CONTENT[encrypting.content ?? 'aes256-gcm'];
  const key = randomBytes(size);
  const encrypted = encryptContent(Buffer.from(assertion), key, encrypting.content ?? 'aes256-gcm');
  const tampered = encrypting.tamper?.(encrypted) ?? encrypted;
  const encryptedKey = keyElement(key, encrypting, layout);
  const inside = (encrypting.keyPlace ?? 'inside') === 'inside';
  const retrieval = element(NS.signature, 'RetrievalMethod', {
    Type: `${NS.encryption}EncryptedKey`,
    URI: '#encrypted-key',
  });
  const data = element(NS.encryption, 'EncryptedData', { Type: `${NS.encryption}Element` }, [
    element(NS.encryption, 'EncryptionMethod', { Algorithm: uri }),
    element(NS.signature, 'KeyInfo', {}, [inside ? encryptedKey : retrieval]),
    cipherData(tampered, layout),
  ]);
  return element(NS.assertion, 'EncryptedAssertion', {}, [data, inside ? undefined : encryptedKey]);
}

function keyElement(key: Buffer, encrypting: Encrypting, layout: Layout): XmlElement {
  const transport = encrypting.transport ?? 'rsa-oaep-mgf1p';
  const isOaep = transport !== 'rsa-1_5';
  const isSha256 = transport === 'rsa-oaep-sha256';
  const encrypted = publicEncrypt(
    {
      key: encrypting.publicKey,
      padding: isOaep ? constants.RSA_PKCS1_OAEP_PADDING : constants.RSA_PKCS1_PADDING,
      ...(isOaep ? { oaepHash: isSha256 ? 'sha256' : 'sha1' } : {}),
    },
    key,
  );
  const digest = element(NS.signature, 'DigestMethod', {
    Algorithm: isSha256 ? `${NS.encryption}sha256` : `${NS.signature}sha1`,
  });
  const mask = element(NS.encryption11, 'MGF', { Algorithm: `${NS.encryption11}mgf1sha256` });
  const inside = (encrypting.keyPlace ?? 'inside') === 'inside';
  return element(NS.encryption, 'EncryptedKey', { Id: inside ? undefined : 'encrypted-key' }, [
    element(NS.encryption, 'EncryptionMethod', { Algorithm: TRANSPORT[transport] }, [
      isOaep ? digest : undefined,
      isSha256 ? mask : undefined,
    ]),
    cipherData(encrypted, layout),
  ]);
}

function cipherData(bytes: Buffer, layout: Layout): XmlElement {
  return element(NS.encryption, 'CipherData', {}, [
    element(NS.encryption, 'CipherValue', {}, [{ raw: base64Text(bytes, layout) }]),
  ]);
}

/** The initialisation vector, the encrypted bytes, and with GCM the tag (XML Encryption 5.2). */
function encryptContent(plain: Buffer, key: Buffer, algorithm: ContentAlgorithm): Buffer {
  const bits = key.length * 8;
  if (algorithm.endsWith('gcm')) {
    const vector = randomBytes(12);
    const cipher = createCipheriv(`aes-${bits}-gcm` as CipherGCMTypes, key, vector);
    return Buffer.concat([vector, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }
  const isTripleDes = algorithm === 'tripledes-cbc';
  const block = isTripleDes ? 8 : 16;
  const vector = randomBytes(block);
  const cipher = createCipheriv(isTripleDes ? 'des-ede3-cbc' : `aes-${bits}-cbc`, key, vector);
  cipher.setAutoPadding(false);
  // Any bytes may fill the last block; its last byte says how many (XML Encryption 5.2.2).
  const fill = block - (plain.length % block);
  const padding = Buffer.concat([randomBytes(fill - 1), Buffer.from([fill])]);
  return Buffer.concat([vector, cipher.update(Buffer.concat([plain, padding])), cipher.final()]);
}
