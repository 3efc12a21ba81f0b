import { DSIG, DSIG_MORE, XMLENC, XMLENC11 } from '../names.ts';

/** How the content is encrypted. */
export interface ContentMethod {
  readonly mode: 'gcm' | 'cbc';
  /** As OpenSSL names it. */
  readonly cipher: `aes-${128 | 192 | 256}-${'gcm' | 'cbc'}`;
  readonly keyBytes: number;
}

/** Everything that is accepted as the encryption of the content. */
export const contentMethods: ReadonlyMap<string, ContentMethod> = new Map([
  [`${XMLENC11}aes128-gcm`, { mode: 'gcm', cipher: 'aes-128-gcm', keyBytes: 16 }],
  [`${XMLENC11}aes192-gcm`, { mode: 'gcm', cipher: 'aes-192-gcm', keyBytes: 24 }],
  [`${XMLENC11}aes256-gcm`, { mode: 'gcm', cipher: 'aes-256-gcm', keyBytes: 32 }],
  [`${XMLENC}aes128-cbc`, { mode: 'cbc', cipher: 'aes-128-cbc', keyBytes: 16 }],
  [`${XMLENC}aes192-cbc`, { mode: 'cbc', cipher: 'aes-192-cbc', keyBytes: 24 }],
  [`${XMLENC}aes256-cbc`, { mode: 'cbc', cipher: 'aes-256-cbc', keyBytes: 32 }],
]);

/** A hash function as Node names it. SHA-1 is sound in OAEP, where no collision helps anybody. */
export type OaepHash = 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** RSAES-OAEP with MGF1 and SHA-1 always, whatever the digest (XML Encryption 1.1 section 5.5.2). */
export const RSA_OAEP_MGF1P = `${XMLENC}rsa-oaep-mgf1p`;
/** RSAES-OAEP whose mask generation function is named. */
export const RSA_OAEP = `${XMLENC11}rsa-oaep`;

/** DigestMethod of OAEP. */
export const oaepDigests: ReadonlyMap<string, OaepHash> = new Map([
  [`${DSIG}sha1`, 'sha1'],
  [`${XMLENC}sha256`, 'sha256'],
  [`${DSIG_MORE}sha384`, 'sha384'],
  [`${XMLENC}sha384`, 'sha384'],
  [`${XMLENC}sha512`, 'sha512'],
]);

/** MGF of `rsa-oaep`. */
export const oaepMasks: ReadonlyMap<string, OaepHash> = new Map([
  [`${XMLENC11}mgf1sha1`, 'sha1'],
  [`${XMLENC11}mgf1sha256`, 'sha256'],
  [`${XMLENC11}mgf1sha384`, 'sha384'],
  [`${XMLENC11}mgf1sha512`, 'sha512'],
]);
