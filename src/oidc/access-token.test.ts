import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { firstFailure, traceChecks } from '../failures/check.ts';
import {
  type AccessTokenAnswer,
  type AccessTokenSubject,
  accessTokenChecks,
  accessTokenIdentity,
  accessTokenQuestions,
} from './index.ts';
import { bytesOf, refusalOf, signedToken } from './testing.ts';

const AMAZON_TOKEN = 'Atza|IQEBLjAsAhRiFXuWpUXuRvQ9PZL3GMFcYevydw';
const NOT_VALIDATED =
  'The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for requirements.';
const NOT_AMAZON = 'Provided Token is not a Login With Amazon token';

const ok = (value: unknown): AccessTokenAnswer => ({
  kind: 'answered',
  status: 200,
  body: bytesOf(value),
});
const tokenInfo = {
  aud: 'amzn1.application-oa2-client.1234',
  user_id: 'amzn1.account.ABCD',
  iss: 'https://www.amazon.com',
  exp: 3597,
  app_id: 'amzn1.application.5678',
  iat: 1769852000,
};

const amazon = (answer: AccessTokenAnswer = ok(tokenInfo)): AccessTokenSubject => ({
  providerId: 'www.amazon.com',
  token: AMAZON_TOKEN,
  answers: new Map([['token', answer]] as const),
});

const facebook = (
  application: AccessTokenAnswer = ok({ id: '1234567890' }),
  user: AccessTokenAnswer = ok({ id: '10150000000000001' }),
): AccessTokenSubject => ({
  providerId: 'graph.facebook.com',
  token: 'EAACEdEose0cBA',
  answers: new Map([
    ['application', application],
    ['user', user],
  ] as const),
});

const judged = (subject: AccessTokenSubject) => refusalOf(firstFailure(accessTokenChecks, subject));

describe('R134: access tokens with a ProviderId', () => {
  it('what Amazon and Facebook are asked', () => {
    const [amazonQuestion, ...none] = accessTokenQuestions('www.amazon.com', 'Atza|a+b');
    assert.deepEqual(none, []);
    assert.deepEqual(amazonQuestion, {
      name: 'token',
      url: 'https://api.amazon.com/auth/o2/tokeninfo?access_token=Atza%7Ca%2Bb',
      maxBytes: 16_384,
      statuses: [200, 400, 401],
    });
    const origins = new Map([['graph.facebook.com', 'https://localhost:9443']] as const);
    assert.deepEqual(
      accessTokenQuestions('graph.facebook.com', 'a&b', origins).map(({ name, url }) => [
        name,
        url,
      ]),
      [
        ['application', 'https://localhost:9443/app?fields=id&access_token=a%26b'],
        ['user', 'https://localhost:9443/me?fields=id&access_token=a%26b'],
      ],
    );
    assert.deepEqual(accessTokenQuestions('www.amazon.com', signedToken()), []);
  });

  it('Login with Amazon: user and application become keys', () => {
    assert.equal(judged(amazon()), undefined);
    const identity = accessTokenIdentity(amazon());
    assert.equal(identity.provider, 'www.amazon.com');
    assert.equal(identity.audience, 'amzn1.application-oa2-client.1234');
    assert.equal(identity.subject, 'amzn1.account.ABCD');
    assert.deepEqual(identity.conditionKeys, {
      'www.amazon.com:app_id': ['amzn1.application-oa2-client.1234', 'amzn1.application.5678'],
      'www.amazon.com:user_id': ['amzn1.account.ABCD'],
    });
    assert.deepEqual(identity.laterKeys, {});
  });

  it('Facebook: user and application become keys', () => {
    assert.equal(judged(facebook()), undefined);
    const identity = accessTokenIdentity(facebook());
    assert.deepEqual(identity.conditionKeys, {
      'graph.facebook.com:app_id': ['1234567890'],
      'graph.facebook.com:id': ['10150000000000001'],
    });
    assert.deepEqual(identity.laterKeys, { 'graph.facebook.com:id': ['10150000000000001'] });
    assert.equal(identity.audience, '1234567890');
  });

  it('other providers are not named by ProviderId', () => {
    for (const providerId of ['accounts.google.com', 'https://www.amazon.com', 'toString']) {
      assert.deepEqual(judged({ ...amazon(), providerId }), {
        code: 'OIDC-090',
        message: `ProviderId is \`${providerId}\`, which issues no access tokens that are taken here`,
        error: 'AccessDenied',
        text: 'Unrecognized OAuth provider. Do not include a provider parameter when submitting OpenIDConnect ID tokens',
      });
    }
  });

  it('an ID token is no access token', () => {
    const token = signedToken();
    assert.deepEqual(judged({ ...amazon(), token }), {
      code: 'OIDC-091',
      message: 'an ID token was sent with ProviderId www.amazon.com',
      error: 'InvalidIdentityToken',
      text: NOT_AMAZON,
    });
    assert.deepEqual(judged({ ...facebook(), token }), {
      code: 'OIDC-092',
      message: 'an ID token was sent with ProviderId graph.facebook.com',
      error: 'InvalidIdentityToken',
      text: NOT_VALIDATED,
    });
  });

  it('R117: a provider that is not reached makes an error that clients retry', () => {
    const failed = { kind: 'failed', host: 'api.amazon.com', reason: 'status 503' } as const;
    assert.deepEqual(judged(amazon(failed)), {
      code: 'OIDC-093',
      message: '`api.amazon.com` could not be asked about the access token: status 503',
      error: 'IDPCommunicationError',
      text: 'The identity provider that was asked to verify the token could not be reached.',
    });
    assert.equal(judged(facebook(undefined, failed))?.code, 'OIDC-093');
  });

  it('a token that the provider refuses is refused', () => {
    const refused = {
      kind: 'answered',
      status: 400,
      body: bytesOf({ error: 'invalid_token' }),
    } as const;
    assert.deepEqual(judged(amazon(refused)), {
      code: 'OIDC-094',
      message: 'Login with Amazon refused the access token with status 400',
      error: 'InvalidIdentityToken',
      text: NOT_AMAZON,
    });
    assert.deepEqual(judged(facebook(undefined, { ...refused, status: 401 })), {
      code: 'OIDC-095',
      message: 'Facebook refused the access token with status 401',
      error: 'InvalidIdentityToken',
      text: NOT_VALIDATED,
    });
  });

  it('answers must tell the user and the application', () => {
    const { aud: _, ...withoutAudience } = tokenInfo;
    for (const value of [
      '<html>',
      withoutAudience,
      { ...tokenInfo, user_id: '' },
      { ...tokenInfo, iss: 'https://attacker.example' },
      { ...tokenInfo, exp: 'later' },
    ]) {
      assert.deepEqual(judged(amazon(ok(value))), {
        code: 'OIDC-096',
        message: 'the answer of www.amazon.com does not tell the user and the application',
        error: 'InvalidIdentityToken',
        text: NOT_VALIDATED,
      });
    }
    assert.equal(judged(facebook(ok({ id: 7 })))?.code, 'OIDC-096');
    assert.equal(judged({ ...facebook(), answers: new Map() })?.code, 'OIDC-096');
    const { app_id: __, ...withoutApplicationId } = tokenInfo;
    assert.equal(judged(amazon(ok(withoutApplicationId))), undefined);
  });

  it('a token without time left has expired', () => {
    assert.deepEqual(judged(amazon(ok({ ...tokenInfo, exp: 0 }))), {
      code: 'OIDC-097',
      message: 'the access token has expired',
      error: 'ExpiredTokenException',
      text: 'The web identity token has expired.',
    });
    assert.equal(judged(amazon(ok({ ...tokenInfo, exp: 1 }))), undefined);
  });

  it('nothing is read from a token that was refused, and a trace shows no token', () => {
    const refused = amazon(ok({ ...tokenInfo, exp: 0 }));
    assert.throws(() => accessTokenIdentity(refused), /OIDC-097/);
    assert.throws(
      () => accessTokenIdentity({ ...amazon(), answers: undefined }),
      /nobody was asked/,
    );
    for (const subject of [amazon(), facebook(), { ...amazon(), answers: undefined }]) {
      const trace = traceChecks(accessTokenChecks, subject);
      assert.equal(JSON.stringify(trace).includes(subject.token), false);
    }
  });
});
