import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  X509Certificate,
} from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import type { RandomBytes } from '../base/bytes.ts';
import { startError } from '../failures/start-error.ts';
import { makeCertificate } from './certificate.ts';
import type { TlsFiles } from './listener.ts';

/** What the local authority and its certificate are made from. */
export interface LocalTlsInput {
  /** The data folder; files lie in `tls` below it. */
  readonly data: string;
  /** Host names and addresses that clients use: configured names and the public URL's host. */
  readonly names: readonly string[];
  /** Every configured region, for AWS's own host names. */
  readonly regions: readonly string[];
  readonly now: number;
  readonly random: RandomBytes;
}

export interface LocalTls extends TlsFiles {
  /** The authority's certificate: what clients name in AWS_CA_BUNDLE. */
  readonly caFile: string;
  /** When the server's certificate ends; milliseconds since 1970. */
  readonly notAfter: number;
  /** True when this call made a new server certificate. */
  readonly isNew: boolean;
}

const DAY = 24 * 60 * 60 * 1000;
const CA_DAYS = 3650;
/** Clients of some platforms refuse server certificates that live longer than 398 days. */
const LEAF_DAYS = 397;
const RENEWAL_DAYS = 30;
const CA_NAME = 'Gatehouse local certificate authority';

/** The authority's certificate in a data folder, whether it has been made or not. */
export function localCaFile(data: string): string {
  return join(data, 'tls', 'ca.pem');
}

/**
 * The names of a local certificate: the given ones with the sign-in and portal names below them, this
 * machine's own, and those of AWS that unmodified clients ask for (client-facts).
 */
export function certificateNames(names: readonly string[], regions: readonly string[]): string[] {
  const own = ['localhost', ...names.map((name) => name.toLowerCase())];
  const below = own
    .filter((name) => isIP(name) === 0 && !name.startsWith('*.'))
    .flatMap((name) => [`*.signin.${name}`, `*.portal.${name}`]);
  const regional = regions.flatMap((region) => [
    `*.${region}.amazonaws.com`,
    `portal.sso.${region}.amazonaws.com`,
    `oidc.${region}.amazonaws.com`,
  ]);
  const aws = [
    '*.amazonaws.com',
    'signin.aws.amazon.com',
    '*.signin.aws.amazon.com',
    '*.awsapps.com',
    'signin.aws',
    '*.signin.aws',
  ];
  return [...new Set([...own, '127.0.0.1', '::1', ...below, ...regional, ...aws])];
}

/**
 * The local authority's certificate for this server. Makes the authority at the first call, and a new
 * server certificate when there is none, when it ends within 30 days, when its names have changed or
 * when the authority has. Keys are files with permissions 0600.
 * Throws StartError START-009 when a file is there and cannot be used: it is never overwritten.
 */
export function localTls(input: LocalTlsInput): LocalTls {
  const folder = join(input.data, 'tls');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const authority = readOrMakeAuthority(folder, input);
  const names = certificateNames(input.names, input.regions);
  const certFile = join(folder, 'server.pem');
  const keyFile = join(folder, 'server.key');
  const caFile = localCaFile(input.data);
  const found = readPair(certFile, keyFile);
  if (found && isUsable(found.certificate, authority, names, input.now)) {
    const { cert, key, certificate } = found;
    return { cert, key, caFile, notAfter: Date.parse(certificate.validTo), isNew: false };
  }
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const notAfter = Math.min(input.now + LEAF_DAYS * DAY, Date.parse(authority.certificate.validTo));
  const cert = makeCertificate({
    serial: input.random(16),
    subject: 'Gatehouse',
    issuer: CA_NAME,
    notBefore: input.now - DAY,
    notAfter,
    publicKey,
    issuerPublicKey: authority.certificate.publicKey,
    signingKey: authority.key,
    use: { kind: 'server', names },
  });
  const key = keyPem(privateKey);
  writePair(certFile, cert, keyFile, key);
  return { cert, key, caFile, notAfter, isNew: true };
}

interface Authority {
  readonly certificate: X509Certificate;
  readonly key: KeyObject;
}

function readOrMakeAuthority(folder: string, { now, random }: LocalTlsInput): Authority {
  const certFile = join(folder, 'ca.pem');
  const keyFile = join(folder, 'ca.key');
  const found = readPair(certFile, keyFile);
  if (found) return { certificate: found.certificate, key: createPrivateKey(found.key) };
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const cert = makeCertificate({
    serial: random(16),
    subject: CA_NAME,
    issuer: CA_NAME,
    notBefore: now - DAY,
    notAfter: now + CA_DAYS * DAY,
    publicKey,
    issuerPublicKey: publicKey,
    signingKey: privateKey,
    use: { kind: 'authority' },
  });
  writePair(certFile, cert, keyFile, keyPem(privateKey));
  return { certificate: new X509Certificate(cert), key: privateKey };
}

function keyPem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

interface Pair {
  readonly cert: string;
  readonly key: string;
  readonly certificate: X509Certificate;
}

/** A certificate and its key, undefined when neither file exists. Throws START-009. */
export function readPair(certFile: string, keyFile: string): Pair | undefined {
  if (!existsSync(certFile) && !existsSync(keyFile)) return undefined;
  const cert = readPem(certFile);
  const key = readPem(keyFile);
  const certificate = parse(certFile, () => new X509Certificate(cert));
  const privateKey = parse(keyFile, () => createPrivateKey(key));
  if (!certificate.publicKey.equals(createPublicKey(privateKey))) {
    throw startError('START-009', { path: keyFile, reason: `it is not the key of ${certFile}` });
  }
  return { cert, key, certificate };
}

/** The certificate files of GATEHOUSE_TLS=files. Throws START-009 when they cannot be used. */
export function readTlsFiles(certFile: string, keyFile: string): TlsFiles {
  const pair = readPair(certFile, keyFile);
  if (!pair) throw startError('START-009', { path: certFile, reason: 'it does not exist' });
  return { cert: pair.cert, key: pair.key };
}

function readPem(path: string): string {
  return parse(path, () => readFileSync(path, 'utf8'));
}

function parse<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw startError('START-009', { path, reason }, error);
  }
}

function isUsable(
  certificate: X509Certificate,
  authority: Authority,
  names: readonly string[],
  now: number,
): boolean {
  const isLasting = Date.parse(certificate.validTo) > now + RENEWAL_DAYS * DAY;
  const isOurs = certificate.verify(authority.certificate.publicKey);
  return isLasting && isOurs && hasNames(certificate, names);
}

/** Node writes IPv6 addresses in full, so that the sets are compared in one form. */
function hasNames(certificate: X509Certificate, names: readonly string[]): boolean {
  const there = new Set((certificate.subjectAltName ?? '').split(', ').map(plainName));
  const wanted = new Set(names.map(plainName));
  return there.size === wanted.size && [...wanted].every((name) => there.has(name));
}

function plainName(name: string): string {
  const bare = name.replace(/^(DNS|IP Address):/, '').toLowerCase();
  return isIP(bare) === 6 ? new URL(`http://[${bare}]`).hostname : bare;
}

/** Keys first, so that a certificate never lies there without its key. */
function writePair(certFile: string, cert: string, keyFile: string, key: string): void {
  replaceFile(keyFile, key, 0o600);
  replaceFile(certFile, cert, 0o644);
}

function replaceFile(path: string, text: string, mode: number): void {
  const made = `${path}.new`;
  writeFileSync(made, text, { mode });
  chmodSync(made, mode);
  renameSync(made, path);
}
