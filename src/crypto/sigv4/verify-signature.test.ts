import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { HttpRequest } from '../../base/http.ts';
import { readSignature } from './read-signature.ts';
import { SigningKeys } from './signing-keys.ts';
import { type Draft, SECRET, type Signing, signedRequest } from './testing.ts';
import { verifySignature } from './verify-signature.ts';

const keys = new SigningKeys();

function verified(request: HttpRequest, secret = SECRET): boolean {
  const { signature } = readSignature(request);
  return signature !== undefined && verifySignature(signature, request, secret, keys);
}

async function signedAndVerified(draft: Draft, signing: Signing = {}): Promise<boolean> {
  return verified(await signedRequest(draft, signing));
}

interface Vector {
  readonly name: string;
  readonly signature: string;
  readonly method?: string;
  readonly path?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const KNOWN_KEYS = new Set(['name', 'signature', 'method', 'path', 'query', 'headers', 'body']);
const DATE = '20150830T123600Z';

function vectorRequest(vector: Vector): HttpRequest {
  const headers = { host: 'example.amazonaws.com', 'x-amz-date': DATE, ...vector.headers };
  const credential = 'AKIDEXAMPLE/20150830/us-east-1/service/aws4_request';
  const list = Object.keys(headers).sort().join(';');
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${list}, Signature=${vector.signature}`;
  return {
    method: vector.method ?? 'GET',
    path: vector.path ?? '/',
    query: vector.query ?? '',
    headers: { ...headers, authorization },
    body: Buffer.from(vector.body ?? ''),
  };
}

describe('the signatures of the AWS test suite', () => {
  const file = new URL('./aws-test-suite.json', import.meta.url);
  const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vector[];
  for (const vector of vectors) {
    it(vector.name, () => {
      for (const key of Object.keys(vector)) assert.ok(KNOWN_KEYS.has(key), key);
      const request = vectorRequest(vector);
      assert.ok(verified(request));
      assert.equal(verified({ ...request, method: 'PUT' }), false);
      assert.equal(verified(request, `${SECRET}x`), false);
    });
  }
});

describe('canonical forms', () => {
  it('accepts a path that was encoded twice and one that was encoded once', async () => {
    for (const path of ['/a%20b/c', '/arn%3Aaws%3Aiam%3A%3A1%3Arole/x', '/%C3%BC', '/(a)*!']) {
      assert.ok(await signedAndVerified({ path }, { encodeTwice: true }), path);
      assert.ok(await signedAndVerified({ path }, { encodeTwice: false }), path);
    }
  });

  it('does not let a request signed for one path be one for another', async () => {
    for (const encodeTwice of [true, false]) {
      const request = await signedRequest({ path: '/a%20b' }, { encodeTwice });
      for (const path of ['/a%2520b', '/a+b', '/a%20b/', '/a/b', '/%61%20b', '']) {
        assert.equal(verified({ ...request, path }), false, path);
      }
    }
    const percent = await signedRequest({ path: '/a%2520b' }, { encodeTwice: false });
    assert.equal(verified(percent), false);
  });

  it('does not decode a query twice, and takes + as a space', async () => {
    const request = await signedRequest({ query: { a: 'b c' } });
    assert.ok(verified({ ...request, query: 'a=b+c' }));
    assert.ok(verified({ ...request, query: 'a=%62%20c' }));
    for (const query of ['a=b%2Bc', 'a=b%2520c', 'a=bc', 'a=b%20c&', 'A=b%20c', 'a=b%20c&x']) {
      assert.equal(verified({ ...request, query }), query === 'a=b%20c&', query);
    }
    assert.equal(verified({ ...request, query: 'a=b%2' }), false);
    assert.equal(verified({ ...request, query: 'a=b%zz' }), false);
  });

  it('knows repeated and empty parameters, in any order', async () => {
    const request = await signedRequest({
      query: { b: ['2', '1', ''], 'a-b': '', a: '=', '': 'x' },
    });
    assert.ok(verified(request));
    assert.ok(verified({ ...request, query: '=x&a==&a-b&b=&b=1&b=2' }));
    assert.equal(verified({ ...request, query: '=x&a==&a-b&b=1&b=2' }), false);
    assert.equal(verified({ ...request, query: '=x&a==&a-b&b=&b=1&b=2&b=2' }), false);
  });

  it('takes header values with odd spacing as one, and no other header for a signed one', async () => {
    const request = await signedRequest({ headers: { 'x-odd': '  a \t b  ' } });
    assert.ok(verified(request));
    assert.ok(verified({ ...request, headers: { ...request.headers, 'x-odd': 'a b' } }));
    assert.equal(verified({ ...request, headers: { ...request.headers, 'x-odd': 'ab' } }), false);
    assert.ok(verified({ ...request, headers: { ...request.headers, 'x-other': 'unsigned' } }));
    const { 'x-odd': _, ...without } = request.headers;
    assert.equal(verified({ ...request, headers: without }), false);
  });

  it('takes header bytes as characters, as SDKs sign, or as UTF-8, as curl and Go do', async () => {
    const request = await signedRequest({ headers: { 'x-name': 'Jürgen' } });
    assert.ok(verified(request));
    const wire = Buffer.from('Jürgen').toString('latin1');
    assert.ok(verified({ ...request, headers: { ...request.headers, 'x-name': wire } }));
    const beyond = { ...request.headers, 'x-name': 'J\u01fcrgen' };
    assert.equal(verified({ ...request, headers: beyond }), false);
  });

  it('covers the body, unless the signer declared UNSIGNED-PAYLOAD', async () => {
    const body = 'Action=GetCallerIdentity';
    const request = await signedRequest({ body });
    assert.ok(verified(request));
    assert.equal(verified({ ...request, body: Buffer.from(`${body}&x`) }), false);
    const headers = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
    const unsigned = await signedRequest({ body, headers });
    assert.ok(verified({ ...unsigned, body: Buffer.from('anything') }));
    const switched = { ...request.headers, ...headers };
    assert.equal(verified({ ...request, headers: switched }), false);
  });
});

describe('signatures that are none', () => {
  it('are refused whatever their length and letters', async () => {
    const request = await signedRequest({});
    const genuine = /Signature=(\w+)/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    assert.equal(genuine.length, 64);
    const false_ = ['0', genuine.slice(1), `${genuine}0`, genuine.toUpperCase(), 'z'.repeat(64)];
    for (const wrong of [
      ...false_,
      `${genuine} `.repeat(99),
      'é'.repeat(64),
      'e\u0301'.repeat(32),
    ]) {
      const authorization = request.headers.authorization?.replace(genuine, wrong);
      assert.equal(verified({ ...request, headers: { ...request.headers, authorization } }), false);
    }
  });

  it('are refused when a header name is inherited rather than sent', async () => {
    const request = await signedRequest({});
    for (const name of ['__proto__', 'constructor']) {
      const list = `SignedHeaders=${name};`;
      const authorization = request.headers.authorization?.replace('SignedHeaders=', list);
      assert.equal(verified({ ...request, headers: { ...request.headers, authorization } }), false);
    }
  });

  it('are refused when a value smuggles a line into the canonical request', async () => {
    const request = await signedRequest({ headers: { 'x-a': '1', 'x-b': '2' } });
    assert.ok(verified(request));
    const smuggled = { ...request.headers, 'x-a': '1\nx-b:2' };
    const authorization = request.headers.authorization?.replace('x-a;x-b', 'x-a');
    assert.equal(verified({ ...request, headers: { ...smuggled, authorization } }), false);
    assert.equal(verified({ ...request, method: 'POST\n/', path: '' }), false);
    assert.equal(verified({ ...request, path: '/\n' }), false);
  });

  it('with thousands of signed headers are verified all the same, or refused, quickly', async () => {
    const headers = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`x-${i}`, `${i}`]));
    const request = await signedRequest({ headers });
    assert.ok(verified(request));
    assert.equal(verified({ ...request, headers: { ...request.headers, 'x-77': 'x' } }), false);
  });
});

describe('the cache of signing keys', () => {
  it('is bounded and gives each secret and scope its own key', () => {
    const cache = new SigningKeys(100);
    const first = cache.get('s', '20260131', 'us-east-1', 'sts');
    assert.equal(cache.get('s', '20260131', 'us-east-1', 'sts'), first);
    const scopes: [string, string, string, string][] = [
      ['t', '20260131', 'us-east-1', 'sts'],
      ['s', '20260130', 'us-east-1', 'sts'],
      ['s', '20260131', 'eu-west-1', 'sts'],
      ['s', '20260131', 'us-east-1', 'iam'],
    ];
    for (const scope of scopes) assert.equal(cache.get(...scope).equals(first), false);
    for (let index = 0; index < 1000; index++) cache.get(`s${index}`, 'd', 'r', 's');
    assert.ok(cache.size <= 200);
  });
});
