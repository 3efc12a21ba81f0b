import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { headingOf, textById, type Visitor, visitorOf } from '../support/page-visitor.ts';
import { makePortal, type PortalWorld, portalVisitor } from '../support/portal-world.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import {
  assertOidcRefused,
  assertPortalRefused,
  authorizePath,
  codeToken,
  consent,
  hiddenFieldsOf,
  portalCall,
  type Registered,
  refresh,
  registerDevice,
  registerPkce,
} from '../support/sso-client.ts';

let server: TestServer;
let world: PortalWorld;
let client: Registered;
let visitor: Visitor;
let now = Date.now();

const GRANT = [400, 'InvalidGrantException', 'invalid_grant'] as const;
const BAD_CODE = [...GRANT, 'Invalid authorization code provided'] as const;
const BAD_REFRESH = [...GRANT, 'Invalid refresh token provided'] as const;
const GONE = [...GRANT, 'Invalid grant provided'] as const;

before(async () => {
  server = await startTestServer({}, { clock: () => now });
  world = await makePortal(server);
  client = await registerPkce(world);
  visitor = portalVisitor(world, await world.signIn());
});
after(() => server.stop());

async function newCode(path = authorizePath(client)): Promise<string> {
  return (await consent(visitor, path)).searchParams.get('code') ?? '';
}

describe('aws sso login: authorization codes', () => {
  it('R172: somebody consents, the code is exchanged with its verifier, the token is refreshed', async () => {
    const asked = await visitor.get(authorizePath(client));
    assert.equal(headingOf(asked), 'Let a program act for you?');
    assert.equal(textById(asked, 'client'), 'botocore-client-test');
    assert.equal(textById(asked, 'address'), 'this computer (127.0.0.1:45678)');
    const to = await consent(visitor, authorizePath(client));
    assert.equal(`${to.origin}${to.pathname}`, 'http://127.0.0.1:45678/oauth/callback');
    assert.equal(to.searchParams.get('state'), 'b1946ac9-2f33-4c0e-9d1c-0a1b2c3d4e5f');
    const token = await codeToken(world, client, to.searchParams.get('code') ?? '');
    assert.deepEqual([token.status, token.body.expiresIn], [200, 3600]);
    const accounts = await portalCall(server, 'assignment/accounts', token.body.accessToken);
    assert.equal(accounts.body.accountList.length, 2);
    const next = await refresh(server, client, token.body.refreshToken);
    assert.equal(next.status, 200);
    assert.notEqual(next.body.refreshToken, token.body.refreshToken);
    // Programs that share a cache refresh at the same moment: both are given the same token.
    const twin = await refresh(server, client, token.body.refreshToken);
    assert.equal(twin.body.refreshToken, next.body.refreshToken);
  });

  it('SSO-082: an old refresh token ends the whole family, its access tokens with it', async () => {
    const first = (await codeToken(world, client, await newCode())).body;
    const second = (await refresh(server, client, first.refreshToken)).body;
    now += 10_000;
    assertOidcRefused(await refresh(server, client, first.refreshToken), BAD_REFRESH);
    assertOidcRefused(await refresh(server, client, second.refreshToken), GONE);
    assert.equal((await portalCall(server, 'assignment/accounts', second.accessToken)).status, 401);
  });

  it('SSO-074: a code is exchanged once; sent again it ends what it gave', async () => {
    const code = await newCode();
    const token = (await codeToken(world, client, code)).body;
    assertOidcRefused(await codeToken(world, client, code), BAD_CODE);
    assertOidcRefused(await refresh(server, client, token.refreshToken), GONE);
    assert.equal((await portalCall(server, 'assignment/accounts', token.accessToken)).status, 401);
  });

  it('of many at one moment: one exchange of a code, and one next refresh token for all', async () => {
    const { body } = await codeToken(world, client, await newCode());
    const eight = Array.from({ length: 8 }, (_, index) => index);
    const nexts = await Promise.all(eight.map(() => refresh(server, client, body.refreshToken)));
    assert.deepEqual(new Set(nexts.map(({ status }) => status)), new Set([200]));
    assert.equal(new Set(nexts.map((next) => next.body.refreshToken)).size, 1);
    const code = await newCode();
    const answers = await Promise.all(eight.map(() => codeToken(world, client, code)));
    const [done, ...more] = answers.filter(({ status }) => status === 200);
    assert.ok(done && more.length === 0);
    // Nobody can tell which of them was the thief.
    assertOidcRefused(await refresh(server, client, done.body.refreshToken), GONE);
  });

  it('SSO-070, SSO-071, SSO-072, SSO-073, SSO-075: codes of others, and late ones', async () => {
    const code = await newCode();
    assertOidcRefused(await codeToken(world, client, 'unknown'), BAD_CODE);
    assertOidcRefused(await codeToken(world, await registerPkce(world), code), BAD_CODE);
    const redirectUri = 'http://127.0.0.1:45679/oauth/callback';
    assertOidcRefused(await codeToken(world, client, code, { redirectUri }), [
      ...GRANT,
      'Invalid redirect URI provided',
    ]);
    const codeVerifier = 'x'.repeat(64);
    assertOidcRefused(await codeToken(world, client, code, { codeVerifier }), [
      ...GRANT,
      'Invalid code verifier provided',
    ]);
    assert.equal((await codeToken(world, client, code)).status, 200);
    const late = await newCode();
    now += 60_000;
    assertOidcRefused(await codeToken(world, client, late), [
      ...GRANT,
      'Authorization code has expired',
    ]);
  });

  it('SSO-080, SSO-081: refresh tokens of other making and of other clients', async () => {
    const token = (await codeToken(world, client, await newCode())).body;
    assertOidcRefused(await refresh(server, client, 'nonsense'), BAD_REFRESH);
    const other = await registerPkce(world);
    assertOidcRefused(await refresh(server, other, token.refreshToken), BAD_REFRESH);
    assert.equal((await refresh(server, client, token.refreshToken)).status, 200);
  });

  it('SSO-006: a link without scopes is granted those of the client, and no more than them', async () => {
    const asked = async (registered: Registered) => {
      const code = await newCode(authorizePath(registered, { scopes: '' }));
      const { body } = await codeToken(world, registered, code);
      return await portalCall(server, 'assignment/accounts', body.accessToken);
    };
    const narrow = await registerPkce(world, { scopes: ['codewhisperer:completions'] });
    assertPortalRefused(await asked(narrow), [403, 'ForbiddenException', 'No access']);
    assert.equal((await asked(client)).status, 200);
  });

  it('denied, the client is told so with its state', async () => {
    const to = await consent(visitor, authorizePath(client), 'deny');
    assert.equal(to.searchParams.get('error'), 'access_denied');
    assert.equal(to.searchParams.get('code'), null);
    assert.equal(to.searchParams.get('state'), 'b1946ac9-2f33-4c0e-9d1c-0a1b2c3d4e5f');
  });

  it('leads whoever is not signed in to the sign-in page and back', async () => {
    const path = authorizePath(client);
    const page = await visitorOf(server).get(path);
    const to = new URL(page.location ?? '', server.url);
    assert.deepEqual([page.status, to.pathname], [303, `${world.path}/sign-in`]);
    const back = new URL(to.searchParams.get('destination') ?? '', server.url);
    assert.deepEqual([...back.searchParams], [...new URL(path, server.url).searchParams]);
  });

  const links: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['SSO-100', { response_type: 'token' }],
    ['SSO-101', { client_id: 'nobody' }],
    ['SSO-102', { redirect_uri: 'http://127.0.0.1:45678/other' }],
    ['SSO-102', { redirect_uri: 'https://evil.example.com/oauth/callback' }],
    ['SSO-103', { code_challenge_method: 'plain' }],
    ['SSO-104', { code_challenge: 'short' }],
    ['SSO-105', { state: '' }],
    ['SSO-106', { scopes: 'sso:account:access codewhisperer:completions' }],
  ];
  for (const [code, change] of links) {
    it(`${code}: a link with ${JSON.stringify(change)} leads nowhere`, async () => {
      const page = await visitor.get(authorizePath(client, change));
      assert.deepEqual(
        [page.status, page.location, textById(page, 'failure')],
        [400, undefined, code],
      );
    });
  }

  it('SSO-107, SSO-033: clients without an instance, and without the grant type', async () => {
    const nowhere = await registerPkce(world, { issuerUrl: undefined });
    assert.equal(textById(await visitor.get(authorizePath(nowhere)), 'failure'), 'SSO-107');
    const device = await registerDevice(world, {
      redirectUris: ['http://127.0.0.1/oauth/callback'],
    });
    assert.equal(textById(await visitor.get(authorizePath(device)), 'failure'), 'SSO-033');
  });

  it('forms of other sites answer nothing', async () => {
    const path = authorizePath(client);
    const query = Object.fromEntries(new URL(path, server.url).searchParams);
    assert.equal((await visitor.post('/authorize', { ...query, decision: 'allow' })).status, 403);
  });
});

describe('whoever answers for command lines without end', () => {
  it('LIMIT-001: has to wait, as with calls, and so has an address that fails again and again', async () => {
    const slow = await startTestServer(
      { GATEHOUSE_PRINCIPAL_RATE: '5', GATEHOUSE_ADDRESS_RATE: '1' },
      { clock: () => now },
    );
    try {
      const portal = await makePortal(slow);
      const path = authorizePath(await registerPkce(portal));
      const browser = portalVisitor(portal, await portal.signIn());
      const fields = { ...hiddenFieldsOf(await browser.get(path)), decision: 'allow' };
      const statuses: number[] = [];
      for (let count = 0; count < 11; count += 1) {
        statuses.push((await browser.post('/authorize', fields)).status);
      }
      assert.deepEqual(statuses, [...Array.from({ length: 10 }, () => 303), 429]);
      const denied = await browser.post('/authorize', { ...fields, decision: 'deny' });
      assert.deepEqual([denied.status, textById(denied, 'failure')], [429, 'LIMIT-001']);
      now += 1000;
      assert.equal((await browser.post('/authorize', fields)).status, 303);
      let page = await browser.get('/authorize');
      for (let count = 0; count < 10 && page.status === 400; count += 1) {
        page = await browser.get('/authorize');
      }
      assert.deepEqual([page.status, textById(page, 'failure')], [429, 'LIMIT-001']);
      assert.ok(Number(page.headers.get('retry-after')) > 0);
    } finally {
      await slow.stop();
    }
  });
});
