/** How a signature algorithm of JWS is verified with node:crypto (RFC 7518 section 3.1). */
export interface SignatureAlgorithm {
  readonly keyType: 'RSA' | 'EC';
  readonly hash: 'sha256' | 'sha384' | 'sha512';
  /** RSASSA-PSS instead of PKCS#1 v1.5, with a salt as long as the digest. */
  readonly pss: boolean;
  /** The one curve of an ECDSA algorithm. */
  readonly curve?: Curve;
}

/** The curves of RFC 7518 section 6.2.1.1 with the bytes of one coordinate. */
export const curves = { 'P-256': 32, 'P-384': 48, 'P-521': 66 } as const;

export type Curve = keyof typeof curves;

/**
 * The algorithms that tokens may be signed with. `none` and HMAC are not among them and never will
 * be: one is no signature, and the other would take a public key for a shared secret.
 */
const algorithms = {
  RS256: { keyType: 'RSA', hash: 'sha256', pss: false },
  RS384: { keyType: 'RSA', hash: 'sha384', pss: false },
  RS512: { keyType: 'RSA', hash: 'sha512', pss: false },
  ES256: { keyType: 'EC', hash: 'sha256', pss: false, curve: 'P-256' },
  ES384: { keyType: 'EC', hash: 'sha384', pss: false, curve: 'P-384' },
  ES512: { keyType: 'EC', hash: 'sha512', pss: false, curve: 'P-521' },
  PS256: { keyType: 'RSA', hash: 'sha256', pss: true },
  PS384: { keyType: 'RSA', hash: 'sha384', pss: true },
  PS512: { keyType: 'RSA', hash: 'sha512', pss: true },
} as const satisfies Readonly<Record<string, SignatureAlgorithm>>;

export type AlgorithmName = keyof typeof algorithms;

/** The names of the allowed algorithms, in the order in which they are told. */
export const algorithmNames = Object.keys(algorithms) as readonly AlgorithmName[];

/** True for the exact name of an allowed algorithm; names are case-sensitive (RFC 7515 4.1.1). */
export function isAlgorithmName(name: string): name is AlgorithmName {
  return Object.hasOwn(algorithms, name);
}

/** How tokens of an allowed algorithm are verified. */
export function algorithmOf(name: AlgorithmName): SignatureAlgorithm {
  return algorithms[name];
}
