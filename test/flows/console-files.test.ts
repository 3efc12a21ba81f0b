/** The console's app as it is served: its page, its files, and nothing beside them. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { visitorWith } from '../support/console.ts';
import { type Visitor, visitorOf } from '../support/page-visitor.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { needWebApp } from '../support/web-app.ts';

const BUILT = path.join(import.meta.dirname, '..', '..', 'dist', 'web', 'console');

let server: TestServer;
let browser: Visitor;
/** A script that is large enough to be compressed. */
let script: string;

before(async () => {
  await needWebApp();
  server = await startTestServer();
  browser = visitorWith(server, await server.openSession({ kind: 'root' }));
  const compressed = readdirSync(BUILT).find((file) => file.endsWith('.js.br')) ?? '';
  script = `/assets/console/${compressed.slice(0, -'.br'.length)}`;
});

after(async () => {
  await server?.stop();
});

interface Raw {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** Asks for exactly that path: `fetch` would tidy it first. */
async function raw(asked: string, headers: Record<string, string> = {}): Promise<Raw> {
  const { hostname, port } = new URL(server.url);
  return await new Promise((resolve, reject) => {
    const asking = request({ hostname, port, path: asked, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode,
          headers: answer.headers,
          body: Buffer.concat(parts),
        }),
      );
    });
    asking.on('error', reject).end();
  });
}

describe('the page of the app', () => {
  it('is the same at every address of the app, private, and under a strict policy', async () => {
    for (const address of ['/console', '/console/', '/console/home', '/console/iam/users/a%2Fb']) {
      const page = await browser.get(address);
      assert.equal(page.status, 200, address);
      assert.match(page.html, /<script type="module"[^>]* src="\/assets\/console\/[\w.-]+\.js">/);
      assert.equal(page.headers.get('cache-control'), 'no-store');
      assert.equal(
        page.headers.get('content-security-policy'),
        "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;font-src 'self';connect-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none';require-trusted-types-for 'script'",
      );
      assert.equal(page.headers.get('x-frame-options'), 'DENY');
      assert.doesNotMatch(page.html, /<style|style=|<script>|\son\w+=/);
    }
  });

  it('carries the token of its session and the language of its reader', async () => {
    const page = await browser.get('/console', { 'accept-language': 'ko' });
    assert.match(page.html, /<html lang="ko"/);
    assert.match(page.html, /<meta name="csrf" content="k1\.\d+\.[\w-]{43}"/);
    const other = visitorWith(server, await server.openSession({ kind: 'root' }));
    const tokenIn = (html: string) => /name="csrf" content="([^"]*)"/.exec(html)?.[1];
    assert.notEqual(tokenIn((await other.get('/console')).html), tokenIn(page.html));
    await other.get('/console?lang=ko');
    assert.match((await other.get('/console')).html, /<html lang="ko"/);
  });

  it('is for whoever is signed in; others are led to signing in, and back', async () => {
    const page = await visitorOf(server).get('/console/iam/roles?search=a%26b');
    assert.equal(page.status, 303);
    const destination = '/console/iam/roles?search=a%26b';
    assert.equal(page.location, `/signin?${new URLSearchParams({ destination })}`);
    assert.doesNotMatch(page.html, /csrf/);
  });
});

describe('the files of the app', () => {
  it('are kept for ever, in the best form that the browser takes', async () => {
    const plain = await raw(script);
    assert.equal(plain.status, 200);
    for (const [accepted, encoding, decode] of [
      ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
      ['gzip', 'gzip', gunzipSync],
      ['br;q=0, gzip', 'gzip', gunzipSync],
      ['identity', undefined, (body: Buffer) => body],
    ] as const) {
      const { status, headers, body } = await raw(script, { 'accept-encoding': accepted });
      assert.deepEqual([status, headers['content-encoding']], [200, encoding], accepted);
      assert.equal(headers['cache-control'], 'public, max-age=31536000, immutable');
      assert.match(
        String(headers['content-type']),
        /^(application|text)\/javascript; charset=utf-8$/,
      );
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers.vary, 'accept-encoding');
      assert.ok(decode(body).equals(plain.body));
    }
  });

  it('are those of the build and no others', async () => {
    for (const asked of [
      '/assets/console',
      '/assets/console/',
      '/assets/console/index.html',
      '/assets/console/manifest.json',
      `${script}.br`,
      `${script}/`,
      '/assets/console/none-00000000.js',
      '/assets/console/.env-00000000.js',
      '/assets/other',
    ]) {
      assert.equal((await raw(asked)).status, 404, asked);
    }
  });

  it('lead to no file beside them, however the path is written', async () => {
    for (const asked of [
      '/assets/console/../../../package.json',
      '/assets/console/..%2f..%2f..%2fpackage.json',
      '/assets/console/%2e%2e/%2e%2e/%2e%2e/package.json',
      '/assets/console/%2e%2e%2f%2e%2e%2f%2e%2e%2fpackage.json',
      '/assets/console/..%5c..%5c..%5cpackage.json',
      '/assets/console/%252e%252e%252fpackage.json',
      '/assets/console//etc/passwd',
      '/assets/console/%00',
      `${script}%00`,
      `/assets/console/../console/${script.slice('/assets/console/'.length)}/../../package.json`,
    ]) {
      const { status, body } = await raw(asked);
      assert.ok(status === 403 || status === 404 || status === 400, `${asked}: ${status}`);
      assert.doesNotMatch(body.toString(), /gatehouse|root:/);
    }
  });
});
