import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decodeBase64url } from './base64url.ts';
import { discoveryUrl, type KeyProblem, readDiscovery, readKeySet } from './index.ts';
import { bytesOf, discoveryOf, ecKey, ISSUER, jwkOf, keyFor, keySetOf, rsaKey } from './testing.ts';

describe('discovery documents', () => {
  const read = (value: unknown) => readDiscovery(bytesOf(value), ISSUER);

  it('R111: the document is at the well-known address', () => {
    const expected = 'https://a.example/b/.well-known/openid-configuration';
    assert.equal(discoveryUrl('https://a.example/b'), expected);
    assert.equal(discoveryUrl('https://a.example/b/'), expected);
  });

  it('R106: a complete document names its keys', () => {
    assert.deepEqual(read(discoveryOf()), {
      ok: true,
      discovery: { issuer: ISSUER, jwksUri: `${ISSUER}/keys` },
    });
    const elsewhere = { ...discoveryOf(), jwks_uri: 'https://keys.example:8443/a?b=c', more: [1] };
    assert.ok(read(elsewhere).ok);
  });

  it('every required member must be there in its form', () => {
    for (const [name, wrong] of [
      ['issuer', ''],
      ['jwks_uri', 7],
      ['response_types_supported', 'id_token'],
      ['subject_types_supported', []],
      ['id_token_signing_alg_values_supported', [7]],
    ] as const) {
      const { [name]: _, ...without } = discoveryOf();
      const problem = { kind: 'missing-members', members: [name] };
      assert.deepEqual(read(without), { ok: false, problem });
      assert.deepEqual(read({ ...discoveryOf(), [name]: wrong }), { ok: false, problem });
    }
    const all = read({});
    assert.ok(
      !all.ok && all.problem.kind === 'missing-members' && all.problem.members.length === 5,
    );
  });

  it('the issuer is the URL that led to the document, letter by letter', () => {
    for (const issuer of [`${ISSUER}/`, ISSUER.toUpperCase(), 'https://attacker.example']) {
      const problem = { kind: 'issuer-mismatch', issuer, expected: ISSUER };
      assert.deepEqual(read({ ...discoveryOf(), issuer }), { ok: false, problem });
    }
  });

  it('keys are at an https address without user and fragment', () => {
    for (const jwksUri of [
      'http://idp.example.com/keys',
      'file:///etc/passwd',
      'data:application/json,{}',
      'https://user@idp.example.com/keys',
      'https://:secret@idp.example.com/keys',
      'https://idp.example.com/keys#a',
      '/keys',
    ]) {
      const problem = { kind: 'bad-jwks-uri', jwksUri };
      assert.deepEqual(read({ ...discoveryOf(), jwks_uri: jwksUri }), { ok: false, problem });
    }
  });

  it('anything but one JSON object in UTF-8 is refused', () => {
    const text = JSON.stringify(discoveryOf());
    for (const bytes of [
      Buffer.from('<html></html>'),
      Buffer.from(`${text.slice(0, -1)},"issuer":"${ISSUER}"}`),
      Buffer.from(`\ufeff${text}`),
      Buffer.from(text, 'utf16le'),
      Buffer.concat([Buffer.from(text), Buffer.of(0xff)]),
      Buffer.from(`${text}${' '.repeat(262_144)}`),
      Buffer.alloc(0),
    ]) {
      assert.deepEqual(readDiscovery(bytes, ISSUER), { ok: false, problem: { kind: 'not-json' } });
    }
    assert.ok(readDiscovery(new Uint8Array(Buffer.from(` ${text}\n`)), ISSUER).ok);
  });
});

describe('key sets', () => {
  const rsa = jwkOf(keyFor('RS256'));
  const ec = jwkOf(keyFor('ES256'));
  const readKeys = (...keys: unknown[]) => {
    const reading = readKeySet(bytesOf({ keys }));
    assert.ok(reading.ok);
    return reading.keySet;
  };
  const problemOf = (key: unknown): KeyProblem | undefined => readKeys(key).skipped[0]?.problem;

  it('keys of every accepted kind are read, with their size', () => {
    const { keys, skipped } = readKeys(...keySetOf().keys);
    assert.deepEqual(skipped, []);
    assert.deepEqual(
      keys.map(({ kid, keyType, curve, bits }) => [kid, keyType, curve, bits]),
      [
        ['rsa', 'RSA', undefined, 2048],
        ['ES256', 'EC', 'P-256', 256],
        ['ES384', 'EC', 'P-384', 384],
        ['ES512', 'EC', 'P-521', 521],
      ],
    );
  });

  it('a key that cannot verify tokens is left out with its reason', () => {
    const short = 'AQAB'.repeat(40);
    for (const [key, problem] of [
      [7, 'not-an-object'],
      [{}, 'unknown-key-type'],
      [{ kty: 'OKP', crv: 'Ed25519', x: 'AA' }, 'unknown-key-type'],
      [{ kty: 'oct', k: 'AQAB' }, 'symmetric'],
      [{ ...rsa, d: 'AQAB' }, 'private'],
      [{ ...ec, d: 'AQAB' }, 'private'],
      [{ ...rsa, use: 'enc' }, 'not-for-signatures'],
      [{ ...rsa, use: 7 }, 'not-for-signatures'],
      [{ ...rsa, key_ops: ['encrypt'] }, 'not-for-signatures'],
      [{ ...rsa, key_ops: 'verify' }, 'not-for-signatures'],
      [{ ...rsa, alg: 'HS256' }, 'unknown-algorithm'],
      [{ ...rsa, alg: 7 }, 'unknown-algorithm'],
      [{ ...ec, crv: 'secp256k1' }, 'unknown-curve'],
      [{ ...ec, crv: '__proto__' }, 'unknown-curve'],
      [jwkOf(rsaKey('a', 1024)), 'too-short'],
      [{ ...rsa, n: Buffer.alloc(1025, 0xff).toString('base64url') }, 'too-long'],
      [{ ...rsa, e: Buffer.alloc(5, 1).toString('base64url') }, 'too-long'],
      [{ ...rsa, e: 'AQ' }, 'malformed'],
      [{ ...rsa, e: 'BA' }, 'malformed'],
      [{ ...rsa, n: undefined }, 'malformed'],
      [{ ...rsa, n: `${rsa.n}=` }, 'malformed'],
      [{ ...rsa, n: 'AAAA' }, 'malformed'],
      [{ ...rsa, n: short }, 'too-short'],
      [{ ...rsa, kid: 7 }, 'malformed'],
      [{ ...ec, x: ec.y, y: ec.x }, 'malformed'],
      [{ ...ec, x: `${ec.x}AA` }, 'malformed'],
      [{ ...ec, y: undefined }, 'malformed'],
      [{ ...ec, crv: 'P-384' }, 'malformed'],
    ] as const) {
      assert.equal(problemOf(key), problem, JSON.stringify(key));
    }
  });

  it('one bad key does not spoil the others', () => {
    const { keys, skipped } = readKeys({ kty: 'oct', kid: 'a' }, rsa, null, ec);
    assert.deepEqual(
      keys.map(({ kid }) => kid),
      ['rsa', 'ES256'],
    );
    assert.deepEqual(skipped, [
      { index: 0, kid: 'a', problem: 'symmetric' },
      { index: 2, kid: undefined, problem: 'not-an-object' },
    ]);
  });

  it('zeros in front of a modulus do not make it longer', () => {
    const n = Buffer.concat([Buffer.of(0), Buffer.from(String(rsa.n), 'base64url')]);
    const [key] = readKeys({ ...rsa, n: n.toString('base64url') }).keys;
    assert.equal(key?.bits, 2048);
  });

  it('100 keys of a type are read, 101 are not', () => {
    const set = (type: string, count: number) => ({
      keys: [ec, ...Array.from({ length: count }, (_, index) => ({ kty: type, kid: `${index}` }))],
    });
    assert.ok(readKeySet(bytesOf(set('RSA', 100))).ok);
    assert.ok(readKeySet(bytesOf(set('EC', 99))).ok);
    for (const [type, keyType, count] of [
      ['RSA', 'RSA', 101],
      ['EC', 'EC', 100],
      ['oct', 'other', 101],
    ] as const) {
      assert.deepEqual(readKeySet(bytesOf(set(type, count))), {
        ok: false,
        problem: { kind: 'too-many-keys', keyType },
      });
    }
  });

  it('what is no key set is refused', () => {
    const noKeys = { ok: false, problem: { kind: 'no-keys' } };
    assert.deepEqual(readKeySet(bytesOf({ ...rsa })), noKeys);
    assert.deepEqual(readKeySet(bytesOf({ keys: { a: rsa } })), noKeys);
    const notJson = { ok: false, problem: { kind: 'not-json' } };
    assert.deepEqual(readKeySet(bytesOf('[]')), notJson);
    assert.deepEqual(readKeySet(bytesOf(`{"keys":[${JSON.stringify(rsa)}],"keys":[]}`)), notJson);
    assert.deepEqual(readKeySet(Buffer.alloc(1_048_577, 0x20)), notJson);
  });

  it('a key on a curve of another name is not taken for it', () => {
    const other = jwkOf(ecKey('a', 'secp256k1'));
    assert.equal(problemOf({ ...other, crv: 'P-256' }), 'malformed');
  });
});

describe('base64url', () => {
  it('each value has exactly one spelling', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64url');
        assert.deepEqual(decodeBase64url(text), Buffer.from(bytes));
      }),
    );
    fc.assert(
      fc.property(
        fc.string({ maxLength: 12, unit: fc.constantFrom(...'AQgwBab01-_+/= \n') }),
        (text) => {
          const bytes = decodeBase64url(text);
          if (bytes) assert.equal(bytes.toString('base64url'), text);
        },
      ),
    );
    for (const text of ['A', 'AB', 'AAB', 'AA=', 'AA==', '+A', '/A', 'A A', 'AA\n']) {
      assert.equal(decodeBase64url(text), undefined, text);
    }
  });
});
