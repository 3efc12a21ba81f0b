import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { until } from '../../test/support/until.ts';
import type { Listener } from './listener.ts';
import { exchangeOnce, rawClient, startListener } from './testing.ts';

const seen: Buffer[] = [];
const keep = ({ body }: { body: Buffer }) => {
  seen.push(body);
  return { status: 200, headers: {}, body: String(body.length) };
};

const post = (length: number, more = '') =>
  `POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${more}Content-Length: ${length}\r\n\r\n`;
const CHUNKED = 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n';
const chunk = (size: number) => `${size.toString(16)}\r\n${'x'.repeat(size)}\r\n`;

describe('limits of a request', () => {
  let listener: Listener | undefined;
  afterEach(async () => {
    await listener?.stop(100);
    seen.length = 0;
  });
  const start = async (...given: Parameters<typeof startListener> | []) => {
    const started = await startListener(given[0] ?? keep, given[1]);
    listener = started.listener;
    return started;
  };

  it('reads a body of exactly the limit', async () => {
    const { port } = await start();
    const answer = await exchangeOnce(port, post(1000) + 'x'.repeat(1000));
    assert.match(answer, /^HTTP\/1\.1 200 /);
    assert.match(answer, /\r\n\r\n1000$/);
  });

  it('answers 413 with an empty body to an announced length over the limit, unread', async () => {
    const { port } = await start();
    const client = await rawClient(port);
    client.send(post(1001));
    const answer = await client.received(/\r\n\r\n/);
    assert.match(answer, /^HTTP\/1\.1 413 /);
    assert.match(answer, /Content-Length: 0\r\n/);
    assert.match(answer, /Connection: close\r\n/);
    assert.match(answer, /x-amzn-RequestId: /);
    client.send('x'.repeat(1001));
    assert.ok((await client.closed()).endsWith('\r\n\r\n'));
    assert.equal(seen.length, 0);
  });

  it('answers 413 to a chunked body once it passes the limit, and not at the limit', async () => {
    const { port } = await start();
    const client = await rawClient(port);
    client.send(`${CHUNKED}\r\n${chunk(600)}${chunk(600)}`);
    assert.match(await client.received(/\r\n\r\n/), /^HTTP\/1\.1 413 /);
    client.socket.destroy();
    const whole = `${CHUNKED}Connection: close\r\n\r\n${chunk(600)}${chunk(400)}0\r\n\r\n`;
    assert.match(await exchangeOnce(port, whole), /\r\n\r\n1000$/);
  });

  it('lets a client that sends everything first still read its 413', async () => {
    const { port } = await start();
    const answer = await exchangeOnce(port, post(4_000_000) + 'x'.repeat(4_000_000));
    assert.match(answer, /^HTTP\/1\.1 413 /);
  });

  it('says 100 Continue for a body it wants, and 413 at once for one it does not', async () => {
    const { port } = await start();
    const client = await rawClient(port);
    client.send(post(3, 'Expect: 100-continue\r\n'));
    assert.match(await client.received(/\r\n\r\n/), /^HTTP\/1\.1 100 Continue/);
    client.send('abc');
    assert.match(await client.closed(), /HTTP\/1\.1 200 OK/);
    const other = await rawClient(port);
    other.send(post(5000, 'Expect: 100-continue\r\n'));
    assert.match(await other.received(/\r\n\r\n/), /^HTTP\/1\.1 413 /);
    other.socket.destroy();
  });

  it('answers 503 when bodies in transit take too much memory, and serves again afterwards', async () => {
    const { port } = await start(keep, { limits: { maxBufferedBytes: 1500 } });
    const slow = await rawClient(port);
    slow.send(post(1000) + 'x'.repeat(900));
    const answered = async (status: number) =>
      (await exchangeOnce(port, post(1000) + 'x'.repeat(1000))).startsWith(`HTTP/1.1 ${status} `);
    await until('503', async () => await answered(503));
    slow.socket.destroy();
    await until('200', async () => await answered(200));
  });

  it('answers 431 to headers over the limit, and takes large ones below it', async () => {
    const { port, metrics } = await start();
    const request = (size: number) =>
      `GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Big: ${'x'.repeat(size)}\r\n\r\n`;
    assert.match(await exchangeOnce(port, request(5000)), /^HTTP\/1\.1 431 /);
    assert.match(await exchangeOnce(port, request(3000)), /^HTTP\/1\.1 200 /);
    assert.match((await metrics.text()).body, /gatehouse_malformed_request_total 1/);
  });

  it('answers 408 to a head and to a body that do not arrive in time', async () => {
    const { port } = await start(keep, { limits: { requestTimeoutSeconds: 1 } });
    const head = await exchangeOnce(port, 'GET / HTTP/1.1\r\nHost: a\r\n');
    assert.match(head, /^HTTP\/1\.1 408 /);
    const body = await exchangeOnce(port, `${post(10)}abc`);
    assert.match(body, /^HTTP\/1\.1 408 /);
    assert.equal(seen.length, 0);
  });

  it('answers 400 to what is not HTTP, to conflicting lengths and to a missing Host', async () => {
    const { port } = await start();
    const hostile = [
      'hello\r\n\r\n',
      'GET / HTTP/1.1\r\n\r\n',
      `${CHUNKED}Content-Length: 5\r\n\r\n0\r\n\r\n`,
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
      'GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n',
    ];
    for (const bytes of hostile) {
      assert.match(await exchangeOnce(port, bytes), /^HTTP\/1\.1 400 /, JSON.stringify(bytes));
    }
    assert.equal(seen.length, 0);
  });

  it('closes connections above the limit and counts them', async () => {
    const { port, metrics } = await start(keep, { limits: { maxConnections: 1 } });
    const first = await rawClient(port);
    const second = await rawClient(port);
    assert.equal(await second.closed(), '');
    first.send('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    assert.match(await first.closed(), /^HTTP\/1\.1 200 /);
    assert.match((await metrics.text()).body, /gatehouse_connection_refused_total 1/);
  });

  it('forgets a client that goes away, before its body ended and before its answer', async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { port, metrics } = await start(async ({ body }) => {
      await gate;
      return { status: 200, headers: {}, body: String(body.length) };
    });
    const early = await rawClient(port);
    early.send(`${post(10)}abc`);
    const late = await rawClient(port);
    late.send('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await until('both are known', () => metrics.inFlight() === 2);
    early.socket.destroy();
    late.socket.destroy();
    await until('both are forgotten', () => metrics.inFlight() === 0);
    release();
    assert.match((await metrics.text()).body, /status="aborted"\} 2/);
  });
});
