/**
 * npm's oidc-provider as a real OpenID provider: TLS on a free port of loopback with a certificate
 * of a local authority, ID tokens by authorization code with PKCE. A server under test reaches it
 * with the settings of `environment`.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Provider, { type Configuration, type JWK } from 'oidc-provider';
import { fetchIdToken } from './oidc-peer-flow.ts';
import { MemoryAdapter } from './oidc-peer-store.ts';
import { makePeerTls } from './oidc-peer-tls.ts';

/** The algorithms that ID tokens are signed with. */
export const peerAlgorithms = ['RS256', 'RS512', 'PS256', 'ES256', 'ES384'] as const;
export type PeerAlgorithm = (typeof peerAlgorithms)[number];

/** Claims of a person besides `sub`. */
export type PersonClaims = Readonly<Record<string, unknown>>;

/** What a test's OpenID provider may be told. */
export interface OidcPeerOptions {
  /** Claims by subject; whoever is not listed has none. */
  readonly people?: Readonly<Record<string, PersonClaims>>;
  /** Seconds for which ID tokens are valid; default 3600. */
  readonly lifetime?: number;
  /** A path of the issuer such as `/tenant/one`; default: none. */
  readonly path?: string;
}

/** A running OpenID provider. */
export interface OidcPeer {
  /** `https://localhost:PORT` and the path. */
  readonly issuer: string;
  /** PEM file of the authority that signed its certificate. */
  readonly caFile: string;
  /** SHA-1 of that authority's certificate. */
  readonly thumbprint: string;
  /** Settings that let a server under test fetch from it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Paths that were asked for, in order. */
  readonly requests: readonly string[];
  /** The client whose ID tokens are signed with this algorithm; also their audience. */
  readonly clientId: (algorithm?: PeerAlgorithm) => string;
  /** Signs a subject in; answers the ID token. */
  readonly idToken: (subject: string, algorithm?: PeerAlgorithm) => Promise<string>;
  /** Replaces every signing key. */
  readonly rotateKeys: () => void;
  /** Waits so long before each answer. */
  readonly delayAnswers: (milliseconds: number) => void;
  readonly stop: () => Promise<void>;
}

const REDIRECT_URI = 'https://relying-party.example.test/callback';

/** Starts an OpenID provider. */
export async function startOidcPeer(options: OidcPeerOptions = {}): Promise<OidcPeer> {
  const { path = '' } = options;
  const tls = makePeerTls(['localhost', '127.0.0.1']);
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-oidc-peer-'));
  const caFile = join(folder, 'authority.pem');
  await writeFile(caFile, tls.authority);
  const server = createServer({ key: tls.key, cert: tls.chain });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const issuer = `https://localhost:${port}${path}`;
  const requests: string[] = [];
  let delay = 0;
  let provider = makeProvider(issuer, options);
  server.on('request', (request, response) => {
    requests.push(request.url ?? '');
    const answer = (): void => void answerRequest(provider, options, request, response);
    if (delay === 0) answer();
    else setTimeout(answer, delay).unref();
  });
  return {
    issuer,
    caFile,
    thumbprint: tls.thumbprint,
    environment: { GATEHOUSE_CA_FILE: caFile, GATEHOUSE_OUTBOUND_ALLOW: '127.0.0.1/32' },
    requests,
    clientId,
    idToken: async (subject, algorithm) =>
      await fetchIdToken({
        issuer,
        authority: tls.authority,
        clientId: clientId(algorithm),
        redirectUri: REDIRECT_URI,
        subject,
      }),
    rotateKeys: () => {
      provider = makeProvider(issuer, options);
    },
    delayAnswers: (milliseconds) => {
      delay = milliseconds;
    },
    stop: async () => {
      await stopServer(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function clientId(algorithm: PeerAlgorithm = 'RS256'): string {
  return `relying-party-${algorithm.toLowerCase()}`;
}

function makeProvider(issuer: string, options: OidcPeerOptions): Provider {
  const configuration: Configuration = {
    adapter: MemoryAdapter,
    clients: peerAlgorithms.map((algorithm) => ({
      client_id: clientId(algorithm),
      redirect_uris: [REDIRECT_URI],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      token_endpoint_auth_method: 'none',
      id_token_signed_response_alg: algorithm,
    })),
    jwks: { keys: peerAlgorithms.map(makeKey) },
    enabledJWA: { idTokenSigningAlgValues: [...peerAlgorithms] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    claims: { openid: ['sub', ...claimNames(options)] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    findAccount: (_context, accountId) => ({
      accountId,
      claims: () => ({ ...options.people?.[accountId], sub: accountId }),
    }),
    // Nobody is asked for consent.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId ?? '',
        accountId: oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
    interactions: {
      url: (_context, { uid }) =>
        `${new URL(issuer).pathname.replace(/\/$/, '')}/interaction/${uid}`,
    },
    ttl: {
      IdToken: options.lifetime ?? 3600,
      AccessToken: 600,
      Grant: 600,
      Interaction: 600,
      Session: 600,
      AuthorizationCode: 60,
    },
  };
  return new Provider(issuer, configuration);
}

function claimNames({ people = {} }: OidcPeerOptions): string[] {
  return [...new Set(Object.values(people).flatMap((claims) => Object.keys(claims)))];
}

function makeKey(algorithm: PeerAlgorithm): JWK {
  const { privateKey } = algorithm.startsWith('ES')
    ? generateKeyPairSync('ec', { namedCurve: algorithm === 'ES256' ? 'P-256' : 'P-384' })
    : generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = `${algorithm.toLowerCase()}-${randomBytes(6).toString('hex')}`;
  return { ...privateKey.export({ format: 'jwk' }), kid, alg: algorithm, use: 'sig' };
}

/** Answers the sign-in step itself, by the word of `login_hint`; everything else is the library's. */
async function answerRequest(
  provider: Provider,
  { path = '', people = {} }: OidcPeerOptions,
  request: IncomingMessage & { originalUrl?: string; baseUrl?: string },
  response: ServerResponse,
): Promise<void> {
  const url = request.url ?? '';
  if (!url.startsWith(path)) {
    response.writeHead(404).end();
    return;
  }
  // As Express leaves a request to what is mounted below a path.
  request.originalUrl = url;
  request.baseUrl = path;
  request.url = url.slice(path.length) || '/';
  if (!request.url.startsWith('/interaction/')) {
    await provider.callback()(request, response);
    return;
  }
  const { params } = await provider.interactionDetails(request, response);
  const accountId = String(params.login_hint);
  const amr = people[accountId]?.amr;
  const login = { accountId, ...(Array.isArray(amr) ? { amr } : {}) };
  await provider.interactionFinished(request, response, { login });
}

async function stopServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
