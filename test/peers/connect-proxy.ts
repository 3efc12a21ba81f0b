/**
 * A proxy that takes every host for one local server: clients that let nobody set their endpoint
 * reach it under AWS's own names, with `HTTPS_PROXY` and the server's certificate authority.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** A running proxy. */
export interface ConnectProxy {
  /** The value of HTTPS_PROXY. */
  readonly url: string;
  /** The hosts that were asked for, in order. */
  readonly hosts: readonly string[];
  readonly stop: () => Promise<void>;
}

/** Starts a proxy to a port of loopback. */
export async function startConnectProxy(port: number): Promise<ConnectProxy> {
  const hosts: string[] = [];
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
  };
  const proxy = createServer((_request, response) => response.writeHead(405).end());
  proxy.on('connect', ({ url = '' }, near: Socket) => {
    hosts.push(url.replace(/:\d+$/, ''));
    const far = connect(port, '127.0.0.1', () => {
      near.write('HTTP/1.1 200 Connection established\r\n\r\n');
      near.pipe(far).pipe(near);
    });
    keep(near);
    keep(far);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port: own } = proxy.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${own}`,
    hosts,
    stop: async () => {
      const closed = once(proxy, 'close');
      proxy.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
