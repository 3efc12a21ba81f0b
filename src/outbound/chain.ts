import { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { SentCertificate } from '../base/fetch.ts';

/** Longer chains exist in attacks only. */
const LONGEST_CHAIN = 10;

/**
 * The certificates that a server sent, from its own to the top one, as far as each is really signed
 * by the next: what else it sent proves nothing about it. Empty when it sent none.
 */
export function sentChain(socket: TLSSocket): readonly X509Certificate[] {
  const sent: X509Certificate[] = [];
  for (
    let each = socket.getPeerX509Certificate();
    each && sent.length < LONGEST_CHAIN;
    each = each.issuerCertificate
  ) {
    // An object of its own: one of a session keeps the whole session alive.
    sent.push(new X509Certificate(each.raw));
  }
  const [own, ...others] = sent;
  if (!own) return [];
  const chain = [own];
  for (let child: X509Certificate | undefined = own; child && !isSelfSigned(child); ) {
    const issued: X509Certificate = child;
    child = others.find((other) => !chain.includes(other) && isSignedBy(issued, other));
    if (child) chain.push(child);
  }
  return chain;
}

function isSelfSigned(certificate: X509Certificate): boolean {
  return isSignedBy(certificate, certificate);
}

function isSignedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

/** SHA-1 of a certificate's DER, in 40 lower-case hex digits, as AWS writes thumbprints. */
export function thumbprintOf(certificate: X509Certificate): string {
  return certificate.fingerprint.replaceAll(':', '').toLowerCase();
}

/** What is told of a chain. */
export function toldChain(chain: readonly X509Certificate[]): SentCertificate[] {
  return chain.map((certificate) => ({
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    thumbprint: thumbprintOf(certificate),
    notBefore: Date.parse(certificate.validFrom),
    notAfter: Date.parse(certificate.validTo),
  }));
}

function oneLine(name: string | undefined): string {
  return (name ?? '').replaceAll('\n', ', ');
}
