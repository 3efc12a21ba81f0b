/**
 * An OpenID provider of a test: a TLS server on loopback with a discovery document, a key set and
 * tokens, which misbehaves as it is told. Unlike the oidc-provider peer it signs nobody in; it is
 * there for what real providers do only on bad days.
 */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeTlsChain, type TlsChain, type TlsKind } from './tls-chain.ts';

/** How one of the two documents is answered. */
export type Behaviour =
  | { readonly kind: 'normal' }
  /** Members that replace those of the document; undefined removes one. */
  | { readonly kind: 'document'; readonly members: Readonly<Record<string, unknown>> }
  | {
      readonly kind: 'answer';
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | Buffer;
    }
  /** A redirect to the same place with a counter, without end. */
  | { readonly kind: 'redirects' }
  /** Nothing is ever answered. */
  | { readonly kind: 'silence' }
  /** The head comes, then a byte now and then. */
  | { readonly kind: 'drip' }
  /** A body that never ends, at full speed, of no stated length. */
  | { readonly kind: 'endless' }
  /** These bytes, then the end of the connection. */
  | { readonly kind: 'bytes'; readonly bytes: string }
  | { readonly kind: 'reset' };

/** Which of the two documents. */
export type IssuerDocument = 'discovery' | 'keys';

/** A token's header and claims, where they differ from what a good token of this issuer has. */
export interface TokenParts {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** A request as the issuer got it. */
export interface ReceivedRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface TestIssuer {
  /** Without a slash at its end, such as `https://localhost:34567`. */
  readonly url: string;
  readonly port: number;
  readonly tls: TlsChain;
  /** The root's certificate as PEM, and a file with it. */
  readonly authority: string;
  readonly caFile: string;
  /** SHA-1 of the top certificate that is sent. */
  readonly thumbprint: string;
  /** Settings with which a server of Gatehouse reaches and trusts this issuer. */
  readonly environment: { GATEHOUSE_OUTBOUND_ALLOW: string; GATEHOUSE_CA_FILE: string };
  /** The paths that were asked for, oldest first. */
  readonly asked: readonly string[];
  /** The requests behind them, once they had arrived completely. */
  readonly received: readonly ReceivedRequest[];
  readonly behave: (document: IssuerDocument, behaviour: Behaviour) => void;
  /** Headers that come with the key set, such as Cache-Control. */
  readonly keyHeaders: Record<string, string>;
  /** Replaces the signing key; the old one leaves the key set. Answers the new `kid`. */
  readonly rotate: () => string;
  /** A signed token: `iss` and times are set, the rest is the caller's. */
  readonly token: (parts?: TokenParts) => string;
  /** Ends every connection; once more does nothing. */
  readonly stop: () => Promise<void>;
}

export interface TestIssuerOptions {
  readonly tls?: TlsKind;
  /** For `borrowed`: the chain that the attacker took the intermediate from. */
  readonly real?: TlsChain;
  /** ES256 otherwise, whose keys are quickly made. */
  readonly algorithm?: 'ES256' | 'RS256';
  /** The path of the issuer, such as `/realms/one`. */
  readonly path?: string;
  /** The host name of its URL: `localhost` otherwise. */
  readonly host?: string;
}

/** Starts an issuer on a free port of 127.0.0.1. The caller stops it. */
export async function startTestIssuer(options: TestIssuerOptions = {}): Promise<TestIssuer> {
  const { host = 'localhost', path = '', algorithm = 'ES256' } = options;
  const tls = makeTlsChain(options.tls ?? 'plain', [host, '127.0.0.1'], options.real);
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-issuer-'));
  const caFile = join(folder, 'authority.pem');
  await writeFile(caFile, tls.root.pem);
  const behaviours: Record<IssuerDocument, Behaviour> = {
    discovery: { kind: 'normal' },
    keys: { kind: 'normal' },
  };
  const asked: string[] = [];
  const received: ReceivedRequest[] = [];
  const keyHeaders: Record<string, string> = {};
  let signer = makeSigner(algorithm);
  const server = createServer({ key: tls.key, cert: tls.cert }, (request, response) => {
    asked.push(request.url ?? '');
    receive(request, received);
    if (request.url?.startsWith(`${path}/.well-known/openid-configuration`)) {
      behave(behaviours.discovery, request, response, discovery(url, algorithm), {});
    } else if (request.url?.startsWith(`${path}/keys`)) {
      behave(behaviours.keys, request, response, { keys: [signer.jwk] }, keyHeaders);
    } else response.writeHead(404).end();
  });
  const port = await listen(server);
  const url = `https://${host}:${port}${path}`;
  return {
    url,
    port,
    tls,
    authority: tls.root.pem,
    caFile,
    thumbprint: tls.top.thumbprint,
    environment: { GATEHOUSE_OUTBOUND_ALLOW: '127.0.0.0/8,::1', GATEHOUSE_CA_FILE: caFile },
    asked,
    received,
    keyHeaders,
    behave: (document, behaviour) => {
      behaviours[document] = behaviour;
    },
    rotate: () => {
      signer = makeSigner(algorithm);
      return signer.kid;
    },
    token: (parts) => signToken(signer, algorithm, url, parts),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function listen(server: Server): Promise<number> {
  // Clients that break off in the middle are what these tests are about.
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function receive(request: IncomingMessage, received: ReceivedRequest[]): void {
  let body = '';
  request.setEncoding('utf8').on('data', (part) => {
    body += part;
  });
  request.on('end', () => {
    received.push({ method: request.method ?? '', headers: request.headers, body });
  });
}

/** A discovery document as it should be. */
export function discovery(url: string, algorithm = 'ES256'): Record<string, unknown> {
  return {
    issuer: url,
    authorization_endpoint: `${url}/authorize`,
    jwks_uri: `${url}/keys`,
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: [algorithm],
  };
}

function behave(
  behaviour: Behaviour,
  request: IncomingMessage,
  response: ServerResponse,
  document: Record<string, unknown>,
  headers: Readonly<Record<string, string>>,
): void {
  const json = { 'content-type': 'application/json', ...headers };
  switch (behaviour.kind) {
    case 'normal':
      response.writeHead(200, json).end(JSON.stringify(document));
      return;
    case 'document':
      response.writeHead(200, json).end(JSON.stringify({ ...document, ...behaviour.members }));
      return;
    case 'answer':
      response.writeHead(behaviour.status ?? 200, { ...json, ...behaviour.headers });
      response.end(behaviour.body ?? JSON.stringify(document));
      return;
    case 'redirects': {
      const [path = '', count = '0'] = (request.url ?? '').split('?');
      response.writeHead(302, { location: `${path}?${Number(count) + 1}` }).end();
      return;
    }
    case 'silence':
      return;
    case 'drip':
      drip(response.writeHead(200, json));
      return;
    case 'endless':
      pour(response.writeHead(200, json));
      return;
    case 'bytes':
      response.socket?.end(behaviour.bytes);
      return;
    case 'reset':
      response.socket?.destroy();
  }
}

function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
}

function pour(response: ServerResponse): void {
  const more = Buffer.alloc(65_536, ' ');
  const write = () => {
    while (!response.destroyed && response.write(more));
  };
  response.on('drain', write);
  write();
}

interface Signer {
  readonly kid: string;
  readonly key: KeyObject;
  readonly jwk: Record<string, unknown>;
}

function makeSigner(algorithm: 'ES256' | 'RS256'): Signer {
  const { publicKey, privateKey } =
    algorithm === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = randomBytes(6).toString('hex');
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: algorithm };
  return { kid, key: privateKey, jwk };
}

function signToken(signer: Signer, alg: string, iss: string, parts: TokenParts = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const header = encode({ alg, typ: 'JWT', kid: signer.kid, ...parts.header });
  const claims = encode({ iss, iat: now, exp: now + 300, ...parts.claims });
  const content = Buffer.from(`${header}.${claims}`);
  const signature = sign('sha256', content, { key: signer.key, dsaEncoding: 'ieee-p1363' });
  return `${content}.${signature.toString('base64url')}`;
}

/** SHA-1 of nothing that exists: a thumbprint that fits no certificate. */
export const UNKNOWN_THUMBPRINT = createHash('sha1').update('no certificate').digest('hex');
