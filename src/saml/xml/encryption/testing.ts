/** An encryptor for tests: EncryptedAssertion as the various identity providers write it. */
import {
  constants,
  createCipheriv,
  hash,
  type KeyObject,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { DSIG, XMLENC, XMLENC11 } from '../names.ts';
import {
  contentMethods,
  type OaepHash,
  oaepDigests,
  oaepMasks,
  RSA_OAEP_MGF1P,
} from './algorithms.ts';

/** What may vary; each has the value that most identity providers use. */
export interface EncryptOptions {
  readonly contentMethod?: string;
  readonly keyTransport?: string;
  /** DigestMethod URI; left out unless given. */
  readonly digest?: string;
  /** MGF URI; left out unless given. */
  readonly mask?: string;
  /** Bytes of OAEPparams; left out unless given. */
  readonly label?: Buffer;
  /** Where the EncryptedKey stands: inside KeyInfo, beside the data, or beside and referenced. */
  readonly placement?: 'inside' | 'beside' | 'referenced';
  /** Whom the key is encrypted for, in this order; each gets an EncryptedKey. */
  readonly recipients: readonly KeyObject[];
  /** The Type of the EncryptedData; none when empty. */
  readonly type?: string;
}

function encryptContent(method: string, key: Buffer, content: Buffer): Buffer {
  const { mode, cipher } = contentMethods.get(method) ?? { mode: 'gcm', cipher: 'aes-128-gcm' };
  if (mode === 'gcm') {
    const vector = randomBytes(12);
    const encryptor = createCipheriv(cipher as 'aes-128-gcm', key, vector, { authTagLength: 16 });
    const body = Buffer.concat([encryptor.update(content), encryptor.final()]);
    return Buffer.concat([vector, body, encryptor.getAuthTag()]);
  }
  const count = 16 - (content.length % 16);
  const padded = Buffer.concat([content, randomBytes(count - 1), Buffer.of(count)]);
  return encryptCbcBlocks(cipher, key, padded);
}

/** AES-CBC over whole blocks as they are. */
export function encryptCbcBlocks(cipher: string, key: Buffer, padded: Buffer): Buffer {
  const vector = randomBytes(16);
  const encryptor = createCipheriv(cipher, key, vector).setAutoPadding(false);
  return Buffer.concat([vector, encryptor.update(padded), encryptor.final()]);
}

function mask(seed: Buffer, length: number, hashName: OaepHash): Buffer {
  let made = Buffer.alloc(0);
  for (let counter = 0; made.length < length; counter++) {
    const block = hash(hashName, Buffer.concat([seed, Buffer.of(0, 0, 0, counter)]), 'buffer');
    made = Buffer.concat([made, block]);
  }
  return made.subarray(0, length);
}

function xor(left: Buffer, right: Buffer): Buffer {
  return Buffer.from(left.map((byte, index) => byte ^ (right[index] ?? 0)));
}

/** EME-OAEP (RFC 8017 section 7.1.1) into as many bytes as the modulus has. */
export function encodeOaep(
  message: Buffer,
  options: { digest: OaepHash; mask: OaepHash; label: Buffer },
  bytes: number,
): Buffer {
  const labelHash = hash(options.digest, options.label, 'buffer');
  const filling = Buffer.alloc(bytes - message.length - 2 * labelHash.length - 2);
  const block = Buffer.concat([labelHash, filling, Buffer.of(1), message]);
  const seed = randomBytes(labelHash.length);
  const maskedBlock = xor(block, mask(seed, block.length, options.mask));
  return Buffer.concat([
    Buffer.of(0),
    xor(seed, mask(maskedBlock, seed.length, options.mask)),
    maskedBlock,
  ]);
}

/** The ciphertext of a content key for one RSA public key. */
export function encryptKey(
  key: Buffer,
  publicKey: KeyObject,
  options: { digest: OaepHash; mask: OaepHash; label: Buffer },
): Buffer {
  const bytes = (publicKey.asymmetricKeyDetails?.modulusLength ?? 2048) / 8;
  const encoded = encodeOaep(key, options, bytes);
  return publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, encoded);
}

function cipherData(bytes: Buffer): string {
  const value = bytes.toString('base64').replace(/.{64}/g, '$&\n');
  return `<xenc:CipherData><xenc:CipherValue>${value}</xenc:CipherValue></xenc:CipherData>`;
}

function parameters({ digest, mask: maskUri, label }: EncryptOptions): string {
  return [
    digest ? `<ds:DigestMethod xmlns:ds="${DSIG}" Algorithm="${digest}"/>` : '',
    maskUri ? `<xenc11:MGF xmlns:xenc11="${XMLENC11}" Algorithm="${maskUri}"/>` : '',
    label ? `<xenc:OAEPparams>${label.toString('base64')}</xenc:OAEPparams>` : '',
  ].join('');
}

function encryptedKeys(key: Buffer, options: EncryptOptions): string[] {
  const transport = options.keyTransport ?? RSA_OAEP_MGF1P;
  const oaep = {
    digest: oaepDigests.get(options.digest ?? '') ?? 'sha1',
    mask: oaepMasks.get(options.mask ?? '') ?? 'sha1',
    label: options.label ?? Buffer.alloc(0),
  };
  return options.recipients.map(
    (recipient, index) =>
      `<xenc:EncryptedKey xmlns:xenc="${XMLENC}" Id="_key${index}">` +
      `<xenc:EncryptionMethod Algorithm="${transport}">${parameters(options)}</xenc:EncryptionMethod>` +
      `${cipherData(encryptKey(key, recipient, oaep))}</xenc:EncryptedKey>`,
  );
}

/** The content of an EncryptedAssertion around ciphertext that is already there. */
export function encryptedElement(ciphertext: Buffer, key: Buffer, options: EncryptOptions): string {
  const { placement = 'inside', type = `${XMLENC}Element` } = options;
  const keys = encryptedKeys(key, options);
  const references = keys.map(
    (_, index) => `<ds:RetrievalMethod Type="${XMLENC}EncryptedKey" URI="#_key${index}"/>`,
  );
  const inside = { inside: keys, beside: [], referenced: references }[placement].join('');
  const method = options.contentMethod ?? `${XMLENC11}aes128-gcm`;
  return (
    `<xenc:EncryptedData xmlns:xenc="${XMLENC}"${type === '' ? '' : ` Type="${type}"`}>` +
    `<xenc:EncryptionMethod Algorithm="${method}"/>` +
    `<ds:KeyInfo xmlns:ds="${DSIG}">${inside}</ds:KeyInfo>${cipherData(ciphertext)}` +
    `</xenc:EncryptedData>${placement === 'inside' ? '' : keys.join('')}`
  );
}

/** Encrypts the text of an element: what belongs into an EncryptedAssertion. */
export function encryptElement(text: string | Buffer, options: EncryptOptions): string {
  const method = options.contentMethod ?? `${XMLENC11}aes128-gcm`;
  const key = randomBytes(contentMethods.get(method)?.keyBytes ?? 16);
  return encryptedElement(encryptContent(method, key, Buffer.from(text)), key, options);
}
