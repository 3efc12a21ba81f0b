import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { until } from '../../test/support/until.ts';
import type { HttpRequest } from '../base/http.ts';
import { StartError } from '../failures/start-error.ts';
import { type AwsCallHandler, type CallMeta, createListener, type Listener } from './listener.ts';
import { createLogger } from './log.ts';
import { createMetrics } from './metrics.ts';
import { bindingError, tryToListen } from './server.ts';
import { exchangeOnce, rawClient, SMALL_LIMITS, startListener } from './testing.ts';

const PROTO = '__proto__';

const hello: AwsCallHandler = () => ({
  status: 200,
  headers: { 'Content-Type': 'text/xml' },
  body: '<héllo/>',
});

describe('the listener and one call', () => {
  let listener: Listener | undefined;
  afterEach(() => listener?.stop(100));

  it('hands over method, path, query, headers and body as they were sent', async () => {
    const seen: HttpRequest[] = [];
    const started = await startListener((request) => {
      seen.push(request);
      return hello(request, {} as CallMeta);
    });
    listener = started.listener;
    const answer = await exchangeOnce(
      started.port,
      'POST /a%2Fb//c?x=%20&x=2 HTTP/1.1\r\nHost: iam.test\r\nX-Two: a\r\nX-Two: b\r\n' +
        'constructor: c\r\n__proto__: p\r\nConnection: close\r\nContent-Length: 5\r\n\r\nbo\0dy',
    );
    const [request] = seen;
    assert.equal(request?.method, 'POST');
    assert.equal(request?.path, '/a%2Fb//c');
    assert.equal(request?.query, 'x=%20&x=2');
    assert.equal(request?.body.toString(), 'bo\0dy');
    assert.equal(request?.headers['x-two'], 'a,b');
    assert.equal(request?.headers.constructor, 'c');
    assert.equal(request?.headers[PROTO], 'p');
    assert.equal(request?.headers.tostring, undefined);
    assert.match(answer, /^HTTP\/1\.1 200 OK\r\n/);
    assert.match(answer, /Content-Length: 9\r\n/);
    assert.ok(Buffer.from(answer, 'latin1').toString().endsWith('\r\n\r\n<héllo/>'));
  });

  it('takes a visit of a browser to `/` for a page, where a set has one, and no AWS call', async () => {
    const pages = [
      {
        segments: [''],
        mount: (app: FastifyInstance) => void app.get('/', (_request, reply) => reply.send('page')),
      },
    ];
    const started = await startListener(() => ({ status: 200, headers: {}, body: 'call' }), {
      pages,
    });
    listener = started.listener;
    const origin = `http://127.0.0.1:${started.port}`;
    const body = async (path: string, headers: Record<string, string>, method = 'GET') =>
      await (await fetch(origin + path, { method, headers })).text();
    const accept = 'text/html,application/xhtml+xml';
    assert.equal(await body('/', { accept }), 'page');
    assert.equal(await body('/', { accept: '*/*' }), 'call');
    assert.equal(await body('/', { accept }, 'POST'), 'call');
    assert.equal(await body('/?Action=GetCallerIdentity', { accept }), 'call');
    assert.equal(await body('/', { accept, authorization: 'AWS4-HMAC-SHA256 x' }), 'call');
    assert.equal(await body('/', { accept, 'x-amz-target': 'a.b' }), 'call');
    assert.equal(await body('/x', { accept }), 'call');
  });

  it('answers HEAD with the length and no body', async () => {
    const started = await startListener(hello);
    listener = started.listener;
    const answer = await exchangeOnce(
      started.port,
      'HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    );
    assert.match(answer, /Content-Length: 9\r\n/);
    assert.ok(answer.endsWith('\r\n\r\n'));
  });

  it('reads the absolute form that proxies send', async () => {
    const seen: string[] = [];
    const started = await startListener((request, meta) => {
      seen.push(request.path, request.query);
      return hello(request, meta);
    });
    listener = started.listener;
    await exchangeOnce(
      started.port,
      'GET http://sts.test/x?y=1 HTTP/1.1\r\nHost: sts.test\r\nConnection: close\r\n\r\n',
    );
    assert.deepEqual(seen, ['/x', 'y=1']);
  });

  it('answers pipelined requests in their order on one connection', async () => {
    const delays = new Map([
      ['/1', 40],
      ['/2', 1],
      ['/3', 0],
    ]);
    const started = await startListener(async ({ path }) => {
      await new Promise((resolve) => setTimeout(resolve, delays.get(path)));
      return { status: 200, headers: {}, body: `[${path}]` };
    });
    listener = started.listener;
    const client = await rawClient(started.port);
    client.send(
      ['/1', '/2', '/3'].map((path) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`).join(''),
    );
    const answer = await client.received(/\[\/3\]/);
    assert.deepEqual(answer.match(/\[.*?\]/g), ['[/1]', '[/2]', '[/3]']);
    assert.match(answer, /Connection: keep-alive/);
    client.socket.destroy();
  });

  it('turns a throw and a rejection into an empty 500 with the request id, and logs them', async () => {
    const started = await startListener(({ path }) => {
      if (path === '/now') throw new Error('at once');
      return Promise.reject(new Error('later'));
    });
    listener = started.listener;
    for (const path of ['/now', '/later']) {
      const answer = await exchangeOnce(
        started.port,
        `GET ${path}?secret=1 HTTP/1.1\r\nHost: a\r\n\r\n`,
      );
      assert.match(answer, /^HTTP\/1\.1 500 /);
      assert.match(answer, /x-amzn-RequestId: [0-9a-f-]{36}\r\n/);
      assert.ok(answer.endsWith('\r\n\r\n'));
    }
    const errors = started.log.filter((line) => line.includes('ended unexpectedly'));
    assert.equal(errors.length, 2);
    assert.ok(!started.log.join('').includes('secret=1'));
  });

  it('refuses two Host headers, and takes one', async () => {
    const started = await startListener(hello);
    listener = started.listener;
    const head = 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n';
    assert.match(await exchangeOnce(started.port, `${head}Host: b\r\n\r\n`), /^HTTP\/1\.1 400 /);
    assert.match(await exchangeOnce(started.port, `${head}\r\n`), /^HTTP\/1\.1 200 /);
  });

  it('counts a call by the names its handler gave and logs no query', async () => {
    const started = await startListener((request, meta) => {
      meta.service = 'sts';
      meta.operation = 'GetCallerIdentity';
      return hello(request, meta);
    });
    listener = started.listener;
    await exchangeOnce(
      started.port,
      'GET /?X-Amz-Signature=abc HTTP/1.1\r\nHost: a\r\nConnection: close\r\n' +
        'Authorization: AWS4-HMAC-SHA256 secret-thing\r\n\r\n',
    );
    const { body } = await started.metrics.text();
    assert.match(
      body,
      /duration_seconds_count\{service="sts",operation="GetCallerIdentity",status="2xx"\} 1/,
    );
    assert.match(body, /gatehouse_requests_in_flight 0/);
    const log = started.log.join('');
    assert.match(log, /"operation":"GetCallerIdentity"/);
    assert.ok(!log.includes('abc') && !log.includes('secret-thing'));
  });
});

describe('stopping', () => {
  it('finishes what is in flight, says so on the connection, and accepts nothing new', async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { listener, port, metrics } = await startListener(async (request, meta) => {
      await gate;
      return hello(request, meta);
    });
    const idle = await rawClient(port);
    const busy = await rawClient(port);
    busy.send('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await until('it is in flight', () => metrics.inFlight() === 1);
    const stopped = listener.stop(60_000);
    assert.equal(listener.isStopping(), true);
    await assert.rejects(rawClient(port), /ECONNREFUSED/);
    await idle.closed();
    release();
    const answer = await busy.closed();
    assert.match(answer, /^HTTP\/1\.1 200 OK/);
    assert.match(answer, /Connection: close/);
    assert.equal(await stopped, 0);
  });

  it('cuts what is still running at the deadline and says how many', async () => {
    const { listener, port, metrics } = await startListener(() => new Promise(() => {}));
    const client = await rawClient(port);
    client.send('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await until('it is in flight', () => metrics.inFlight() === 1);
    assert.equal(await listener.stop(50), 1);
    assert.equal(await client.closed(), '');
  });
});

describe('binding', () => {
  it('names an address that this user may not use', () => {
    const error = Object.assign(new Error('listen EACCES'), { code: 'EACCES' });
    const { failure } = bindingError(error, 80, '127.0.0.1');
    assert.equal(failure.code, 'START-003');
    assert.equal(failure.message, 'listening on `127.0.0.1:80` is not permitted');
  });

  const make = () =>
    createListener({
      limits: SMALL_LIMITS,
      trustedProxies: [],
      handleAwsCall: hello,
      pages: [],
      logger: createLogger('silent'),
      metrics: createMetrics(),
    });

  it('names an address that is in use, and one that does not exist here', async () => {
    const first = make();
    const port = await first.listen(0, '127.0.0.1');
    const second = make();
    const refusedWith = (code: string, message: RegExp) => (error: unknown) => {
      assert.ok(error instanceof StartError);
      assert.equal(error.failure.code, code);
      assert.match(error.message, message);
      return true;
    };
    const inUse = new RegExp(`^address .127.0.0.1:${port}. is already in use$`);
    await assert.rejects(second.listen(port, '127.0.0.1'), refusedWith('START-002', inUse));
    const unknown = /^listening on .192\.0\.2\.1:0. failed with .EADDRNOTAVAIL.$/;
    await assert.rejects(second.listen(0, '192.0.2.1'), refusedWith('START-004', unknown));
    await assert.rejects(tryToListen(port, '127.0.0.1'), refusedWith('START-002', inUse));
    await first.stop(100);
    await tryToListen(port, '127.0.0.1');
    assert.equal(await second.listen(port, '127.0.0.1'), port);
    await second.stop(100);
  });
});
