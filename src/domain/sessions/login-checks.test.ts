import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { surface } from '../../failures/aws-error.ts';
import { firstFailure } from '../../failures/check.ts';
import { type ConsoleLogin, loginChecks, SIGNIN_TOKEN_LIFETIME } from './login-checks.ts';
import { readSigninToken, writeSigninToken } from './signin-token.ts';

const NOW = Date.UTC(2026, 0, 15, 8);
const TOKEN = { accessKeyId: 'ASIAEXAMPLE', sessionToken: 'token', seconds: 900, issuedAt: NOW };

function login(members: Partial<ConsoleLogin> = {}): ConsoleLogin {
  return {
    token: TOKEN,
    destination: '/console/home',
    issuer: undefined,
    publicUrl: 'https://gate.example.com',
    now: NOW,
    ...members,
  };
}

describe('a sign-in with a sign-in token', () => {
  const accepted: Readonly<Record<string, Partial<ConsoleLogin>>> = {
    'at once': {},
    'in its last millisecond': { now: NOW + SIGNIN_TOKEN_LIFETIME - 1 },
    'for the AWS console': { destination: 'https://console.aws.amazon.com/' },
    'with an issuer': { issuer: 'https://broker.example.com/login' },
  };
  for (const [title, members] of Object.entries(accepted)) {
    it(`is taken ${title}`, () =>
      assert.equal(firstFailure(loginChecks, login(members)), undefined));
  }

  const refused: readonly (readonly [string, Partial<ConsoleLogin>, string, string, string])[] = [
    [
      'with no token',
      { token: undefined },
      'FED-038',
      'ValidationError',
      'The parameter SigninToken is not valid',
    ],
    [
      'after 15 minutes',
      { now: NOW + SIGNIN_TOKEN_LIFETIME },
      'FED-039',
      'ExpiredToken',
      'The sign-in token has expired',
    ],
    [
      'that leads elsewhere',
      { destination: 'https://evil.example/' },
      'FED-040',
      'ValidationError',
      'The parameter Destination is not valid',
    ],
    [
      'with a script for an issuer',
      { issuer: 'javascript:alert(1)' },
      'FED-041',
      'ValidationError',
      'The parameter Issuer is not valid',
    ],
    [
      'with control characters in an issuer',
      { issuer: 'https://broker.example/\u0000' },
      'FED-041',
      'ValidationError',
      'The parameter Issuer is not valid',
    ],
    [
      'with words for an issuer',
      { issuer: 'broker' },
      'FED-041',
      'ValidationError',
      'The parameter Issuer is not valid',
    ],
  ];
  for (const [title, members, code, wireCode, text] of refused) {
    it(`is refused ${title}: ${code}`, () => {
      const failed = firstFailure(loginChecks, login(members));
      assert.equal(failed?.code, code);
      const error = failed && surface(failed);
      assert.deepEqual([error?.code, error?.message], [wireCode, text]);
    });
  }
});

describe('a sign-in token', () => {
  it('is read as it was written', () => {
    assert.deepEqual(readSigninToken(writeSigninToken(TOKEN)), TOKEN);
    const unlimited = { ...TOKEN, seconds: undefined };
    assert.deepEqual(readSigninToken(writeSigninToken(unlimited)), unlimited);
  });
  for (const text of [undefined, '', '{}', '[1,2,3,4]', '["a"]']) {
    it(`is not ${text}`, () => assert.equal(readSigninToken(text), undefined));
  }
});
