import { isIP, type Socket } from 'node:net';
import {
  type ConnectionOptions,
  checkServerIdentity,
  connect,
  createSecureContext,
  getCACertificates,
  type SecureContext,
  type TLSSocket,
} from 'node:tls';
import type { ServerCertificate } from '../base/fetch.ts';
import { sentChain, thumbprintOf, toldChain } from './chain.ts';
import { errorCode, RequestProblem } from './problem.ts';

/** What a server's certificate is judged by. */
export interface Trust {
  /** Authorities that may have signed it. */
  readonly context: SecureContext;
  /** SHA-1 of certificates that vouch for it otherwise. */
  readonly thumbprints: readonly string[];
}

/** A handshake that ended well: what is written now reaches the server that was asked for. */
export interface Secured {
  readonly socket: TLSSocket;
  readonly certificate: ServerCertificate;
}

/**
 * Authorities: those that come with Node and those of the operator (PEM). Made once, since reading
 * them all takes milliseconds.
 */
export function trustedAuthorities(extra: readonly string[]): SecureContext {
  if (extra.length === 0) return createSecureContext();
  return createSecureContext({ ca: [...getCACertificates('default'), ...extra] });
}

/**
 * Shakes hands and judges the certificate: its chain leads to a trusted authority, or to one of the
 * thumbprints, and it is for `host` and in its time in either case (aws-facts D1).
 *
 * @param dial opens one more connection to the same address: a chain up to a thumbprint is verified
 *   by OpenSSL itself, in a second handshake that knows the one authority that counts
 * Throws RequestProblem `tls` or `certificate`, or the signal's reason.
 */
export async function secure(
  first: Socket,
  dial: () => Promise<Socket>,
  host: string,
  trust: Trust,
  signal: AbortSignal,
): Promise<Secured> {
  const { socket, reason } = await shakeHands(first, host, trust.context, signal);
  const chain = sentChain(socket);
  const told = toldChain(chain);
  if (reason === undefined) return { socket, certificate: { trust: 'authority', chain: told } };
  socket.destroy();
  const wanted = new Set(trust.thumbprints.map((print) => print.toLowerCase()));
  const anchor = chain.find((certificate) => wanted.has(thumbprintOf(certificate)));
  if (!anchor) throw new RequestProblem({ kind: 'certificate', host, reason, chain: told });
  const context = createSecureContext({ ca: anchor.toString(), allowPartialTrustChain: true });
  const again = await shakeHands(await dial(), host, context, signal);
  const chainAgain = toldChain(sentChain(again.socket));
  if (again.reason === undefined) {
    return { socket: again.socket, certificate: { trust: 'thumbprint', chain: chainAgain } };
  }
  again.socket.destroy();
  throw new RequestProblem({ kind: 'certificate', host, reason: again.reason, chain: chainAgain });
}

/**
 * One handshake. A certificate that fails is reported in `reason`, so that its chain can still be
 * read; nothing may be written to such a socket.
 */
function shakeHands(
  plain: Socket,
  host: string,
  secureContext: SecureContext,
  signal: AbortSignal,
): Promise<{ readonly socket: TLSSocket; readonly reason: string | undefined }> {
  const options: ConnectionOptions = {
    socket: plain,
    secureContext,
    minVersion: 'TLSv1.2',
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: false,
    checkServerIdentity: (_name, certificate) => checkServerIdentity(host, certificate),
    // RFC 6066, 3: an address is no server name.
    ...(isIP(host) === 0 ? { servername: host } : {}),
  };
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const socket = connect(options);
    const stop = () => socket.destroy(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    const failed = (error?: Error) => {
      signal.removeEventListener('abort', stop);
      plain.destroy();
      const code = error ? errorCode(error) : 'ECONNRESET';
      reject(signal.aborted ? signal.reason : new RequestProblem({ kind: 'tls', host, code }));
    };
    socket.on('error', failed).on('close', failed);
    socket.once('secureConnect', () => {
      signal.removeEventListener('abort', stop);
      // Node's declaration says Error; it is the code of one.
      const fault: unknown = socket.authorizationError;
      resolve({ socket, reason: socket.authorized ? undefined : String(fault) });
    });
  });
}
