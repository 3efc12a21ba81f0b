import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { workforceUserEntity } from '../../src/domain/entities.ts';
import { endSessionsOf } from '../../src/domain/sessions/browser-sessions.ts';
import { headingOf, textById, type Visitor, visitorOf } from '../support/page-visitor.ts';
import { makePortal, type PortalWorld, portalVisitor } from '../support/portal-world.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import {
  answerDevice,
  assertOidcRefused,
  deviceToken,
  hiddenFieldsOf,
  oidcCall,
  type Registered,
  refresh,
  registerDevice,
  roleCredentials,
  signedInDevice,
  startDevice,
} from '../support/sso-client.ts';

let server: TestServer;
let world: PortalWorld;
let client: Registered;
let now = Date.now();

before(async () => {
  server = await startTestServer({}, { clock: () => now });
  world = await makePortal(server);
  client = await registerDevice(world);
});
after(() => server.stop());

async function setStatus(status: 'ENABLED' | 'DISABLED'): Promise<void> {
  const { user_id: userId } = world.user;
  await world.change((work) => {
    const users = work.read.updateTable('directory_users').set({ status });
    work.write(users.where('user_id', '=', userId));
    work.changed(workforceUserEntity(userId));
  });
}

async function browser(): Promise<Visitor> {
  return portalVisitor(world, await world.signIn());
}

describe('aws sso login: devices', () => {
  it('R172, SSO-065: a device waits, somebody compares its code and lets it in, once (SSO-062)', async () => {
    const started = await startDevice(world, client);
    assert.equal(started.status, 200);
    const { deviceCode, userCode, expiresIn, interval, ...uris } = started.body;
    assert.match(userCode, /^[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}$/);
    assert.deepEqual([expiresIn, interval], [600, 1]);
    const page = `${world.origin}${world.path}/device`;
    assert.deepEqual(uris, {
      verificationUri: page,
      verificationUriComplete: `${page}?user_code=${userCode}`,
    });
    // The CLI polls before it shows the code, and again at once.
    for (let poll = 0; poll < 2; poll += 1) {
      assertOidcRefused(await deviceToken(world, client, deviceCode), [
        400,
        'AuthorizationPendingException',
        'authorization_pending',
        'Authorization is pending',
      ]);
    }
    const visitor = await browser();
    const asked = await visitor.get(`${world.path}/device?user_code=${userCode.toLowerCase()}`);
    assert.equal(headingOf(asked), 'Let a command line act for you?');
    assert.equal(textById(asked, 'code'), userCode);
    assert.equal(textById(asked, 'client'), 'botocore-client-test');
    assert.equal(textById(asked, 'address'), '127.0.0.1');
    assert.equal(textById(asked, 'user'), 'maria');
    assert.match(textById(asked, 'warning') ?? '', /Somebody sent you this link or code\?/);
    const done = await visitor.post(`${world.path}/device`, {
      ...hiddenFieldsOf(asked),
      decision: 'allow',
    });
    assert.equal(headingOf(done), 'The command line is signed in');
    const token = await deviceToken(world, client, deviceCode);
    assert.equal(token.status, 200);
    assert.deepEqual([token.body.tokenType, token.body.expiresIn], ['Bearer', 3600]);
    const credentials = await roleCredentials(
      server,
      token.body.accessToken,
      world.accounts[0] ?? '',
      'Admin',
    );
    assert.equal(credentials.status, 200);
    assert.equal(
      credentials.body.roleCredentials.expiration,
      Math.floor(now / 1000) * 1000 + 3_600_000,
    );

    // Redeemed once: whoever sends it again ends what it was exchanged for (SSO-062).
    const again: [number, string, string, string] = [
      400,
      'InvalidGrantException',
      'invalid_grant',
      'Invalid device code provided',
    ];
    assertOidcRefused(await deviceToken(world, client, deviceCode), again);
    const after = await refresh(server, client, token.body.refreshToken);
    assertOidcRefused(after, [
      400,
      'InvalidGrantException',
      'invalid_grant',
      'Invalid grant provided',
    ]);
  });

  it('SSO-066: somebody denies, and the code cannot be answered again (SSO-110)', async () => {
    const { body } = await startDevice(world, client);
    const visitor = await browser();
    const denied = await answerDevice(world, visitor, body.userCode, 'deny');
    assert.equal(headingOf(denied), 'The request was denied');
    assertOidcRefused(await deviceToken(world, client, body.deviceCode), [
      400,
      'AccessDeniedException',
      'access_denied',
      'Authorization was denied',
    ]);
    const again = await visitor.get(`${world.path}/device?user_code=${body.userCode}`);
    assert.deepEqual([again.status, textById(again, 'failure')], [400, 'SSO-110']);
  });

  it('SSO-064: polling too often is told to slow down by five seconds each time', async () => {
    const { body } = await startDevice(world, client);
    const slow: [number, string, string, string] = [
      400,
      'SlowDownException',
      'slow_down',
      'Slow down',
    ];
    const poll = () => deviceToken(world, client, body.deviceCode);
    await poll();
    await poll();
    assertOidcRefused(await poll(), slow);
    now += 5000;
    assertOidcRefused(await poll(), slow);
    now += 11_000;
    assert.equal((await poll()).body.error, 'authorization_pending');
  });

  it('SSO-060, SSO-061, SSO-063: unknown codes, those of other clients and old ones', async () => {
    const unknown: [number, string, string, string] = [
      400,
      'InvalidGrantException',
      'invalid_grant',
      'Invalid device code provided',
    ];
    assertOidcRefused(await deviceToken(world, client, 'x'.repeat(43)), unknown);
    const { body } = await startDevice(world, client);
    const other = await registerDevice(world);
    assertOidcRefused(await deviceToken(world, other, body.deviceCode), unknown);
    now += 600_000;
    assertOidcRefused(await deviceToken(world, client, body.deviceCode), [
      400,
      'ExpiredTokenException',
      'expired_token',
      'Device code has expired',
    ]);
    const visitor = await browser();
    const late = await visitor.get(`${world.path}/device?user_code=${body.userCode}`);
    assert.equal(textById(late, 'failure'), 'SSO-110');
  });

  it('SSO-111: a few wrong codes, then none for some minutes', async () => {
    const visitor = await browser();
    const statuses: number[] = [];
    for (let count = 0; count < 7; count += 1) {
      statuses.push((await visitor.get(`${world.path}/device?user_code=BBBB-BBBB`)).status);
    }
    assert.equal(statuses[0], 400);
    assert.equal(statuses.at(-1), 429);
    // Somebody else behind the same address is not kept out.
    const other = await (await browser()).get(`${world.path}/device?user_code=BBBB-BBBB`);
    assert.equal(other.status, 400);
    now += 600_000;
    const { body } = await startDevice(world, client);
    assert.equal((await answerDevice(world, visitor, body.userCode)).status, 200);
  });

  it('leads whoever is not signed in to the sign-in page and back', async () => {
    const { body } = await startDevice(world, client);
    const page = await visitorOf(server).get(`${world.path}/device?user_code=${body.userCode}`);
    assert.equal(page.status, 303);
    const to = new URL(page.location ?? '', server.url);
    assert.equal(to.pathname, `${world.path}/sign-in`);
    assert.equal(
      to.searchParams.get('destination'),
      `${world.path}/device?user_code=${body.userCode}`,
    );
  });

  it('asks for the code where the link has none; forms of other sites answer nothing', async () => {
    const visitor = await browser();
    const page = await visitor.get(`${world.path}/device`);
    assert.equal(headingOf(page), 'Enter the code');
    const { body } = await startDevice(world, client);
    const fields = { user_code: body.userCode, decision: 'allow' };
    assert.equal((await visitor.post(`${world.path}/device`, fields)).status, 403);
    assert.equal(
      (await deviceToken(world, client, body.deviceCode)).body.error,
      'authorization_pending',
    );
    const nowhere = await visitor.get('/portal/d-ffffffffff/device');
    assert.deepEqual([nowhere.status, textById(nowhere, 'failure')], [404, 'SSO-025']);
  });

  it('another session than the one that was asked is asked itself', async () => {
    const { body } = await startDevice(world, client);
    const visitor = await browser();
    const asked = await visitor.get(`${world.path}/device?user_code=${body.userCode}`);
    const fields = { ...hiddenFieldsOf(asked), session: 'another', decision: 'allow' };
    const page = await visitor.post(`${world.path}/device`, fields);
    assert.equal(headingOf(page), 'Let a command line act for you?');
  });

  it('without the scope of accounts there is no refresh token, and the token lasts longer', async () => {
    const visitor = await browser();
    const bare = await registerDevice(world, { scopes: undefined });
    const tokens = await signedInDevice(world, visitor, bare);
    assert.equal(tokens.refreshToken, undefined);
    assert.equal(tokens.expiresIn, 28_800);
  });

  it('SSO-090, SSO-091: nothing is redeemed once the approving session or its user is gone', async () => {
    const gone: [number, string, string, string] = [
      400,
      'InvalidGrantException',
      'invalid_grant',
      'Invalid grant provided',
    ];
    const { user_id: userId } = world.user;
    const visitor = await browser();
    const first = (await startDevice(world, client)).body;
    await answerDevice(world, visitor, first.userCode);
    await world.change((work) => endSessionsOf(work, userId));
    assertOidcRefused(await deviceToken(world, client, first.deviceCode), gone);
    const second = (await startDevice(world, client)).body;
    await answerDevice(world, await browser(), second.userCode);
    await setStatus('DISABLED');
    assertOidcRefused(await deviceToken(world, client, second.deviceCode), gone);
    await setStatus('ENABLED');
    assert.equal((await deviceToken(world, client, second.deviceCode)).status, 200);
  });

  it('SSO-025: the start URL has to be of an instance', async () => {
    const startUrl = 'https://elsewhere.awsapps.com/start';
    assertOidcRefused(await oidcCall(server, 'device_authorization', { ...client, startUrl }), [
      400,
      'InvalidRequestException',
      'invalid_request',
      'Invalid start URL provided',
    ]);
    const forms = ['', '/', '/#/', '#/', '#'].map(
      (end) => `https://${world.instance.identity_store_id}.awsapps.com/start${end}`,
    );
    for (const form of [...forms, `${world.origin}${world.path}/start`]) {
      const answer = await oidcCall(server, 'device_authorization', { ...client, startUrl: form });
      assert.equal(answer.status, 200, form);
    }
  });
});
