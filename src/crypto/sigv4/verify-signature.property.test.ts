import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { HttpRequest } from '../../base/http.ts';
import { readSignature } from './read-signature.ts';
import { SigningKeys } from './signing-keys.ts';
import { type Draft, SECRET, type Signing, signedRequest } from './testing.ts';
import { verifySignature } from './verify-signature.ts';

const keys = new SigningKeys();

function verified(request: HttpRequest): boolean {
  const { signature } = readSignature(request);
  return signature !== undefined && verifySignature(signature, request, SECRET, keys);
}

const odd = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom(
    '',
    ' ',
    '+',
    '%',
    '%41',
    '~',
    '*',
    '=',
    '&',
    '/',
    '..',
    'a b',
    "!'()",
    'ü',
    '키',
  ),
);

const segment = odd.map((text) =>
  text === '..' || text === '.' ? 'x' : encodeURIComponent(text.toWellFormed()),
);
const path = fc.array(segment, { maxLength: 4 }).map((segments) => `/${segments.join('/')}`);

const parameterName = odd
  .map((name) => name.toWellFormed())
  .filter((name) => !name.toLowerCase().startsWith('x-amz-') && name !== '__proto__');
const wellFormed = odd.map((value) => value.toWellFormed());
const query = fc
  .array(
    fc.tuple(
      parameterName,
      fc.oneof(wellFormed, fc.array(wellFormed, { minLength: 1, maxLength: 4 })),
    ),
    { maxLength: 5 },
  )
  .map((pairs) => Object.fromEntries(pairs));

const headerName = fc
  .stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,8}$/)
  .map((name) => `X-${name}`)
  .filter((name) => !name.toLowerCase().startsWith('x-amz'));
const headerValue = fc.array(
  fc.oneof(fc.stringMatching(/^[!-~]{0,5}$/), fc.constantFrom(' ', '  ', '\t', '"a  b"', ',', 'é')),
  { maxLength: 5 },
);
const headers = fc
  .array(
    fc.tuple(
      headerName,
      headerValue.map((parts) => parts.join('')),
    ),
    { maxLength: 5 },
  )
  .map((pairs) =>
    Object.fromEntries(new Map(pairs.map(([name, value]) => [name.toLowerCase(), value]))),
  );

const draft: fc.Arbitrary<Draft> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS'),
  path,
  query,
  headers,
  body: fc.oneof(fc.constant(''), fc.string({ unit: 'grapheme', maxLength: 60 })),
});

const signing: fc.Arbitrary<Signing> = fc.record(
  {
    service: fc.constantFrom('sts', 'iam', 'sso', 'identitystore', 'organizations', 'quicksight'),
    region: fc.constantFrom('us-east-1', 'ap-northeast-2', 'eu-west-1'),
    sessionToken: fc.base64String({ minLength: 4, maxLength: 200 }),
    encodeTwice: fc.boolean(),
    expiresIn: fc.integer({ min: 1, max: 604_800 }),
  },
  { requiredKeys: ['service', 'region'] },
);

/** A path that carries an encoded percent sign is understood only when it was encoded twice. */
function unambiguous({ path: sent = '/' }: Draft, { encodeTwice }: Signing): boolean {
  return encodeTwice !== false || !sent.includes('%25');
}

/** The same request as another client could have written it. */
function rewritten(request: HttpRequest, seed: number): HttpRequest {
  const pairs = request.query.split('&');
  const turn = seed % pairs.length;
  const turned = [...pairs.slice(turn), ...pairs.slice(0, turn)].join('&');
  const spelled = seed % 2 === 0 ? turned.replace(/%20/g, '+') : turned.replace(/%[A-F]/g, lower);
  return { ...request, query: spelled };
}

function lower(text: string): string {
  return text.toLowerCase();
}

function changed(text: string, seed: number, alphabet: string): string {
  const index = text.length === 0 ? 0 : seed % text.length;
  const replacement =
    alphabet[(alphabet.indexOf(text[index] ?? '') + 1 + alphabet.length) % alphabet.length];
  return text.slice(0, index) + replacement + text.slice(index + 1);
}

type Alteration = (request: HttpRequest, seed: number) => HttpRequest;

function withHeader(request: HttpRequest, name: string, value: string | undefined): HttpRequest {
  return { ...request, headers: { ...request.headers, [name]: value } };
}

function withAuthorization(request: HttpRequest, change: (text: string) => string): HttpRequest {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    return withHeader(request, 'authorization', change(authorization));
  }
  return { ...request, query: change(request.query) };
}

function signedHeaderNames(request: HttpRequest): readonly string[] {
  return readSignature(request).signature?.signedHeaders ?? [];
}

const HEX = '0123456789abcdef';
const alterations: Readonly<Record<string, Alteration>> = {
  method: (request) => ({ ...request, method: request.method === 'GET' ? 'POST' : 'GET' }),
  'longer path': (request) => ({ ...request, path: `${request.path}x` }),
  'changed path': (request, seed) => ({ ...request, path: `/${seed}y${request.path}` }),
  'encoded path': (request) => ({ ...request, path: `${request.path}%25` }),
  'added parameter': (request, seed) => ({ ...request, query: `${request.query}&z${seed}=1` }),
  'added empty parameter': (request) => ({ ...request, query: `${request.query}&zz` }),
  'changed query': (request, seed) => ({
    ...request,
    query: changed(`q=1&${request.query}`, seed, 'abcdefgh'),
  }),
  body: (request, seed) => ({
    ...request,
    body: Buffer.concat([request.body, Buffer.from([seed & 255])]),
  }),
  'changed header': (request, seed) => {
    const names = signedHeaderNames(request);
    const name = names[seed % names.length] ?? 'host';
    return withHeader(request, name, `${request.headers[name]}1`);
  },
  'removed header': (request, seed) => {
    const names = signedHeaderNames(request);
    return withHeader(request, names[seed % names.length] ?? 'host', undefined);
  },
  'unlisted header': (request) =>
    withAuthorization(request, (text) => text.replace(/host(?:;|%3B)?/, '')),
  signature: (request, seed) =>
    withAuthorization(request, (text) =>
      text.replace(/(Signature=)([0-9a-f]{64})/, (_, name, hex) => name + changed(hex, seed, HEX)),
    ),
  'scope date': (request) =>
    withAuthorization(request, (text) => text.replace('20260131', '20260130')),
  region: (request) =>
    withAuthorization(request, (text) => text.replace(/(us|eu|ap)-(\w+)-(\d)/, 'us-west-2')),
  service: (request) =>
    withAuthorization(request, (text) => text.replace(/(\/|%2F)aws4_request/, 'x$1aws4_request')),
  date: (request) =>
    request.headers['x-amz-date'] === undefined
      ? { ...request, query: request.query.replace('T093000Z', 'T093001Z') }
      : withHeader(request, 'x-amz-date', '20260131T093001Z'),
};

describe('requests signed by an independent signer', () => {
  it('are verified, however they are spelled', async () => {
    await fc.assert(
      fc.asyncProperty(draft, signing, fc.nat(1000), async (given, by, seed) => {
        fc.pre(unambiguous(given, by));
        const request = await signedRequest(given, by);
        assert.ok(verified(request));
        assert.ok(verified(rewritten(request, seed)));
      }),
      { numRuns: 1500 },
    );
  });

  it('are refused when any part of them is altered', async () => {
    await fc.assert(
      fc.asyncProperty(draft, signing, fc.nat(10_000), async (given, by, seed) => {
        fc.pre(unambiguous(given, by));
        const request = await signedRequest(given, by);
        for (const [name, alter] of Object.entries(alterations)) {
          const altered = alter(request, seed);
          assert.notDeepEqual(altered, request, name);
          assert.equal(verified(altered), false, name);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are refused under another secret', async () => {
    await fc.assert(
      fc.asyncProperty(draft, signing, fc.nat(39), async (given, by, index) => {
        const request = await signedRequest(given, by);
        const { signature } = readSignature(request);
        const secret = changed(SECRET, index, 'abc');
        assert.ok(signature && !verifySignature(signature, request, secret, keys));
      }),
      { numRuns: 200 },
    );
  });
});

describe('requests of any form', () => {
  it('are read without an exception and never verified by chance', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    const authorization = fc.oneof(
      text,
      text.map((rest) => `AWS4-HMAC-SHA256 ${rest}`),
      fc
        .array(fc.tuple(fc.constantFrom('Credential', 'SignedHeaders', 'Signature', 'x'), text), {
          maxLength: 5,
        })
        .map((parts) => `AWS4-HMAC-SHA256 ${parts.map(([a, b]) => `${a}=${b}`).join(',')}`),
    );
    const request = fc.record({
      method: text,
      path: text,
      query: fc.oneof(
        text,
        text.map((rest) => `X-Amz-Algorithm=AWS4-HMAC-SHA256&${rest}`),
      ),
      headers: fc.record(
        { authorization, host: text, date: text, 'x-amz-date': text },
        { requiredKeys: [] },
      ),
      body: fc.constant(Buffer.alloc(0)),
    });
    fc.assert(
      fc.property(request, (given) => assert.equal(verified(given), false)),
      { numRuns: 2000 },
    );
  });
});
