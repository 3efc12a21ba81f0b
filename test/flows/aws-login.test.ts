/** Issue 4, section 3: `aws login` from the link to credentials and their renewal. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { attemptOf } from '../support/attempts.ts';
import {
  beginLogin,
  consent,
  consentedCode,
  exchange,
  hiddenFieldsOf,
  refresh,
  signedIn,
  tokensOf,
} from '../support/aws-login.ts';
import { type Clients, clientsOf, credentialsOf, refusalOf } from '../support/clients.ts';
import { allow, makeRole, makeUser, trusts } from '../support/entities.ts';
import { assumed, LOGIN_POLICY, type LoginWorld, openLoginWorld } from '../support/login-world.ts';
import { headingOf, textById, visitorOf } from '../support/page-visitor.ts';
import { enterIam } from '../support/sign-in.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let world: LoginWorld;
before(async () => {
  world = await openLoginWorld({ GATEHOUSE_CHALLENGE: 'never' });
});
after(async () => {
  await world?.server.stop();
});

async function eventsOf(name: string, { cloudtrail }: Clients = world.admin) {
  const { Events = [] } = await cloudtrail.lookupEvents({
    LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: name }],
  });
  return Events.map(({ CloudTrailEvent }) => JSON.parse(CloudTrailEvent ?? ''));
}

describe('aws login', () => {
  it('gives a command line the credentials of whoever is signed in, for 15 minutes', async () => {
    const { server, alice, clientsWith, browserOf, publicUrl } = world;
    const run = beginLogin(publicUrl);
    const browser = await browserOf(alice);
    const location = await consent(browser, run);
    assert.equal(`${location.origin}${location.pathname}`, run.redirectUri);
    assert.deepEqual([...location.searchParams.keys()].sort(), ['code', 'state']);
    assert.equal(location.searchParams.get('state'), run.state);
    const code = location.searchParams.get('code') ?? '';
    assert.ok(code.length <= 512);
    const token = tokensOf(await exchange(server.url, run, code));
    assert.deepEqual(
      [token.tokenType, token.expiresIn <= 900, token.expiresIn > 890],
      ['aws_sigv4', true, true],
    );
    const { Arn, UserId } = await clientsWith(token).sts.getCallerIdentity({});
    assert.deepEqual([Arn, UserId], [alice.arn, alice.id]);
    assert.ok((await clientsWith(token).iam.getUser({})).User);
  });

  it('tells who signed in by a token that the published keys verify', async () => {
    const { server, alice, browserOf, publicUrl } = world;
    const run = beginLogin(publicUrl);
    const { idToken = '' } = await signedIn(server.url, await browserOf(alice), run);
    const keys = (await (await fetch(`${server.url}/v1/keys`)).json()) as JSONWebKeySet;
    const { payload } = await jwtVerify(idToken, createLocalJWKSet(keys), {
      issuer: publicUrl,
      audience: run.clientId,
      algorithms: ['ES256'],
    });
    assert.equal(payload.sub, alice.arn);
    assert.ok((payload.exp ?? 0) - (payload.iat ?? 0) <= 900);
  });

  it('renews credentials with the refresh token, which each time is another', async () => {
    const { server, alice, browserOf, clientsWith, publicUrl } = world;
    const run = beginLogin(publicUrl);
    let token = await signedIn(server.url, await browserOf(alice), run);
    const seen = new Set([token.refreshToken]);
    for (let count = 0; count < 3; count += 1) {
      token = tokensOf(await refresh(server.url, run, token.refreshToken));
      seen.add(token.refreshToken);
      assert.equal(token.idToken, undefined);
      assert.equal((await clientsWith(token).sts.getCallerIdentity({})).Arn, alice.arn);
    }
    assert.equal(seen.size, 4);
  });

  it('gives a client whose answer was lost, and those that share its cache, the same token', async () => {
    const { server, alice, browserOf, publicUrl } = world;
    const run = beginLogin(publicUrl);
    const { refreshToken } = await signedIn(server.url, await browserOf(alice), run);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => refresh(server.url, run, refreshToken)),
    );
    const next = new Set(answers.map((answer) => tokensOf(answer).refreshToken));
    assert.equal(next.size, 1);
    const [only = ''] = next;
    tokensOf(await refresh(server.url, run, only));
  });

  it('asks first, naming account, principal, device and end, and in the other language', async () => {
    const { server, alice, browserOf, publicUrl } = world;
    const browser = await browserOf(alice);
    const run = beginLogin(publicUrl);
    const page = await browser.get(run.link());
    assert.equal(headingOf(page), 'Let the command line sign in as you?');
    assert.equal(textById(page, 'arn'), alice.arn);
    assert.equal(textById(page, 'account')?.replaceAll('-', ''), server.account);
    assert.equal(textById(page, 'device'), 'on this computer, at 127.0.0.1:53037');
    assert.match(textById(page, 'browser') ?? '', /address 127\.0\.0\.1$/);
    assert.equal(textById(page, 'remote'), undefined);
    assert.match(page.html, /<time datetime="20/);
    const korean = await browser.get(`${run.link()}&lang=ko`);
    assert.equal(headingOf(korean), '명령줄이 내 자격으로 로그인하도록 허용하시겠습니까?');
    assert.equal(page.headers.get('cache-control'), 'no-store');
    const policy = page.headers.get('content-security-policy') ?? '';
    assert.match(policy, /form-action 'self' http:\/\/127\.0\.0\.1:53037(;|$)/);
  });

  it('tells the client when it was denied', async () => {
    const { alice, browserOf, publicUrl } = world;
    const run = beginLogin(publicUrl);
    const location = await consent(await browserOf(alice), run, 'deny');
    assert.deepEqual(Object.fromEntries(location.searchParams), {
      error: 'access_denied',
      state: run.state,
    });
    await world.admin.sts.getCallerIdentity({});
    const [latest] = await eventsOf('AuthorizeOAuth2Access');
    assert.equal(latest.errorCode, 'access_denied');
    assert.deepEqual(latest.additionalEventData, { success: 'false' });
  });

  it('leads whoever is not signed in to the sign-in page, and back', async () => {
    const run = beginLogin(world.publicUrl);
    const page = await visitorOf(world.server).get(run.link({ lang: 'ko', other: 'x' }));
    assert.equal(page.status, 303);
    const target = new URL(page.location ?? '', world.server.url);
    assert.equal(target.pathname, '/signin');
    assert.equal(target.searchParams.get('destination'), run.link());
  });

  it('is reached through the sign-in page with a password', async () => {
    const { server, admin, clientsWith, publicUrl } = world;
    const erin = await makeUser(admin, 'erin', { policy: allow('signin:*') });
    const password = 'Correct-horse-9';
    await admin.iam.createLoginProfile({ UserName: 'erin', Password: password });
    const run = beginLogin(publicUrl);
    const browser = visitorOf(server);
    const { location = '' } = await browser.get(run.link());
    const { search } = new URL(location, server.url);
    const fields = { account: server.account, username: 'erin', password };
    const asked = await browser.follow(await enterIam(browser, fields, search));
    assert.equal(textById(asked, 'arn'), erin.arn);
    const token = await signedIn(server.url, browser, run);
    assert.equal((await clientsWith(token).sts.getCallerIdentity({})).Arn, erin.arn);
    assert.ok(
      (await browser.get('/signin?destination=/v1/authorize')).html.includes('/v1/authorize'),
    );
  });

  it('asks anew when the browser is somebody else’s by now', async () => {
    const { alice, browserOf, publicUrl } = world;
    const run = beginLogin(publicUrl);
    const browser = await browserOf(alice);
    const asked = await browser.get(run.link());
    const root = await browserOf();
    browser.cookies.set('gatehouse-console', root.cookies.get('gatehouse-console') ?? '');
    const fields = { ...hiddenFieldsOf(asked), decision: 'allow' };
    const page = await browser.post('/v1/authorize', fields);
    assert.equal(page.status, 200);
    assert.equal(textById(page, 'arn'), `arn:aws:iam::${world.server.account}:root`);
  });
});

describe('aws login --remote', () => {
  it('shows the code to be pasted, once somebody knows what it is', async () => {
    const { server, alice, browserOf, publicUrl } = world;
    const run = beginLogin(publicUrl, 'cross-device');
    const browser = await browserOf(alice);
    const asked = await browser.get(run.link());
    assert.match(textById(asked, 'remote') ?? '', /Did you run this command yourself/);
    assert.equal(textById(asked, 'device'), 'on another device, to which you copy a code');
    assert.doesNotMatch(asked.headers.get('content-security-policy') ?? '', /127\.0\.0\.1/);
    const location = await consent(browser, run);
    assert.equal(`${location.origin}${location.pathname}`, run.redirectUri);
    const page = await browser.get(`${location.pathname}${location.search}`);
    assert.equal(headingOf(page), 'Copy this code to the command line');
    const pasted = Buffer.from(textById(page, 'code') ?? '', 'base64').toString();
    const values = new URLSearchParams(pasted);
    assert.deepEqual([...values.keys()], ['state', 'code']);
    assert.equal(values.get('state'), run.state);
    tokensOf(await exchange(server.url, run, values.get('code') ?? ''));
  });

  it('shows nothing that is no code', async () => {
    const { browserOf, alice, publicUrl } = world;
    const browser = await browserOf(alice);
    const at = '/v1/sessions/confirmation';
    const code = 'c'.repeat(43);
    for (const query of ['', `?code=${code}`, '?code=x&state=s', `?code=${code}&state=a%20b`]) {
      const page = await browser.get(`${at}${query}`);
      assert.deepEqual([page.status, headingOf(page)], [400, 'This link is not whole']);
    }
    const denied = await consent(browser, beginLogin(publicUrl, 'cross-device'), 'deny');
    const page = await browser.get(`${denied.pathname}${denied.search}`);
    assert.deepEqual([page.status, headingOf(page)], [200, 'Nothing was granted']);
    assert.equal((await browser.get(`${at}?code=${code}&state=s`)).status, 200);
  });
});

describe('who may use aws login', () => {
  it('root users', async () => {
    const { server, browserOf, clientsWith, publicUrl } = world;
    const browser = await browserOf();
    const run = beginLogin(publicUrl);
    assert.match(textById(await browser.get(run.link()), 'root') ?? '', /root user/);
    const token = await signedIn(server.url, browser, run);
    const { Arn } = await clientsWith(token).sts.getCallerIdentity({});
    assert.equal(Arn, `arn:aws:iam::${server.account}:root`);
  });

  it('roles and federated users, as long as their session lasts', async () => {
    const { server, admin, alice, browserWith, clientsWith, publicUrl } = world;
    const role = await makeRole(admin, 'worker', trusts(alice.arn), { policy: allow('iam:*') });
    await admin.iam.attachRolePolicy({ RoleName: 'worker', PolicyArn: LOGIN_POLICY });
    await admin.iam.putUserPolicy({
      UserName: 'alice',
      PolicyName: 'federation',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [allow(['sts:AssumeRole', 'sts:GetFederationToken', 'signin:*'])],
      }),
    });
    const asAlice = clientsOf(server, alice.credentials);
    const ofRole = await assumed(asAlice, role.arn);
    const ofFederated = credentialsOf(
      await asAlice.sts.getFederationToken({
        Name: 'fred',
        DurationSeconds: 900,
        Policy: JSON.stringify({ Version: '2012-10-17', Statement: [allow('*')] }),
      }),
    );
    for (const [credentials, arn] of [
      [ofRole, `arn:aws:sts::${server.account}:assumed-role/worker/ann`],
      [ofFederated, `arn:aws:sts::${server.account}:federated-user/fred`],
    ] as const) {
      const browser = await browserWith(credentials);
      const run = beginLogin(publicUrl);
      const token = await signedIn(server.url, browser, run);
      assert.equal((await clientsWith(token).sts.getCallerIdentity({})).Arn, arn);
      world.ahead = 10 * MINUTE;
      const now = Date.now() + world.ahead;
      const late = tokensOf(await refresh(server.url, run, token.refreshToken, { now }));
      assert.ok(late.expiresIn <= 300 && late.expiresIn > 200, String(late.expiresIn));
      world.ahead = 0;
    }
  });

  it('renews for as long as the browser session lasts', async () => {
    const { server, alice, browserOf, publicUrl } = world;
    const run = beginLogin(publicUrl);
    let token = await signedIn(server.url, await browserOf(alice), run);
    for (const ahead of [4 * HOUR, 8 * HOUR, 12 * HOUR - 5 * MINUTE]) {
      world.ahead = ahead;
      const now = Date.now() + ahead;
      token = tokensOf(await refresh(server.url, run, token.refreshToken, { now }));
    }
    assert.ok(token.expiresIn <= 300);
    world.ahead = 12 * HOUR;
    const now = Date.now() + world.ahead;
    const over = await refresh(server.url, run, token.refreshToken, { now });
    world.ahead = 0;
    assert.deepEqual([over.status, over.body.error], [401, 'TOKEN_EXPIRED']);
  });
});

describe('the history of aws login', () => {
  it('has consent and exchange in AWS’s shape, and attempts with all checks', async () => {
    const { server, alice, browserOf, publicUrl } = world;
    const run = beginLogin(publicUrl);
    const code = await consentedCode(await browserOf(alice), run);
    const answer = await exchange(server.url, run, code);
    const requestId = answer.headers.get('x-amzn-requestid') ?? '';
    const token = tokensOf(answer);
    const authorized = (await eventsOf('AuthorizeOAuth2Access')).find(
      ({ additionalEventData }) => additionalEventData.success === 'true',
    );
    assert.deepEqual(authorized.requestParameters, {
      scope: 'openid',
      redirect_uri: run.redirectUri,
      code_challenge_method: 'SHA-256',
      client_id: run.clientId,
    });
    const created = (await eventsOf('CreateOAuth2Token')).find(
      ({ requestID }) => requestID === requestId,
    );
    assert.deepEqual(created.requestParameters, { client_id: run.clientId });
    assert.deepEqual(created.additionalEventData, {
      grant_type: 'authorization_code',
      success: 'true',
    });
    for (const event of [authorized, created]) {
      assert.equal(event.eventSource, 'signin.amazonaws.com');
      assert.equal(event.eventType, 'AwsApiCall');
      assert.deepEqual([event.readOnly, event.responseElements], [true, null]);
      assert.equal(event.userIdentity.arn, alice.arn);
      assert.equal(event.userIdentity.accessKeyId, undefined);
    }
    const attempt = await attemptOf(server, requestId);
    assert.deepEqual([attempt.Kind, attempt.Outcome], ['aws-login', 'succeeded']);
    const told = JSON.stringify([authorized, created, attempt]);
    for (const secret of [
      code,
      run.verifier,
      token.refreshToken,
      token.accessToken.sessionToken,
      token.accessToken.secretAccessKey,
    ]) {
      assert.ok(!told.includes(secret));
    }
  });
});

describe('the endpoints of aws login', () => {
  it('leave the rest below their first segment to the AWS calls', async () => {
    const answer = await fetch(`${world.server.url}/v1/other`);
    assert.equal(answer.status, 404);
    assert.equal(answer.headers.get('x-amzn-errortype'), 'UnknownOperationException');
    const got = await fetch(`${world.server.url}/v1/token`);
    assert.equal(got.headers.get('x-amzn-errortype'), 'UnknownOperationException');
  });

  it('take no call that another credential signed for an ended session', async () => {
    const { server, alice, browserOf, clientsWith, publicUrl } = world;
    const browser = await browserOf(alice);
    const token = await signedIn(server.url, browser, beginLogin(publicUrl));
    await clientsWith(token).sts.getCallerIdentity({});
    await browser.get('/federation?Action=logout');
    const refusal = await refusalOf(clientsWith(token).sts.getCallerIdentity({}));
    assert.equal(refusal.status, 403);
  });
});
