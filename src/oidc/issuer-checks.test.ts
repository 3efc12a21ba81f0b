import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { builtInProvider } from './providers.ts';
import { claims, judged, signedToken } from './testing.ts';

const error = 'InvalidIdentityToken';

/** The verdict about a token of an issuer of which the account has only these providers. */
function judgedIssuer(iss: unknown, registeredUrls: readonly string[] = []) {
  const token = signedToken(claims({ iss }));
  return judged({ token, provider: undefined, keys: undefined, registeredUrls });
}

describe('the issuer of a token', () => {
  it('a token names its issuer', () => {
    for (const iss of [undefined, '', 7]) {
      assert.deepEqual(judgedIssuer(iss), {
        code: 'OIDC-015',
        message: 'the token names no issuer',
        error,
        text: 'Missing a required claim: iss',
      });
    }
  });

  it("the issuer is a provider of the role's account", () => {
    assert.deepEqual(judgedIssuer('https://other.example.com', ['idp.example.com/tenant']), {
      code: 'OIDC-016',
      message: "no provider of the role's account has the URL `https://other.example.com`",
      error,
      text: 'No OpenIDConnect provider found in your account for https://other.example.com',
    });
    assert.equal(judged({ registeredUrls: ['idp.example.com/tenant'] }), undefined);
  });

  it('a provider that was found for another issuer does not do', () => {
    const token = signedToken(claims({ iss: 'https://other.example.com' }));
    assert.equal(judged({ token })?.code, 'OIDC-016');
  });

  it('a registered URL that is nearly the issuer is shown to the administrator alone', () => {
    const nearly: readonly (readonly [string, string, string])[] = [
      ['https://idp.example.com/', 'idp.example.com', 'a slash at the end'],
      ['https://idp.example.com', 'idp.example.com/', 'a slash at the end'],
      ['https://IdP.example.com/A', 'idp.example.com/a', 'letter case'],
      ['https://idp.example.com:443/a', 'idp.example.com/a', 'the port'],
      ['https://idp.example.com/team', 'idp.example.com', 'a missing path'],
      ['https://idp.example.com', 'idp.example.com/team', 'a missing path'],
    ];
    for (const [iss, registered, difference] of nearly) {
      assert.deepEqual(judgedIssuer(iss, ['elsewhere.example', registered]), {
        code: 'OIDC-017',
        message: `the issuer \`${iss}\` is registered as \`https://${registered}\`, which is not the same: ${difference}`,
        error,
        text: `No OpenIDConnect provider found in your account for ${iss}`,
      });
    }
    const long = `https://idp.example.com/${'/'.repeat(10_000)}x`;
    assert.equal(judgedIssuer(long, Array(100).fill('idp.example.com'))?.code, 'OIDC-016');
    const others = ['idp.example.com/b', 'idp.example.comx'];
    assert.equal(judgedIssuer('https://idp.example.com/a', others)?.code, 'OIDC-016');
  });

  it('an issuer that cannot be registered is told apart', () => {
    for (const iss of [
      'http://idp.example.com',
      'idp.example.com',
      'https://idp.example.com/?a=b',
      'https://idp.example.com/#a',
      'https://',
    ]) {
      assert.deepEqual(judgedIssuer(iss, ['idp.example.com']), {
        code: 'OIDC-018',
        message: `the issuer \`${iss}\` is not an https URL`,
        error,
        text: `No OpenIDConnect provider found in your account for ${iss}`,
      });
    }
  });

  it('what a token says about its issuer is told on one line of bounded length', () => {
    const iss = `https://idp.example.com/\n\u0000${'x'.repeat(5000)}`;
    const refusal = judgedIssuer(iss);
    assert.equal(refusal?.code, 'OIDC-018');
    for (const unshowable of ['\n', '\u0000']) {
      assert.equal(refusal?.text.includes(unshowable), false);
    }
    assert.ok((refusal?.text.length ?? 0) < 400);
  });

  it('Google names itself with and without a scheme', () => {
    for (const iss of ['accounts.google.com', 'https://accounts.google.com']) {
      const provider = builtInProvider(iss);
      assert.equal(provider?.url, 'accounts.google.com');
      assert.equal(judged({ token: signedToken(claims({ iss })), provider }), undefined, iss);
    }
    const iss = 'http://accounts.google.com';
    assert.equal(builtInProvider(iss), undefined);
    const provider = builtInProvider('accounts.google.com');
    assert.equal(judged({ token: signedToken(claims({ iss })), provider })?.code, 'OIDC-018');
  });
});
