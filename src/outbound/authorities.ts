import { X509Certificate } from 'node:crypto';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * The certificates of a PEM file, one text each. Throws an Error that says what is wrong with the
 * file when it holds none or one that cannot be read.
 */
export function readAuthorities(pem: string): string[] {
  const found = pem.match(CERTIFICATE) ?? [];
  if (found.length === 0) throw new Error('it holds no certificate');
  for (const [index, text] of found.entries()) {
    if (!isCertificate(text)) throw new Error(`certificate ${index + 1} in it cannot be read`);
  }
  return found;
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}
