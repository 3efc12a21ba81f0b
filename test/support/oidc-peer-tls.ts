/** The authority and server certificate of a test's OpenID provider on loopback. */
import { generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import { makeCertificate } from '../../src/http/certificate.ts';

/** TLS files of a server and who vouches for it. */
export interface PeerTls {
  /** PEM of the private key. */
  readonly key: string;
  /** PEM of the server's certificate and its authority's. */
  readonly chain: string;
  /** PEM of the authority. */
  readonly authority: string;
  /** SHA-1 of the authority's certificate in lower-case hexadecimal: what an OIDC provider of IAM lists. */
  readonly thumbprint: string;
}

const HOUR = 3_600_000;

/** Makes an authority and a certificate for these names that it signs. */
export function makePeerTls(names: readonly string[], now: number = Date.now()): PeerTls {
  const authorityKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const serverKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const common = {
    issuer: 'Authority of a test OpenID provider',
    notBefore: now - HOUR,
    notAfter: now + 24 * HOUR,
    issuerPublicKey: authorityKeys.publicKey,
    signingKey: authorityKeys.privateKey,
  };
  const authority = makeCertificate({
    ...common,
    serial: randomBytes(16),
    subject: common.issuer,
    publicKey: authorityKeys.publicKey,
    use: { kind: 'authority' },
  });
  const server = makeCertificate({
    ...common,
    serial: randomBytes(16),
    subject: 'Test OpenID provider',
    publicKey: serverKeys.publicKey,
    use: { kind: 'server', names },
  });
  return {
    key: String(serverKeys.privateKey.export({ type: 'pkcs8', format: 'pem' })),
    chain: server + authority,
    authority,
    thumbprint: new X509Certificate(authority).fingerprint.replaceAll(':', '').toLowerCase(),
  };
}
