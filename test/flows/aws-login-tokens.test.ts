/** `aws login`: proofs and codes that are refused, beside those that are not. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { clientKey } from '../../src/oidc/dpop/testing.ts';
import {
  beginLogin,
  consentedCode,
  exchange,
  type LoginRun,
  refresh,
  signedIn,
  type TokenAnswer,
  type TokenChanges,
  type TokenResponse,
  tokensOf,
} from '../support/aws-login.ts';
import {
  assertLoginRefused,
  at,
  invalid,
  LATE_CODE,
  LATE_TOKEN,
  type TokenRefusal,
} from '../support/login-refusals.ts';
import { type LoginWorld, openLoginWorld } from '../support/login-world.ts';
import type { Visitor } from '../support/page-visitor.ts';

const MINUTE = 60_000;
const SECOND = 1000;

let world: LoginWorld;
let browser: Visitor;
before(async () => {
  world = await openLoginWorld({ GATEHOUSE_ADDRESS_RATE: '1000' });
  browser = await world.browserOf(world.alice);
});
after(async () => {
  await world?.server.stop();
});

const begin = () => beginLogin(world.publicUrl);

async function freshCode(run: LoginRun): Promise<string> {
  return await consentedCode(browser, run);
}

async function exchanged(run: LoginRun, code: string, changes: TokenChanges = {}) {
  return await exchange(world.server.url, run, code, changes);
}

async function begun(run: LoginRun): Promise<TokenAnswer> {
  return await signedIn(world.server.url, browser, run);
}

async function refreshed(run: LoginRun, token: string, changes: TokenChanges = {}) {
  return await refresh(world.server.url, run, token, changes);
}

async function assertRefused(response: TokenResponse, code: string, expected: TokenRefusal) {
  await assertLoginRefused(world, response, code, expected);
}

describe('a proof of possession', () => {
  it('is required, and is not taken twice', async () => {
    const run = begin();
    const code = await freshCode(run);
    const missing = await exchanged(run, code, { rawProof: undefined });
    await assertRefused(missing, 'LOGIN-010', invalid('The DPoP proof is missing.'));
    const fixed = { proof: { claims: { jti: 'once' } } };
    const { refreshToken } = tokensOf(await exchanged(run, code, fixed));
    const again = await refreshed(run, refreshToken, fixed);
    await assertRefused(again, 'LOGIN-021', invalid('The DPoP proof was already used.'));
    tokensOf(await refreshed(run, refreshToken));
  });

  it('is not remembered of a request that was refused', async () => {
    const run = begin();
    const code = await freshCode(run);
    const proof = { claims: { jti: 'of a refused one' } };
    const wrong = await exchanged(run, 'x', { proof });
    await assertRefused(wrong, 'LOGIN-031', LATE_CODE);
    tokensOf(await exchanged(run, code, { proof }));
  });

  it('is taken once of many that come at the same time', async () => {
    const run = begin();
    const { refreshToken } = await begun(run);
    const proof = { claims: { jti: 'of many' } };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => refreshed(run, refreshToken, { proof })),
    );
    const statuses = answers.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [200, 400, 400, 400, 400]);
  });

  it('is for this server by one of its names', async () => {
    const { port } = new URL(world.server.url);
    const run = begin();
    const refused = invalid('The htu of the DPoP proof does not name this endpoint.');
    const { refreshToken } = await begun(run);
    for (const host of ['evil.test', 'localhost.evil.test']) {
      const htu = `https://${host}/v1/token`;
      const answer = await refreshed(run, refreshToken, { proof: { claims: { htu } } });
      await assertRefused(answer, 'LOGIN-018', refused);
    }
    const named = { proof: { claims: { htu: `http://localhost:${port}/v1/token` } } };
    tokensOf(await refreshed(run, refreshToken, named));
  });

  it('may name what the operator says that clients use', async () => {
    const urls = 'https://signin.corp.test,https://10.0.0.7:8443';
    const other = await openLoginWorld({ GATEHOUSE_LOGIN_URLS: urls });
    try {
      const run = beginLogin(other.publicUrl);
      const { url } = other.server;
      const { refreshToken } = await signedIn(url, await other.browserOf(other.alice), run);
      const claims = { htu: 'https://10.0.0.7:8443/v1/token' };
      tokensOf(await refresh(url, run, refreshToken, { proof: { claims } }));
    } finally {
      await other.server.stop();
    }
  });
});

describe('an authorization code', () => {
  it('comes with what it needs', async () => {
    const run = begin();
    const code = await freshCode(run);
    for (const member of ['code', 'redirectUri', 'codeVerifier']) {
      const answer = await exchanged(run, code, { body: { [member]: undefined } });
      const text = `${member} is required when grantType is authorization_code.`;
      await assertRefused(answer, 'LOGIN-030', invalid(text));
    }
    tokensOf(await exchanged(run, code));
  });

  it('is one of this server', async () => {
    const answer = await exchanged(begin(), 'c'.repeat(43));
    await assertRefused(answer, 'LOGIN-031', LATE_CODE);
  });

  it('is exchanged once', async () => {
    const run = begin();
    const code = await freshCode(run);
    const { refreshToken } = tokensOf(await exchanged(run, code));
    await assertRefused(await exchanged(run, code), 'LOGIN-032', LATE_CODE);
    tokensOf(await refreshed(run, refreshToken));
  });

  it('is exchanged once of many times at once', async () => {
    const run = begin();
    const code = await freshCode(run);
    const answers = await Promise.all(Array.from({ length: 5 }, () => exchanged(run, code)));
    const statuses = answers.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [200, 401, 401, 401, 401]);
  });

  it('ends what it was exchanged for when another key comes with it and its verifier', async () => {
    const run = begin();
    const code = await freshCode(run);
    const token = tokensOf(await exchanged(run, code));
    const key = clientKey();
    const stranger = await exchanged(run, code, { key, body: { codeVerifier: 'w'.repeat(43) } });
    await assertRefused(stranger, 'LOGIN-032', LATE_CODE);
    const next = tokensOf(await refreshed(run, token.refreshToken));
    await assertRefused(await exchanged(run, code, { key }), 'LOGIN-032', LATE_CODE);
    await assertRefused(await refreshed(run, next.refreshToken), 'LOGIN-042', LATE_TOKEN);
  });

  it('is exchanged within a minute, one that is copied by hand within five', async () => {
    for (const [kind, lifetime] of [
      ['same-device', MINUTE],
      ['cross-device', 5 * MINUTE],
    ] as const) {
      const run = beginLogin(world.publicUrl, kind);
      const code = await freshCode(run);
      const late = await at(world, lifetime + SECOND, (now) => exchanged(run, code, { now }));
      await assertRefused(late, 'LOGIN-033', LATE_CODE);
      tokensOf(await at(world, lifetime - 10 * SECOND, (now) => exchanged(run, code, { now })));
    }
  });

  it('is of the client that asked for it', async () => {
    const run = begin();
    const code = await freshCode(run);
    const clientId = 'arn:aws:signin:::devtools/cross-device';
    const answer = await exchanged(run, code, { body: { clientId } });
    const expected = invalid('clientId is not the client of the authorization.');
    await assertRefused(answer, 'LOGIN-034', expected);
    tokensOf(await exchanged(run, code));
  });

  it('comes with the redirect URI of its authorization', async () => {
    const run = begin();
    const code = await freshCode(run);
    const redirectUri = 'http://127.0.0.1:53038/oauth/callback';
    const answer = await exchanged(run, code, { body: { redirectUri } });
    const expected = invalid('redirectUri is not that of the authorization.');
    await assertRefused(answer, 'LOGIN-035', expected);
    tokensOf(await exchanged(run, code));
  });

  it('comes with the verifier of its challenge', async () => {
    const run = begin();
    const code = await freshCode(run);
    const answer = await exchanged(run, code, { body: { codeVerifier: 'v'.repeat(43) } });
    const expected = invalid('codeVerifier does not match the authorization.');
    await assertRefused(answer, 'LOGIN-036', expected);
    tokensOf(await exchanged(run, code));
  });

  it('is held against the constraints of the model, and told without the secrets', async () => {
    const run = begin();
    for (const [body, path] of [
      [{ clientId: 'x' }, 'clientId'],
      [{ grantType: 'password' }, 'grantType'],
      [{ codeVerifier: 'short' }, 'codeVerifier'],
      [{ code: 'c'.repeat(513) }, 'code'],
    ] as const) {
      const { status, body: told } = await exchanged(run, 'code', { body });
      assert.deepEqual([status, told.error], [400, 'INVALID_REQUEST']);
      assert.match(String(told.message), new RegExp(`^1 validation error detected: .*'${path}'`));
      assert.doesNotMatch(String(told.message), /short|cccc/);
    }
  });
});
