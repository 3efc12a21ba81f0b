import {
  DSIG,
  DSIG_MORE,
  DSIG_MORE_2007,
  EXCLUSIVE_C14N,
  INCLUSIVE_C14N,
  XMLENC,
} from '../names.ts';

/** A hash function as Node names it. */
export type HashName = 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** What a SignatureMethod asks of the key and the value. */
export interface SignatureMethod {
  readonly hash: HashName;
  readonly key: 'rsa' | 'ec';
  /** True for RSASSA-PSS with the same hash in MGF1 and as long a salt (RFC 9231 section 2.3.10). */
  readonly pss?: true;
}

/** What a DigestMethod asks of the value. */
export interface DigestMethod {
  readonly hash: HashName;
  readonly bytes: number;
}

/** Everything that is accepted as a signature method. HMAC has no place where keys are public. */
export const signatureMethods: ReadonlyMap<string, SignatureMethod> = new Map([
  [`${DSIG}rsa-sha1`, { hash: 'sha1', key: 'rsa' }],
  [`${DSIG_MORE}rsa-sha256`, { hash: 'sha256', key: 'rsa' }],
  [`${DSIG_MORE}rsa-sha384`, { hash: 'sha384', key: 'rsa' }],
  [`${DSIG_MORE}rsa-sha512`, { hash: 'sha512', key: 'rsa' }],
  [`${DSIG_MORE_2007}sha256-rsa-MGF1`, { hash: 'sha256', key: 'rsa', pss: true }],
  [`${DSIG_MORE_2007}sha384-rsa-MGF1`, { hash: 'sha384', key: 'rsa', pss: true }],
  [`${DSIG_MORE_2007}sha512-rsa-MGF1`, { hash: 'sha512', key: 'rsa', pss: true }],
  [`${DSIG_MORE}ecdsa-sha256`, { hash: 'sha256', key: 'ec' }],
  [`${DSIG_MORE}ecdsa-sha384`, { hash: 'sha384', key: 'ec' }],
  [`${DSIG_MORE}ecdsa-sha512`, { hash: 'sha512', key: 'ec' }],
]);

/** Everything that is accepted as a digest method. */
export const digestMethods: ReadonlyMap<string, DigestMethod> = new Map([
  [`${DSIG}sha1`, { hash: 'sha1', bytes: 20 }],
  [`${XMLENC}sha256`, { hash: 'sha256', bytes: 32 }],
  [`${DSIG_MORE}sha384`, { hash: 'sha384', bytes: 48 }],
  [`${XMLENC}sha512`, { hash: 'sha512', bytes: 64 }],
]);

/** A canonicalization algorithm without its parameters. */
export interface CanonicalMethod {
  readonly method: 'exclusive' | 'inclusive';
  readonly comments: boolean;
}

/** Everything that is accepted as a canonicalization. */
export const canonicalMethods: ReadonlyMap<string, CanonicalMethod> = new Map([
  [EXCLUSIVE_C14N, { method: 'exclusive', comments: false }],
  [`${EXCLUSIVE_C14N}WithComments`, { method: 'exclusive', comments: true }],
  [INCLUSIVE_C14N, { method: 'inclusive', comments: false }],
  [`${INCLUSIVE_C14N}#WithComments`, { method: 'inclusive', comments: true }],
]);

/** The transform that takes the signature out of what it signs. */
export const ENVELOPED_SIGNATURE = `${DSIG}enveloped-signature`;

/** Bytes of an ECDSA signature value (r and s, RFC 9231 section 2.3.6) on the curves accepted. */
export const ecdsaLengths: ReadonlyMap<string, number> = new Map([
  ['prime256v1', 64],
  ['secp384r1', 96],
  ['secp521r1', 132],
]);
