import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import formbody from '@fastify/formbody';
import { fastify } from 'fastify';
import { until } from '../../test/support/until.ts';
import { limitPageBodies } from './page-bodies.ts';
import { exchangeOnce, rawClient } from './testing.ts';

const post = (length: number) =>
  `POST /form HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${length}\r\n\r\n`;
const form = (length: number) => `a=${'x'.repeat(length - 2)}`;

describe('the bodies of pages', () => {
  const app = fastify();
  let port = 0;
  before(async () => {
    limitPageBodies(app, 1500);
    await app.register(formbody, { bodyLimit: 1200 });
    app.post('/form', async ({ body }) => (body as { readonly a: string }).a.length);
    app.get('/form', async () => 'read');
    await app.listen({ port: 0, host: '127.0.0.1' });
    port = (app.server.address() as AddressInfo).port;
  });
  after(async () => await app.close());

  it('take no more memory together than is allowed, and are read again afterwards', async () => {
    const whole = post(1000) + form(1000);
    assert.match(await exchangeOnce(port, whole), /^HTTP\/1\.1 200 [\s\S]*\r\n\r\n998$/);
    const slow = await rawClient(port);
    slow.send(post(1000) + form(900));
    await until('503', async () => /^HTTP\/1\.1 503 /.test(await exchangeOnce(port, whole)));
    assert.match(await exchangeOnce(port, post(500) + form(500)), /\r\n\r\n498$/);
    slow.socket.destroy();
    await until('memory', async () => /\r\n\r\n998$/.test(await exchangeOnce(port, whole)));
  });

  it('are refused by their own length as before', async () => {
    assert.match(await exchangeOnce(port, post(1300) + form(1300)), /^HTTP\/1\.1 413 /);
    assert.match(await exchangeOnce(port, post(1200) + form(1200)), /\r\n\r\n1198$/);
    assert.match(
      await exchangeOnce(port, 'GET /form HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'),
      /\r\n\r\nread$/,
    );
  });
});
