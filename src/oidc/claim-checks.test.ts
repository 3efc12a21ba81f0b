import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  claims,
  judged,
  judgedClaims,
  NOW,
  NOW_SECONDS,
  SKEW,
  signedToken,
  testProvider,
} from './testing.ts';

const NOT_VALIDATED =
  'The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for requirements.';
const error = 'InvalidIdentityToken';

describe('the claims of a token', () => {
  it('exp, iat, sub and aud are required', () => {
    for (const claim of ['exp', 'iat', 'sub', 'aud']) {
      assert.deepEqual(judgedClaims({ [claim]: undefined }), {
        code: 'OIDC-070',
        message: `the token has no claim ${claim}`,
        error,
        text: `Missing a required claim: ${claim}`,
      });
    }
    assert.equal(judgedClaims({ nbf: undefined, azp: undefined }), undefined);
  });

  it('claims have the forms of RFC 7519', () => {
    const seconds = 'a number of seconds';
    const texts = 'a text or a list of texts';
    for (const [claim, value, form] of [
      ['exp', String(NOW_SECONDS + 600), seconds],
      ['exp', 1e300, seconds],
      ['exp', null, seconds],
      ['iat', -1, seconds],
      ['iat', true, seconds],
      ['nbf', 'now', seconds],
      ['sub', 7, 'a text'],
      ['sub', null, 'a text'],
      ['azp', ['a'], 'a text'],
      ['aud', 7, texts],
      ['aud', [], texts],
      ['aud', ['sts.amazonaws.com', 7], texts],
      ['aud', { sts: true }, texts],
    ] as const) {
      assert.deepEqual(judgedClaims({ [claim]: value }), {
        code: 'OIDC-071',
        message: `the claim ${claim} of the token is not ${form}`,
        error,
        text: NOT_VALIDATED,
      });
    }
    const fractions = { iat: NOW_SECONDS - 0.5, exp: NOW_SECONDS + 100.5 };
    assert.equal(judgedClaims(fractions), undefined);
  });

  it('a token has not expired, with five minutes of grace', () => {
    assert.deepEqual(judgedClaims({ exp: NOW_SECONDS - 300 }), {
      code: 'OIDC-072',
      message: `the token expired at ${NOW_SECONDS - 300}, and it is ${NOW_SECONDS}`,
      error: 'ExpiredTokenException',
      text: `Token expired: current date/time ${NOW_SECONDS} must be before the expiration date/time ${NOW_SECONDS - 300}`,
    });
    assert.equal(judgedClaims({ exp: NOW_SECONDS - 299 }), undefined);
    const token = signedToken(claims({ exp: NOW_SECONDS }));
    assert.equal(judged({ token, skewMilliseconds: 0 })?.code, 'OIDC-072');
    assert.equal(judged({ token, skewMilliseconds: 0, now: NOW - 1 }), undefined);
    assert.equal(judged({ token, now: NOW + SKEW })?.code, 'OIDC-072');
  });

  it('a token was not issued in the future', () => {
    assert.deepEqual(judgedClaims({ iat: NOW_SECONDS + 301 }), {
      code: 'OIDC-073',
      message: `the token was issued at ${NOW_SECONDS + 301}, which is in the future of ${NOW_SECONDS}`,
      error,
      text: NOT_VALIDATED,
    });
    assert.equal(judgedClaims({ iat: NOW_SECONDS + 300 }), undefined);
  });

  it('a token is valid already', () => {
    assert.deepEqual(judgedClaims({ nbf: NOW_SECONDS + 301 }), {
      code: 'OIDC-074',
      message: `the token is valid from ${NOW_SECONDS + 301} only, and it is ${NOW_SECONDS}`,
      error,
      text: NOT_VALIDATED,
    });
    assert.equal(judgedClaims({ nbf: NOW_SECONDS + 300 }), undefined);
    assert.equal(judgedClaims({ nbf: 0 }), undefined);
  });

  it('R134: the subject is a short text without control characters', () => {
    for (const [sub, problem] of [
      ['', 'it is empty'],
      ['a'.repeat(256), 'it has 256 characters'],
      ['user\n1234', 'it has control characters'],
      ['user\u0000', 'it has control characters'],
    ]) {
      assert.deepEqual(judgedClaims({ sub }), {
        code: 'OIDC-075',
        message: `the subject of the token cannot be used: ${problem}`,
        error,
        text: NOT_VALIDATED,
      });
    }
    for (const sub of ['a', '사용자', '\u{1f600}'.repeat(255), 'repo:org/name:ref:refs/heads/x']) {
      assert.equal(judgedClaims({ sub }), undefined, sub);
    }
  });

  it('the audience is a client id of the provider', () => {
    const refusal = (audience: string) => ({
      code: 'OIDC-076',
      message: `the audience ${audience} is not among the client ids of the provider`,
      error,
      text: 'Incorrect token audience',
    });
    assert.deepEqual(judgedClaims({ aud: 'other' }), refusal('`other`'));
    assert.deepEqual(judgedClaims({ aud: ['a', 'b'] }), refusal('`a`, `b`'));
    assert.deepEqual(judgedClaims({ aud: 'STS.amazonaws.com' }), refusal('`STS.amazonaws.com`'));
    assert.equal(judgedClaims({ aud: ['other', 'client-b'] }), undefined);
  });

  it('azp, where it is present, is the audience', () => {
    assert.equal(judgedClaims({ azp: 'other' })?.code, 'OIDC-076');
    assert.equal(judgedClaims({ azp: '' })?.code, 'OIDC-076');
    assert.equal(judgedClaims({ azp: 'client-b', aud: 'other' }), undefined);
  });

  it('a built-in provider registers no audiences', () => {
    const provider = testProvider({ clientIds: undefined });
    assert.equal(judged({ token: signedToken(claims({ aud: 'any' })), provider }), undefined);
    const none = testProvider({ clientIds: [] });
    assert.equal(judged({ provider: none })?.code, 'OIDC-076');
  });
});
