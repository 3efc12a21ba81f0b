import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { calculateJwkThumbprint } from 'jose';
import { surface } from '../../failures/aws-error.ts';
import type { FailureCode } from '../../failures/catalogue.ts';
import { firstFailure, traceChecks } from '../../failures/check.ts';
import { MAX_PROOF_CHARACTERS, proofKeyOf, proofThumbprint, readProof } from './proof.ts';
import { PROOF_WINDOW, type ProofSubject, proofChecks } from './proof-checks.ts';
import { type ClientKey, clientKey, type ProofChanges, proofFor } from './testing.ts';

const URL_OF_TOKENS = 'https://signin.example.test/v1/token';
const NOW = Date.UTC(2026, 0, 31, 9, 30);
const MINUTE = 60_000;
const key = clientKey();
const other = clientKey();

function subject(proof: string | undefined, more: Partial<ProofSubject> = {}): ProofSubject {
  const reading = readProof(proof);
  return { reading, method: 'POST', urls: [URL_OF_TOKENS], seen: false, now: NOW, ...more };
}

const proof = (changes: ProofChanges = {}, of: ClientKey = key) =>
  proofFor(of, URL_OF_TOKENS, NOW, changes);

function assertRefused(judged: ProofSubject, code: FailureCode, text: string): void {
  const failed = firstFailure(proofChecks, judged);
  assert.equal(failed?.code, code);
  const { code: wire, message } = surface(failed);
  assert.deepEqual([wire, message], ['ValidationException', text]);
}

function assertAccepted(judged: ProofSubject): void {
  assert.equal(firstFailure(proofChecks, judged), undefined);
}

const jwkOf = ({ publicKey }: ClientKey) => publicKey.export({ format: 'jwk' });
const header = (changes: object) => proof({ header: { ...changes } });
const claims = (changes: object) => proof({ claims: { ...changes } });

describe('proofs of possession', () => {
  it('are accepted as clients make them, and traced check by check', () => {
    assertAccepted(subject(proof()));
    const traces = traceChecks(proofChecks, subject(proof()));
    assert.deepEqual([...new Set(traces.map(({ outcome }) => outcome))], ['passed']);
    assert.deepEqual(
      traces.map(({ code }) => code),
      Array.from({ length: 12 }, (_, at) => `LOGIN-0${at + 10}`),
    );
  });

  it('are named by the thumbprint of RFC 7638 and by their id', async () => {
    const reading = readProof(proof());
    assert.equal(proofThumbprint(reading), await calculateJwkThumbprint(jwkOf(key)));
    const same = { claims: { jti: 'a' } };
    assert.equal(proofKeyOf(readProof(proof(same))), proofKeyOf(readProof(proof(same))));
    assert.notEqual(proofKeyOf(readProof(proof(same))), proofKeyOf(readProof(proof(same, other))));
    assert.equal(proofKeyOf(readProof(claims({ jti: undefined }))), undefined);
    assert.equal(proofThumbprint(readProof('x')), undefined);
  });

  it('are asked for', () => {
    assertRefused(subject(undefined), 'LOGIN-010', 'The DPoP proof is missing.');
    assertRefused(subject(''), 'LOGIN-010', 'The DPoP proof is missing.');
  });

  it('are one token each, of some length, without unknown demands', () => {
    const text = 'The DPoP proof is not a JSON Web Token.';
    for (const sent of [
      'x',
      'a.b.c',
      `${proof()}, ${proof()}`,
      `${proof()}.`,
      ` ${proof()}`,
      `${proof()}=`,
      claims({ more: 'x'.repeat(MAX_PROOF_CHARACTERS) }),
      header({ crit: ['exp'], exp: 1 }),
    ]) {
      assertRefused(subject(sent), 'LOGIN-011', text);
    }
    const padded = claims({ more: '' });
    const room = MAX_PROOF_CHARACTERS - padded.length;
    assertAccepted(subject(claims({ more: 'x'.repeat(Math.floor((room * 3) / 4) - 4) })));
  });

  it('are of their own type', () => {
    for (const typ of [undefined, 'JWT', 'DPOP+JWT', 'application/dpop+jwt']) {
      assertRefused(
        subject(header({ typ })),
        'LOGIN-012',
        'The typ of the DPoP proof must be dpop+jwt.',
      );
    }
  });

  it('are signed with ES256 and nothing else', () => {
    for (const alg of [undefined, 'none', 'None', 'HS256', 'ES384', 'RS256', 'es256']) {
      assertRefused(
        subject(header({ alg })),
        'LOGIN-013',
        'The alg of the DPoP proof must be ES256.',
      );
    }
  });

  it('give no private or shared key away', () => {
    const { d } = key.privateKey.export({ format: 'jwk' });
    for (const jwk of [
      { ...jwkOf(key), d },
      { kty: 'oct', k: 'c2VjcmV0' },
    ]) {
      assertRefused(
        subject(header({ jwk })),
        'LOGIN-014',
        'The jwk of the DPoP proof must be a public key.',
      );
    }
  });

  it('have a key on P-256', () => {
    const { x, y } = jwkOf(key);
    const bytes = Buffer.from(y ?? '', 'base64url');
    bytes[31] = (bytes[31] ?? 0) ^ 1;
    for (const jwk of [
      undefined,
      'text',
      jwkOf(clientKey('P-384')),
      { kty: 'EC', crv: 'P-256', x, y: bytes.toString('base64url') },
      { kty: 'EC', crv: 'P-256', x, y: `${y}A` },
      { kty: 'EC', crv: 'P-256', x },
      { kty: 'RSA', n: x, e: 'AQAB' },
    ]) {
      assertRefused(
        subject(header({ jwk })),
        'LOGIN-015',
        'The jwk of the DPoP proof must be a key on the curve P-256.',
      );
    }
  });

  it('are signed by their own key, in the form of RFC 7518', () => {
    const text = 'The signature of the DPoP proof does not match.';
    const [head, , signature] = proof().split('.');
    const [, body] = claims({ htu: 'https://other.test/v1/token' }).split('.');
    for (const sent of [
      proof({ signer: other }),
      proof({ encoding: 'der' }),
      `${head}.${body}.${signature}`,
      `${head}.${body}.`,
      `${head}.${body}.${Buffer.alloc(64).toString('base64url')}`,
    ]) {
      assertRefused(subject(sent), 'LOGIN-016', text);
    }
  });

  it('are for this method', () => {
    for (const htm of [undefined, 'GET', 'post', 1]) {
      assertRefused(
        subject(claims({ htm })),
        'LOGIN-017',
        'The htm of the DPoP proof must be POST.',
      );
    }
  });

  it('are for this URL, by whichever of its names, without regard to its spelling', () => {
    const text = 'The htu of the DPoP proof does not name this endpoint.';
    for (const htu of [
      undefined,
      '',
      'https://signin.example.test/v1/Token',
      'https://signin.example.test/v1/token/',
      'http://signin.example.test/v1/token',
      'https://signin.example.test:8443/v1/token',
      'https://signin.example.test.evil.test/v1/token',
      'https://user@signin.example.test/v1/token',
      'https://evil.test/?https://signin.example.test/v1/token',
      '/v1/token',
    ]) {
      assertRefused(subject(claims({ htu })), 'LOGIN-018', text);
    }
    for (const htu of [
      URL_OF_TOKENS,
      'HTTPS://SIGNIN.example.test:443/v1/token',
      `${URL_OF_TOKENS}?x=1#y`,
    ]) {
      assertAccepted(subject(claims({ htu })));
    }
    const urls = [URL_OF_TOKENS, 'http://localhost:8400/v1/token'];
    assertAccepted(subject(claims({ htu: 'http://localhost:8400/v1/token' }), { urls }));
  });

  it('are fresh, with five minutes of patience for clocks', () => {
    const text = 'The iat of the DPoP proof is not within five minutes of the time of the server.';
    const at = (milliseconds: number) => subject(proofFor(key, URL_OF_TOKENS, NOW + milliseconds));
    for (const off of [-PROOF_WINDOW - 1000, PROOF_WINDOW + 1000, -24 * 60 * MINUTE]) {
      assertRefused(at(off), 'LOGIN-019', text);
    }
    for (const off of [-PROOF_WINDOW, PROOF_WINDOW, 0]) assertAccepted(at(off));
    for (const iat of [undefined, 'now', -1, 1e300]) {
      assertRefused(subject(claims({ iat })), 'LOGIN-019', text);
    }
  });

  it('have an id that can be remembered', () => {
    for (const jti of [undefined, '', 7, 'x'.repeat(257)]) {
      assertRefused(
        subject(claims({ jti })),
        'LOGIN-020',
        'The DPoP proof must have a jti of 1 to 256 characters.',
      );
    }
    assertAccepted(subject(claims({ jti: 'x'.repeat(256) })));
  });

  it('are used once', () => {
    const seen = subject(proof(), { seen: true });
    assertRefused(seen, 'LOGIN-021', 'The DPoP proof was already used.');
  });
});

describe('what is not a proof', () => {
  it('is read and judged without a throw, and never accepted', () => {
    const good = proof();
    const mutated = fc
      .tuple(fc.nat(good.length - 1), fc.string({ maxLength: 3 }), fc.nat(3))
      .map(([at, put, cut]) => good.slice(0, at) + put + good.slice(at + cut));
    fc.assert(
      fc.property(fc.oneof(fc.string(), mutated), (text) => {
        fc.pre(text !== good);
        assert.ok(firstFailure(proofChecks, subject(text)));
        assert.equal(traceChecks(proofChecks, subject(text)).length, proofChecks.length);
      }),
      { numRuns: 500 },
    );
  });

  it('has any claims or header whatever', () => {
    const json = fc.jsonValue();
    fc.assert(
      fc.property(
        fc.constantFrom('typ', 'alg', 'jwk'),
        fc.constantFrom('htm', 'htu', 'iat', 'jti'),
        json,
        json,
        (member, claim, one, two) => {
          assert.ok(firstFailure(proofChecks, subject(header({ [member]: one }))));
          firstFailure(proofChecks, subject(claims({ [claim]: two })));
        },
      ),
      { numRuns: 200 },
    );
  });
});
