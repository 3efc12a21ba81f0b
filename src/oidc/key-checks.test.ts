import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { traceChecks } from '../failures/check.ts';
import {
  claims,
  ecKey,
  fetchedKeys,
  judged,
  jwkOf,
  keyFor,
  rsaKey,
  signedToken,
  signingAlgorithms,
  subjectOf,
} from './testing.ts';
import { tokenChecks } from './token-checks.ts';

const NO_KEY =
  "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements";
const error = 'InvalidIdentityToken';

const jwk = (changes: Record<string, unknown> = {}) => ({ ...jwkOf(keyFor('RS256')), ...changes });
const judgedWith = (...keys: unknown[]) => judged({ keys: fetchedKeys({ keys }) });

describe('the key of a token', () => {
  for (const algorithm of signingAlgorithms) {
    it(`a token signed with ${algorithm} passes`, () => {
      assert.equal(judged({ token: signedToken(claims(), { algorithm }) }), undefined);
    });
  }

  it('R106: the issuer publishes the key that the token names, letter by letter', () => {
    for (const kid of ['RSA', 'rsa ', '']) {
      assert.deepEqual(judgedWith(jwk({ kid })), {
        code: 'OIDC-060',
        message: 'the key set has no key `rsa`',
        error,
        text: NO_KEY,
      });
    }
    assert.equal(judgedWith(jwk({ kid: undefined }))?.code, 'OIDC-060');
    assert.equal(judgedWith(jwk({ kid: 'other' }), jwk()), undefined);
  });

  it('R106: an empty set has no key', () => {
    assert.equal(judgedWith()?.code, 'OIDC-060');
  });

  it('a key that is there and cannot be used says why', () => {
    const short = { ...jwkOf(rsaKey('rsa', 1024)) };
    for (const [key, problem] of [
      [jwk({ use: 'enc' }), 'it is not for verifying signatures'],
      [jwk({ key_ops: ['sign'] }), 'it is not for verifying signatures'],
      [jwk({ alg: 'RSA-OAEP' }), 'its algorithm is not accepted'],
      [jwk({ d: 'AQAB' }), 'its private half is published'],
      [short, 'its modulus is shorter than 2048 bits'],
    ] as const) {
      assert.deepEqual(judgedWith(key), {
        code: 'OIDC-061',
        message: `the key \`rsa\` cannot be used: ${problem}`,
        error,
        text: NO_KEY,
      });
    }
    assert.equal(judgedWith(jwk({ key_ops: ['verify'], use: undefined })), undefined);
  });

  it('the key is of the type, curve and algorithm that the header names', () => {
    const other = 'the key `rsa` is not for the algorithm RS256';
    for (const key of [jwk({ alg: 'RS512' }), jwk({ alg: 'PS256' }), jwkOf(ecKey('rsa'))]) {
      assert.deepEqual(judgedWith(key), { code: 'OIDC-062', message: other, error, text: NO_KEY });
    }
    assert.equal(judgedWith(jwk({ alg: 'RS256' })), undefined);
    const token = signedToken(claims(), { algorithm: 'ES256' });
    const wrongCurve = fetchedKeys({ keys: [jwkOf(ecKey('ES256', 'P-384'))] });
    assert.equal(judged({ token, keys: wrongCurve })?.code, 'OIDC-062');
  });

  it('several keys of one id are refused unless they are the same key', () => {
    assert.deepEqual(judgedWith(jwk(), jwkOf(rsaKey('rsa'))), {
      code: 'OIDC-063',
      message: 'several keys of the set would do for the token: `rsa`',
      error,
      text: NO_KEY,
    });
    assert.equal(judgedWith(jwk(), jwk({ alg: 'RS256' })), undefined);
    assert.equal(judgedWith(jwk(), jwkOf(ecKey('rsa'))), undefined, 'of another type');
  });

  it('without a key id only a single suitable key answers', () => {
    const token = signedToken(claims(), { header: { kid: undefined } });
    const withKeys = (...keys: unknown[]) => judged({ token, keys: fetchedKeys({ keys }) });
    assert.equal(withKeys(jwk({ kid: undefined }), jwkOf(keyFor('ES256'))), undefined);
    assert.deepEqual(withKeys(jwk(), jwkOf(rsaKey('second'))), {
      code: 'OIDC-063',
      message: 'several keys of the set would do for the token: no kid',
      error,
      text: NO_KEY,
    });
    assert.deepEqual(withKeys(jwkOf(keyFor('ES256'))), {
      code: 'OIDC-064',
      message: 'the token names no key, and the set has none for the algorithm RS256',
      error,
      text: NO_KEY,
    });
  });

  it('the trace lists the published keys with those that are not used', () => {
    const keys = fetchedKeys({ keys: [jwk({ kid: undefined }), jwk({ use: 'enc' }), 'x'] });
    const trace = traceChecks(tokenChecks, subjectOf({ keys }));
    const found = trace.find(({ name }) => name === 'keyIsPublished');
    assert.equal(
      found?.expected,
      'without kid, `rsa` (not used: it is not for verifying signatures), key 3 (not used: it is no JSON object)',
    );
    assert.equal(found?.received, '`rsa`');
  });
});

describe('the signature of a token', () => {
  it('is made with that key over these very parts', () => {
    const forged = signedToken(claims(), { key: rsaKey('rsa') });
    assert.deepEqual(judged({ token: forged }), {
      code: 'OIDC-065',
      message: 'the signature of the token was not made with the key `rsa`',
      error,
      text: 'The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for requirements.',
    });
    assert.equal(judged({ token: signedToken() }), undefined);
  });
});
