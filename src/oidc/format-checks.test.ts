import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judged, signedToken } from './testing.ts';

const NOT_A_JWT =
  'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)';
const NOT_AMAZON = 'Provided Token is not a Login With Amazon token';
const error = 'InvalidIdentityToken';

describe('the form of a token', () => {
  it('an ordinary token passes', () => {
    assert.equal(judged(), undefined);
  });

  it('three parts make a token; an access token is told apart', () => {
    assert.deepEqual(judged({ token: 'ya29.an-opaque-access-token' }), {
      code: 'OIDC-001',
      message: 'the token has 2 parts between dots, not three',
      error,
      text: NOT_A_JWT,
    });
  });

  it('an encrypted token is refused', () => {
    assert.deepEqual(judged({ token: `${signedToken()}.AAAA.AAAA` }), {
      code: 'OIDC-002',
      message: 'the token is encrypted: it has the five parts of JSON Web Encryption',
      error,
      text: NOT_A_JWT,
    });
  });

  it('a line feed behind the token is told as AWS tells it', () => {
    assert.deepEqual(judged({ token: `${signedToken()}\n` }), {
      code: 'OIDC-003',
      message: 'there is white space in the token or around it',
      error,
      text: NOT_AMAZON,
    });
    assert.equal(judged({ token: signedToken().trimEnd() }), undefined);
  });

  it('an access token of Login with Amazon without ProviderId is refused', () => {
    for (const token of ['Atza|IQEBLjAsAhRmHjNgHpi0U', 'Atna|IQEB']) {
      assert.deepEqual(judged({ token }), {
        code: 'OIDC-004',
        message: 'the token is an access token of Login with Amazon, sent without ProviderId',
        error,
        text: NOT_AMAZON,
      });
    }
  });

  it('20,000 characters are read, one more is not', () => {
    const [head = '', claims = '', signature = ''] = signedToken().split('.');
    const padding = 20_000 - head.length - claims.length - 2;
    const longest = `${head}.${claims}.${'A'.repeat(padding)}`;
    assert.equal(judged({ token: longest })?.code, 'OIDC-065', 'read, and not genuine');
    assert.deepEqual(judged({ token: `${longest}A` }), {
      code: 'OIDC-005',
      message: 'the token has 20001 characters, more than 20000',
      error,
      text: NOT_A_JWT,
    });
    assert.equal(judged({ token: `${head}.${claims}.${signature}` }), undefined);
  });

  it('each part has to be base64url without padding', () => {
    const [head, claims, signature] = signedToken().split('.');
    const message = (part: string) => `the ${part} of the token is not in base64url`;
    for (const [token, part] of [
      [`${head}=.${claims}.${signature}`, 'header'],
      [`${head}.+${claims}.${signature}`, 'claims'],
      [`${head}.${claims}.${signature}==`, 'signature'],
      [`${head}.${claims}.${signature}AAA`, 'signature'],
    ] as const) {
      assert.deepEqual(judged({ token }), {
        code: 'OIDC-006',
        message: message(part),
        error,
        text: NOT_A_JWT,
      });
    }
  });

  it('the header is a JSON object of at most 12288 bytes whose known members are texts', () => {
    const rest = signedToken().slice(signedToken().indexOf('.'));
    const withHeader = (text: string) => `${Buffer.from(text).toString('base64url')}${rest}`;
    const message = (problem: string) => `the header of the token cannot be used: ${problem}`;
    const notObject = 'it is not one JSON object without repeated names';
    for (const [text, problem] of [
      ['"RS256"', notObject],
      ['{"alg":"RS256","alg":"RS256"}', notObject],
      ['{"alg":1}', '`alg` is not a text'],
      ['{"alg":"RS256","kid":{}}', '`kid` is not a text'],
      [`{"alg":"RS256","note":"${'x'.repeat(12_264)}"}`, 'it has 12289 bytes'],
    ] as const) {
      assert.deepEqual(judged({ token: withHeader(text) }), {
        code: 'OIDC-007',
        message: message(problem),
        error,
        text: NOT_A_JWT,
      });
    }
    const longest = {
      note: 'x'.repeat(
        12_288 - JSON.stringify({ alg: 'RS256', typ: 'JWT', kid: 'rsa', note: '' }).length,
      ),
    };
    assert.equal(judged({ token: signedToken(undefined, { header: longest }) }), undefined);
  });

  it('the claims are a JSON object without repeated names', () => {
    assert.deepEqual(judged({ token: signedToken('{"iss":"a","iss":"b"}') }), {
      code: 'OIDC-008',
      message: 'the claims of the token are not one JSON object without repeated names',
      error,
      text: NOT_A_JWT,
    });
    assert.equal(judged({ token: signedToken('[]') })?.code, 'OIDC-008');
    assert.equal(judged({ token: signedToken('{"iss":"https://a"}') })?.code, 'OIDC-016');
  });
});

describe('the header of a token', () => {
  const withHeader = (header: Record<string, unknown>) =>
    judged({ token: signedToken(undefined, { header }) });

  it('extensions that must be understood are refused', () => {
    assert.deepEqual(withHeader({ crit: ['b64', 'exp'], b64: true, exp: 1 }), {
      code: 'OIDC-009',
      message: 'the header asks for extensions that are not understood: `b64`, `exp`',
      error,
      text: NOT_A_JWT,
    });
    assert.equal(withHeader({ crit: [] })?.code, 'OIDC-009');
    assert.equal(withHeader({ b64: true })?.code, 'OIDC-009');
    assert.equal(withHeader({ extension: 'not critical' }), undefined);
  });

  it('a token in a token is refused', () => {
    assert.deepEqual(withHeader({ cty: 'JWT' }), {
      code: 'OIDC-010',
      message: 'the token holds another token: its content type is `JWT`',
      error,
      text: NOT_A_JWT,
    });
    assert.equal(withHeader({ cty: 'json' }), undefined);
  });

  it('a compressed token is refused', () => {
    assert.deepEqual(withHeader({ zip: 'DEF' }), {
      code: 'OIDC-011',
      message: 'the token is compressed with `DEF`',
      error,
      text: NOT_A_JWT,
    });
  });

  it('a token that is not signed is refused', () => {
    for (const [alg, shown] of [
      ['none', 'none'],
      ['', 'not given'],
    ]) {
      assert.deepEqual(withHeader({ alg }), {
        code: 'OIDC-012',
        message: `the token is not signed: its algorithm is \`${shown}\``,
        error,
        text: NOT_A_JWT,
      });
    }
  });

  it('a shared secret is refused', () => {
    assert.deepEqual(withHeader({ alg: 'HS256' }), {
      code: 'OIDC-013',
      message: 'the token is authenticated with a shared secret: its algorithm is `HS256`',
      error,
      text: NOT_A_JWT,
    });
  });

  it('other algorithms are refused', () => {
    for (const alg of ['EdDSA', 'ES256K', 'RS1', 'toString']) {
      assert.deepEqual(withHeader({ alg }), {
        code: 'OIDC-014',
        message: `the algorithm \`${alg}\` is not among those that are accepted`,
        error,
        text: NOT_A_JWT,
      });
    }
  });
});
