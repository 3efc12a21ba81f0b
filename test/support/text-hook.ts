/** An operator's hook for text messages, as docs/guides/text-messages.md tells to write one. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { makeTlsChain } from './tls-chain.ts';

/** A text message as the hook got it. */
export interface HookedText {
  readonly id: string;
  readonly to: string;
  readonly text: string;
  readonly language: string;
  readonly purpose: string;
}

export interface TextHookServer {
  readonly url: string;
  /** The certificate (PEM) of the authority that vouches for it. */
  readonly authority: string;
  readonly received: HookedText[];
  /** Posts whose signature or time was not right. */
  readonly refused: () => number;
  answer(status: number): void;
  stop(): Promise<void>;
}

/** As far as a post may be from now, in seconds. */
const WINDOW = 300;

export async function startTextHook(secret: string): Promise<TextHookServer> {
  const tls = makeTlsChain('plain', ['127.0.0.1', 'localhost']);
  const received: HookedText[] = [];
  let refused = 0;
  let status = 204;
  const server = createServer({ key: tls.key, cert: tls.cert }, async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const body = Buffer.concat(parts).toString();
    const { 'gatehouse-timestamp': time, 'gatehouse-signature': signature } = request.headers;
    const expected = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
    const [given, wanted] = [Buffer.from(String(signature)), Buffer.from(`v1=${expected}`)];
    const isRight = given.length === wanted.length && timingSafeEqual(given, wanted);
    const isFresh = Math.abs(Date.now() / 1000 - Number(time)) < WINDOW;
    const isJson = request.headers['content-type'] === 'application/json';
    if (request.method !== 'POST' || !isJson || !isRight || !isFresh) {
      refused += 1;
      response.writeHead(403).end();
      return;
    }
    if (status < 300) received.push(JSON.parse(body));
    response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}/send?via=test`,
    authority: tls.root.pem,
    received,
    refused: () => refused,
    answer: (next) => {
      status = next;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
