/** Certificates of tests: chains of any length, and the faults that a client has to notice. */
import {
  createHash,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  X509Certificate,
} from 'node:crypto';
import { isIPv4 } from 'node:net';
import {
  bits,
  certificateTime,
  context,
  integer,
  objectId,
  octets,
  sequence,
  setOf,
  TRUE,
  utf8,
} from '../../src/http/der.ts';

/** Who a certificate is for: a server with its DNS names and IPv4 addresses, or an authority. */
interface CertificateSubject {
  readonly name: string;
  readonly serverNames?: readonly string[];
  /** Milliseconds since 1970; otherwise in 30 days. */
  readonly notAfter?: number;
}

/** A certificate with its key. */
export interface Identity {
  readonly name: string;
  readonly pem: string;
  /** SHA-1 in 40 lower-case hex digits. */
  readonly thumbprint: string;
  readonly key: KeyObject;
}

const DAY = 24 * 60 * 60 * 1000;
const ECDSA_SHA256 = sequence(objectId('1.2.840.10045.4.3.2'));

/** Makes a certificate that `issuer` signs, or the new key itself without one. */
export function issue(subject: CertificateSubject, issuer?: Identity): Identity {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const now = Date.now();
  const notAfter = subject.notAfter ?? now + 30 * DAY;
  const content = sequence(
    context(0, integer(Buffer.from([2])), 'constructed'),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ECDSA_SHA256,
    nameOf(issuer?.name ?? subject.name),
    sequence(certificateTime(Math.min(now, notAfter) - DAY), certificateTime(notAfter)),
    nameOf(subject.name),
    publicKey.export({ type: 'spki', format: 'der' }),
    context(3, sequence(...extensions(subject)), 'constructed'),
  );
  const signature = sign('sha256', content, issuer?.key ?? privateKey);
  const der = sequence(content, ECDSA_SHA256, bits(signature));
  return {
    name: subject.name,
    pem: new X509Certificate(der).toString(),
    thumbprint: createHash('sha1').update(der).digest('hex'),
    key: privateKey,
  };
}

function nameOf(commonName: string): Buffer {
  return sequence(setOf(sequence(objectId('2.5.4.3'), utf8(commonName))));
}

function extensions({ serverNames }: CertificateSubject): Buffer[] {
  if (serverNames) return [extension('2.5.29.17', sequence(...serverNames.map(generalName)))];
  return [extension('2.5.29.19', sequence(TRUE)), extension('2.5.29.15', bits(Buffer.of(6), 1))];
}

function extension(id: string, value: Buffer): Buffer {
  return sequence(objectId(id), octets(value));
}

function generalName(text: string): Buffer {
  if (isIPv4(text)) return context(7, Buffer.from(text.split('.').map(Number)), 'primitive');
  return context(2, Buffer.from(text, 'ascii'), 'primitive');
}

/** What a server shows, and what a client would have to know to believe it. */
export interface TlsChain {
  readonly key: string;
  /** The certificates that are sent, the server's own first. */
  readonly cert: string;
  /** The root that signed it, whether it is sent or not. */
  readonly root: Identity;
  /** The top one that is sent: what AWS records as thumbprint. */
  readonly top: Identity;
  readonly own: Identity;
}

/** How a test server's certificate is made. */
export type TlsKind =
  /** Signed by the root, which is not sent. */
  | 'plain'
  /** Root, intermediate, own; the intermediate is sent. */
  | 'intermediate'
  /** As `intermediate`, and the root is sent as well. */
  | 'whole'
  | 'self-signed'
  | 'wrong-name'
  | 'expired'
  /** An attacker's own certificate, followed by the real intermediate, which did not sign it. */
  | 'borrowed';

/** Makes a chain for a server of these names. `real` is the chain that an attacker borrows from. */
export function makeTlsChain(kind: TlsKind, names: readonly string[], real?: TlsChain): TlsChain {
  const root = issue({ name: `Root ${randomBytes(3).toString('hex')}` });
  if (kind === 'self-signed') {
    const own = issue({ name: 'Self-signed', serverNames: names });
    return chain([own], own);
  }
  if (kind === 'borrowed') {
    const stolen = real?.top ?? root;
    return chain([issue({ name: 'Attacker', serverNames: names }, root), stolen], root);
  }
  if (kind === 'intermediate' || kind === 'whole') {
    const between = issue({ name: `Intermediate of ${root.name}` }, root);
    const own = issue({ name: 'Server', serverNames: names }, between);
    return chain(kind === 'whole' ? [own, between, root] : [own, between], root);
  }
  const serverNames = kind === 'wrong-name' ? ['elsewhere.test'] : names;
  const notAfter = kind === 'expired' ? { notAfter: Date.now() - 60_000 } : {};
  return chain([issue({ name: 'Server', serverNames, ...notAfter }, root)], root);
}

function chain(sent: readonly Identity[], root: Identity): TlsChain {
  const [own] = sent;
  const top = sent.at(-1);
  if (!own || !top) throw new Error('a chain has at least one certificate');
  const key = String(own.key.export({ type: 'pkcs8', format: 'pem' }));
  return { key, cert: sent.map(({ pem }) => pem).join(''), root, top, own };
}
