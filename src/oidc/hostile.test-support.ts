/**
 * Hostile tokens, each made from a live signed one, with the code that refuses it. To add one,
 * append a row: its name, how it is made, and what is expected.
 */
import { createHmac } from 'node:crypto';
import type { FailureCode } from '../failures/catalogue.ts';
import {
  claims,
  ecKey,
  encoded,
  ISSUER,
  jwkOf,
  keyFor,
  rsaKey,
  type SigningAlgorithm,
  signatureOf,
  signedToken,
  type TestKey,
} from './testing.ts';

export interface HostileToken {
  readonly name: string;
  readonly code: FailureCode;
  readonly token: string;
}

type Claims = Readonly<Record<string, unknown>>;

let attacker: TestKey | undefined;

/** The key of somebody else, with the id of the issuer's. */
function attackerKey(): TestKey {
  attacker ??= rsaKey('rsa');
  return attacker;
}

function unsigned(header: Claims, payload: unknown, signature = ''): string {
  return `${encoded(header)}.${encoded(payload)}.${signature}`;
}

/** A token whose HMAC key is the issuer's public key, in a form that a confused reader takes. */
function hmacWithPublicKey(payload: unknown, secret: string | Buffer, algorithm = 'HS256'): string {
  const input = `${encoded({ alg: algorithm, typ: 'JWT', kid: 'rsa' })}.${encoded(payload)}`;
  const hash = `sha${algorithm.slice(2)}`;
  return `${input}.${createHmac(hash, secret).update(input).digest('base64url')}`;
}

/** The same token with another signature. */
function resigned(token: string, signature: Buffer | string): string {
  const input = token.slice(0, token.lastIndexOf('.'));
  return `${input}.${typeof signature === 'string' ? signature : signature.toString('base64url')}`;
}

function signatureIn(token: string): Buffer {
  return Buffer.from(token.slice(token.lastIndexOf('.') + 1), 'base64url');
}

/** An unsigned number as DER has it. */
function derInteger(bytes: Buffer): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0);
  const body = bytes.subarray(start < 0 ? bytes.length - 1 : start);
  const padded = (body[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), body]) : body;
  return Buffer.concat([Buffer.of(0x02, padded.length), padded]);
}

function asDer(signature: Buffer): Buffer {
  const half = signature.length / 2;
  const body = Buffer.concat([
    derInteger(signature.subarray(0, half)),
    derInteger(signature.subarray(half)),
  ]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}

/** The last character changed so that a lenient decoder reads the same bytes. */
function withStrayBits(token: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const place = alphabet.indexOf(token.slice(-1));
  return `${token.slice(0, -1)}${alphabet[place ^ 1]}`;
}

function algorithmAttacks(payload: Claims): HostileToken[] {
  const { publicKey } = keyFor('RS256');
  const pem = publicKey.export({ type: 'spki', format: 'pem' });
  const der = publicKey.export({ type: 'spki', format: 'der' });
  const none = ['none', 'None', 'NONE', 'nOnE'].map(
    (alg): HostileToken => ({
      name: `algorithm ${alg}, no signature`,
      code: 'OIDC-012',
      token: unsigned({ alg, typ: 'JWT', kid: 'rsa' }, payload),
    }),
  );
  const live = signatureIn(signedToken(payload)).toString('base64url');
  return [
    ...none,
    {
      name: 'algorithm none with the signature of a live token',
      code: 'OIDC-012',
      token: unsigned({ alg: 'none', kid: 'rsa' }, payload, live),
    },
    {
      name: 'no algorithm',
      code: 'OIDC-012',
      token: unsigned({ typ: 'JWT', kid: 'rsa' }, payload, live),
    },
    {
      name: 'algorithm as a list',
      code: 'OIDC-007',
      token: unsigned({ alg: ['RS256', 'none'], kid: 'rsa' }, payload, live),
    },
    {
      name: 'HMAC with the public key in PEM',
      code: 'OIDC-013',
      token: hmacWithPublicKey(payload, pem),
    },
    {
      name: 'HMAC with the public key in DER',
      code: 'OIDC-013',
      token: hmacWithPublicKey(payload, der, 'HS512'),
    },
    {
      name: 'an algorithm in other letters',
      code: 'OIDC-014',
      token: signedToken(payload, { header: { alg: 'rs256' } }),
    },
    {
      name: 'an algorithm of the object prototype',
      code: 'OIDC-014',
      token: signedToken(payload, { header: { alg: 'constructor' } }),
    },
    {
      name: 'PKCS#1 v1.5 said to be PSS',
      code: 'OIDC-065',
      token: signedWithOther(payload, 'RS256', 'PS256'),
    },
    {
      name: 'PSS said to be PKCS#1 v1.5',
      code: 'OIDC-065',
      token: signedWithOther(payload, 'PS256', 'RS256'),
    },
    {
      name: 'an EC key named for RSA',
      code: 'OIDC-062',
      token: signedToken(payload, { header: { kid: 'ES256' } }),
    },
  ];
}

/** A token whose header names another algorithm than made the signature. */
function signedWithOther(payload: Claims, real: SigningAlgorithm, named: SigningAlgorithm): string {
  const input = `${encoded({ alg: named, kid: 'rsa' })}.${encoded(payload)}`;
  const signature = signatureOf(input, real, keyFor(real).privateKey);
  return `${input}.${signature.toString('base64url')}`;
}

function keyAttacks(payload: Claims): HostileToken[] {
  const key = attackerKey();
  const jwk = jwkOf(key);
  const forged = (header: Claims): string => signedToken(payload, { key, header });
  return [
    { name: 'signed with another key of the same id', code: 'OIDC-065', token: forged({}) },
    { name: 'own key embedded as jwk', code: 'OIDC-065', token: forged({ jwk }) },
    {
      name: 'own key set named by jku',
      code: 'OIDC-065',
      token: forged({ jku: 'https://attacker.example/keys' }),
    },
    {
      name: 'own certificate named by x5u',
      code: 'OIDC-065',
      token: forged({ x5u: 'https://attacker.example/certificate' }),
    },
    { name: 'own certificate embedded as x5c', code: 'OIDC-065', token: forged({ x5c: ['MIIB'] }) },
    {
      name: 'own key embedded, id unknown',
      code: 'OIDC-060',
      token: forged({ jwk, kid: 'attacker' }),
    },
    ...[
      '../../../../dev/null',
      "x' UNION SELECT 'secret",
      '| curl attacker.example',
      'rsa\u0000',
      'RSA',
      ' rsa',
      '__proto__',
    ].map(
      (kid): HostileToken => ({
        name: `key id ${JSON.stringify(kid)}`,
        code: 'OIDC-060',
        token: forged({ kid }),
      }),
    ),
    { name: 'key id as a list', code: 'OIDC-007', token: forged({ kid: ['rsa'] }) },
    {
      name: 'signed with another key, without a key id',
      code: 'OIDC-065',
      token: signedToken(payload, { key, header: { kid: undefined } }),
    },
  ];
}

function signatureAttacks(payload: Claims): HostileToken[] {
  const rsa = signedToken(payload);
  const ec = signedToken(payload, { algorithm: 'ES256' });
  const ec384 = signedToken(payload, { algorithm: 'ES384' });
  const half = Buffer.alloc(32);
  const changed = encoded({ ...payload, sub: 'root-0000' });
  const [head = '', , tail = ''] = rsa.split('.');
  return [
    { name: 'no signature', code: 'OIDC-065', token: resigned(rsa, '') },
    { name: 'a signature of zeros', code: 'OIDC-065', token: resigned(rsa, Buffer.alloc(256)) },
    { name: 'claims exchanged', code: 'OIDC-065', token: `${head}.${changed}.${tail}` },
    {
      name: 'the signature of another token',
      code: 'OIDC-065',
      token: resigned(rsa, signatureIn(signedToken({ ...payload, sub: 'other-9' }))),
    },
    {
      name: 'a signature with a zero in front',
      code: 'OIDC-065',
      token: resigned(rsa, Buffer.concat([Buffer.of(0), signatureIn(rsa)])),
    },
    {
      name: 'ECDSA with r and s zero (CVE-2022-21449)',
      code: 'OIDC-065',
      token: resigned(ec, Buffer.alloc(64)),
    },
    {
      name: 'ECDSA with r zero',
      code: 'OIDC-065',
      token: resigned(ec, Buffer.concat([half, signatureIn(ec).subarray(32)])),
    },
    {
      name: 'ECDSA with s zero',
      code: 'OIDC-065',
      token: resigned(ec, Buffer.concat([signatureIn(ec).subarray(0, 32), half])),
    },
    { name: 'ECDSA in DER', code: 'OIDC-065', token: resigned(ec, asDer(signatureIn(ec))) },
    {
      name: 'ECDSA with bytes behind it',
      code: 'OIDC-065',
      token: resigned(ec, Buffer.concat([signatureIn(ec), Buffer.alloc(2)])),
    },
    {
      name: 'ES384 with the length of ES256',
      code: 'OIDC-065',
      token: resigned(ec384, signatureIn(ec384).subarray(0, 64)),
    },
    {
      name: 'the wrong curve: P-384 named for ES256',
      code: 'OIDC-062',
      token: signedToken(payload, { algorithm: 'ES256', header: { kid: 'ES384' } }),
    },
    {
      name: 'the wrong curve: signed on secp256k1',
      code: 'OIDC-065',
      token: signedToken(payload, { algorithm: 'ES256', key: ecKey('ES256', 'secp256k1') }),
    },
  ];
}

function formAttacks(payload: Claims): HostileToken[] {
  const live = signedToken(payload);
  const text = JSON.stringify(payload).slice(0, -1);
  const twice = (member: string): string => signedToken(`${text},${member}}`);
  const header = JSON.stringify({ alg: 'RS256', kid: 'rsa' }).slice(0, -1);
  const huge = { note: 'x'.repeat(12_300) };
  return [
    { name: 'a subject twice', code: 'OIDC-008', token: twice('"sub":"root-0000"') },
    { name: 'an audience twice', code: 'OIDC-008', token: twice('"aud":"other"') },
    { name: 'a claim twice, escaped', code: 'OIDC-008', token: twice('"\\u0073ub":"root-0000"') },
    {
      name: 'a claim twice, deep inside',
      code: 'OIDC-008',
      token: twice('"deep":{"list":[{"a":1,"a":2}]}'),
    },
    {
      name: 'an algorithm twice',
      code: 'OIDC-007',
      token: `${encoded(`${header},"alg":"none"}`)}.${encoded(payload)}.`,
    },
    { name: 'claims that are a list', code: 'OIDC-008', token: signedToken([payload]) },
    { name: 'claims that are no JSON', code: 'OIDC-008', token: signedToken('sub=root') },
    {
      name: 'claims that nest too deeply',
      code: 'OIDC-008',
      token: signedToken(`{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`),
    },
    {
      name: 'claims behind a byte order mark',
      code: 'OIDC-008',
      token: signedToken(`\ufeff${text}}`),
    },
    {
      name: 'claims that are not UTF-8',
      code: 'OIDC-008',
      token: notUtf8(live),
    },
    { name: 'a huge header', code: 'OIDC-007', token: signedToken(payload, { header: huge }) },
    { name: 'a token beyond the limit', code: 'OIDC-005', token: `${live}${'A'.repeat(20_000)}` },
    {
      name: 'nested: a token in a token',
      code: 'OIDC-010',
      token: signedToken(payload, { header: { cty: 'JWT' } }),
    },
    { name: 'nested: a token as claims', code: 'OIDC-008', token: signedToken(live) },
    { name: 'encrypted', code: 'OIDC-002', token: `${live}.AAAA.AAAA` },
    {
      name: 'compressed',
      code: 'OIDC-011',
      token: signedToken(payload, { header: { zip: 'DEF' } }),
    },
    {
      name: 'an extension that must be understood',
      code: 'OIDC-009',
      token: signedToken(payload, { header: { crit: ['exp'], exp: 1 } }),
    },
    {
      name: 'an unencoded payload',
      code: 'OIDC-009',
      token: signedToken(payload, { header: { b64: false } }),
    },
    {
      name: 'a list of extensions that is no list',
      code: 'OIDC-009',
      token: signedToken(payload, { header: { crit: 'b64' } }),
    },
    { name: 'padded base64url', code: 'OIDC-006', token: `${live}==` },
    { name: 'stray bits in base64url', code: 'OIDC-006', token: withStrayBits(live) },
    { name: 'ordinary base64', code: 'OIDC-006', token: live.replace(/\.(.)/, '.+') },
    { name: 'a line end in the token', code: 'OIDC-003', token: `${live}\n` },
    { name: 'the JSON serialisation', code: 'OIDC-001', token: jsonForm(live) },
    { name: 'two parts', code: 'OIDC-001', token: live.slice(0, live.lastIndexOf('.')) },
    { name: 'four parts', code: 'OIDC-001', token: `${live}.AAAA` },
    { name: 'no parts', code: 'OIDC-001', token: '' },
  ];
}

function notUtf8(token: string): string {
  const [head = '', , tail = ''] = token.split('.');
  const bytes = Buffer.concat([Buffer.from('{"sub":"'), Buffer.of(0xc3, 0x28), Buffer.from('"}')]);
  return `${head}.${bytes.toString('base64url')}.${tail}`;
}

function jsonForm(token: string): string {
  const [head, payload, signature] = token.split('.');
  return JSON.stringify({ protected: head, payload, signature });
}

/** Every hostile token, made from a live one of ISSUER with these claims. */
export function hostileTokens(payload: Claims = claims()): HostileToken[] {
  return [
    ...algorithmAttacks(payload),
    ...keyAttacks(payload),
    ...signatureAttacks(payload),
    ...formAttacks(payload),
    {
      name: 'another issuer',
      code: 'OIDC-016',
      token: signedToken({ ...payload, iss: 'https://attacker.example' }),
    },
    {
      name: 'an issuer that begins like the registered one',
      code: 'OIDC-016',
      token: signedToken({ ...payload, iss: `${ISSUER}.attacker.example` }),
    },
  ];
}
