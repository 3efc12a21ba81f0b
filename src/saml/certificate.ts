import { hash, type KeyObject, X509Certificate } from 'node:crypto';
import { decodeBase64 } from './base64.ts';
import { type DerValue, derChildren, derObjectId, NotDer, readDer } from './der.ts';

const SEQUENCE = 0x30;
const EXTENSIONS = 0xa3;

/** A certificate of a metadata document. */
export interface MetadataCertificate {
  readonly x509: X509Certificate;
  readonly key: KeyObject;
  /** SHA-256 of the DER form, lower-case hexadecimal. */
  readonly fingerprint: string;
  /** The object identifiers of its extensions, in their order. */
  readonly extensions: readonly string[];
}

/** A certificate, or in a few words why there is none. */
export type CertificateReading =
  | { readonly ok: true; readonly certificate: MetadataCertificate }
  | { readonly ok: false; readonly detail: string };

/** Reads the content of a ds:X509Certificate element: base64 of one certificate in DER. */
export function readCertificate(text: string): CertificateReading {
  if (text.includes('-----')) return { ok: false, detail: 'it has BEGIN and END lines' };
  const der = decodeBase64(text.replace(/[ \t]+/g, ''));
  if (!der) return { ok: false, detail: 'it is no base64' };
  try {
    const extensions = extensionsOf(der);
    const x509 = new X509Certificate(der);
    const fingerprint = hash('sha256', der, 'hex');
    return { ok: true, certificate: { x509, key: x509.publicKey, fingerprint, extensions } };
  } catch (error) {
    const detail =
      error instanceof NotDer ? `it contains ${error.message}` : 'it is no certificate';
    return { ok: false, detail };
  }
}

/** The first object identifier that stands there more than once (R081). */
export function repeatedExtension({ extensions }: MetadataCertificate): string | undefined {
  return extensions.find((oid, index) => extensions.indexOf(oid) !== index);
}

/**
 * The object identifiers of a certificate's extensions, in their order: OpenSSL takes certificates
 * that repeat one and does not tell. Throws NotDer for what is not built like a certificate
 * (RFC 5280, 4.1).
 */
export function extensionsOf(der: Uint8Array): string[] {
  const certificate = readDer(der, 0, der.length);
  if (certificate.tag !== SEQUENCE || certificate.end !== der.length) {
    throw new NotDer('something else than one sequence');
  }
  const [content] = derChildren(der, certificate);
  if (content?.tag !== SEQUENCE) throw new NotDer('no certificate content');
  const wrapped = derChildren(der, content).filter(({ tag }) => tag === EXTENSIONS);
  return wrapped.flatMap((each) => extensionIds(der, each));
}

function extensionIds(der: Uint8Array, wrapped: DerValue): string[] {
  const [list, second] = derChildren(der, wrapped);
  if (list?.tag !== SEQUENCE || second) throw new NotDer('no list of extensions');
  return derChildren(der, list).map((extension) => {
    const [id] = extension.tag === SEQUENCE ? derChildren(der, extension) : [];
    if (!id) throw new NotDer('an extension without identifier');
    return derObjectId(der, id);
  });
}
