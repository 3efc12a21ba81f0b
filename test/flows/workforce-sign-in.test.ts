/** Signing in at an access portal with name and password, as a browser without scripts sees it. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { findPortalSession } from '../../src/calls/portal-session.ts';
import { attemptOf, outcomesOf } from '../support/attempts.ts';
import { headingOf, plainText, textById, visitorOf } from '../support/page-visitor.ts';
import { enterIam } from '../support/sign-in.ts';
import {
  continueToPortal,
  enterPortal,
  enterUserName,
  openWorkforceWorld,
  WORKFORCE_PASSWORD,
  type WorkforceWorld,
} from '../support/workforce.ts';

const MINUTE = 60_000;

describe('signing in at an access portal', () => {
  let world: WorkforceWorld;
  let now = Date.now();
  before(async () => {
    const wish = { subdomain: 'my-company', settings: { sessionMinutes: 90 } };
    world = await openWorkforceWorld({}, wish, { clock: () => now });
    await world.makeUser('mina.kim');
  });
  after(async () => await world?.stop());

  const liveSession = async (secret: string) => {
    const { store, workforce } = world.server.parts;
    const parts = { store, workforce, random: (count: number) => Buffer.alloc(count) };
    return await findPortalSession(parts, secret, world.server.account, now);
  };

  it('R128, R164, R248: the user name, then the password, then the portal', async () => {
    const visitor = visitorOf(world.server);
    const page = await enterUserName(visitor, world.portal, { username: 'mina.kim' });
    assert.equal(headingOf(page), 'Enter your password');
    assert.equal(textById(page, 'username-shown'), 'mina.kim');
    for (const text of ['not you?', 'Show password', 'Forgot password?', 'Sign in', 'Cancel']) {
      assert.ok(page.html.includes(text), text);
    }
    const finished = await enterPortal(visitor, world.portal, { userName: 'mina.kim' });
    const { page: last, secret } = await continueToPortal(visitor, world.portal, finished);
    assert.equal(last.location, world.path('start'));
    const live = await liveSession(secret);
    assert.equal(live?.user.userName, 'mina.kim');
    assert.deepEqual([live?.session.kind, live?.session.accessKeyId], ['workforce', '']);
    const again = await visitor.get(world.path('sign-in'));
    assert.equal(again.location, world.path('start'), 'whoever is signed in is led on');
  });

  it('R163: the session lasts as long as the settings of the instance say', async () => {
    const { secret } = await world.signIn({ userName: 'mina.kim' });
    now += 90 * MINUTE - 1;
    assert.ok(await liveSession(secret));
    now += 1;
    assert.equal(await liveSession(secret), undefined);
    now = Date.now();
  });

  it('R248: the user name is remembered by this browser and portal when that was wished', async () => {
    const visitor = visitorOf(world.server);
    const fieldOf = async () => {
      const { html } = await visitor.get(`${world.path('sign-in')}`);
      return /id="username"[^>]*value="([^"]*)"/.exec(html)?.[1];
    };
    const out = () => visitor.cookies.delete(`gatehouse-portal-${world.portal}`);
    const login = { userName: 'mina.kim', remember: 'yes' };
    await continueToPortal(visitor, world.portal, await enterPortal(visitor, world.portal, login));
    out();
    assert.equal(await fieldOf(), 'mina.kim');
    const forgotten = await enterPortal(visitor, world.portal, { userName: 'mina.kim' });
    await continueToPortal(visitor, world.portal, forgotten);
    out();
    assert.equal(await fieldOf(), '');
  });

  it('R029: user names of every character and of 128 of them stay as they are', async () => {
    const names = [
      'Kim.Min-su@example.com',
      'surname.givenName+tag=1,2&<b>"\'%41;',
      'Ünïcödé.Ørsted-ß',
      '김민수',
      '𐐀𐐁🦆',
      'x'.repeat(128),
      '🦆'.repeat(64),
    ];
    for (const userName of names) {
      await world.makeUser(userName);
      const visitor = visitorOf(world.server);
      const page = await enterUserName(visitor, world.portal, { username: ` ${userName} ` });
      assert.equal(textById(page, 'username-shown'), userName);
      const { secret } = await world.signIn({ userName });
      assert.equal((await liveSession(secret))?.user.userName, userName);
    }
    const { secret } = await world.signIn({ userName: 'U\u0308ni\u0308co\u0308de\u0301.ØRSTED-ß' });
    assert.ok(await liveSession(secret), 'letters of either case, and accents as two characters');
    const visitor = visitorOf(world.server);
    const wide = await enterPortal(visitor, world.portal, { userName: 'ｍｉｎａ.ｋｉｍ' });
    assert.match(wide.location ?? '', /^\/signin\/step/, 'wide letters are other letters');
    for (const [username, message] of [
      ['', 'Enter your username.'],
      ['x'.repeat(129), 'A username has at most 128 characters.'],
    ] as const) {
      const wrong = await enterUserName(visitorOf(world.server), world.portal, { username });
      assert.equal(wrong.status, 422);
      assert.ok(plainText(wrong.html).includes(message));
    }
  });

  it('R137, R138: the subdomain names the portal as its id does, hosts lead to it, others are unknown', async () => {
    const visitor = visitorOf(world.server);
    const finished = await enterPortal(visitor, 'my-company', { userName: 'mina.kim' });
    await continueToPortal(visitor, world.portal, finished);
    const unknown = await visitorOf(world.server).get('/portal/no-such-portal/sign-in');
    assert.deepEqual(
      [unknown.status, headingOf(unknown)],
      [404, 'There is no access portal at this address'],
    );
    const { url } = world.server;
    for (const [host, path, reached] of [
      ['d-1234567890.awsapps.com', '/start', '/portal/d-1234567890/start'],
      ['my-company.awsapps.com', '/start/', '/portal/my-company/start'],
      ['my-company.portal.localhost', '/start', '/portal/my-company/start'],
    ] as const) {
      const led = await visitByHost(url, host, path);
      const origin = url.replace('127.0.0.1', 'localhost');
      assert.deepEqual([led.status, led.location], [302, origin + reached], host);
    }
    const head = await visitByHost(url, 'd-1234567890.awsapps.com', '/start', 'HEAD');
    assert.equal(head.location, undefined, 'clients ask so whether an address is AWS’s');
    const foreign = await visitByHost(url, 'd-1234567890.evil.test', '/start');
    assert.deepEqual([foreign.status, foreign.location], [404, undefined]);
  });

  it('R132, R246: each sign-in page leads to the other one, and neither tells who exists', async () => {
    const visitor = visitorOf(world.server);
    const { account } = world.server;
    const login = { account, username: 'mina.kim', password: WORKFORCE_PASSWORD };
    const refused = await visitor.follow(await enterIam(visitor, login));
    assert.ok(refused.html.includes('Your authentication information is incorrect.'));
    const portal = await visitor.get(world.path('sign-in'));
    assert.match(portal.html, /href="\/signin\/root">Sign in to the console/);
    const iam = await visitor.get('/signin/iam');
    assert.match(iam.html, /href="\/signin\/portal">Go to your access portal/);
    const find = await visitor.get('/signin/portal');
    assert.match(find.html, new RegExp(`value="${world.portal}"`), 'the one that was visited');
    for (const [typed, path] of [
      ['my-company', '/portal/my-company/sign-in'],
      ['https://d-1234567890.awsapps.com/start#/', '/portal/d-1234567890/sign-in'],
      ['http://my.host:8080/portal/Acme/start', '/portal/acme/sign-in'],
    ] as const) {
      const led = await visitor.get(`/signin/portal?${new URLSearchParams({ portal: typed })}`);
      assert.equal(led.location, path);
    }
    const wrong = await visitor.get('/signin/portal?portal=%2F%2Fevil.test');
    assert.equal(wrong.status, 422);
    assert.ok(wrong.html.includes('This is no address and no name of a portal.'));
  });

  it('R133: a federated identity is signed in at the console, and not at the portal', async () => {
    const { sts } = world.clients;
    const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [everything] });
    const { Credentials: made } = await sts.getFederationToken({ Name: 'fred', Policy });
    const Session = JSON.stringify({
      sessionId: made?.AccessKeyId,
      sessionKey: made?.SecretAccessKey,
      sessionToken: made?.SessionToken,
    });
    const visitor = visitorOf(world.server);
    const federation = (fields: Record<string, string>) =>
      visitor.get(`/federation?${new URLSearchParams(fields)}`);
    const { SigninToken } = JSON.parse(
      (await federation({ Action: 'getSigninToken', Session })).html,
    );
    const Destination = 'https://console.aws.amazon.com/';
    await visitor.follow(await federation({ Action: 'login', Destination, SigninToken }));
    const home = await visitor.get('/console/home');
    assert.match(home.html, /name="csrf"/, 'the page of the console');
    const start = await visitor.get(world.path('start'));
    assert.match(start.location ?? '', new RegExp(`^${world.path('sign-in')}`));
    const page = await visitor.get(world.path('sign-in'));
    assert.deepEqual([page.status, headingOf(page)], [200, 'Sign in']);
    const direct = await enterUserName(visitor, world.portal, { username: 'fred' });
    assert.equal(headingOf(direct), 'Enter your password', 'a name like any other');
  });

  it('leads to places of its own only', async () => {
    for (const [wanted, reached] of [
      ['/portal/x/device?user_code=ABCD-EFGH', '/portal/x/device?user_code=ABCD-EFGH'],
      ['https://evil.test/', world.path('start')],
      ['//evil.test/', world.path('start')],
      ['/\\evil.test', world.path('start')],
      ['javascript:alert(1)', world.path('start')],
    ] as const) {
      const visitor = visitorOf(world.server);
      const query = `?${new URLSearchParams({ destination: wanted })}`;
      const sent = await enterPortal(visitor, world.portal, { userName: 'mina.kim', query });
      const { page } = await continueToPortal(visitor, world.portal, sent);
      assert.equal(page.location, reached, wanted);
    }
  });

  it('begins a session once, in the browser that signed in, and under a secret of its own', async () => {
    const visitor = visitorOf(world.server);
    visitor.cookies.set(
      `gatehouse-portal-${world.portal}`,
      'planted-by-somebody-else-0123456789012345678',
    );
    const finished = await enterPortal(visitor, world.portal, { userName: 'mina.kim' });
    const url = finished.location ?? '';
    const stolen = await visitorOf(world.server).get(url);
    assert.deepEqual([stolen.status, stolen.location], [410, undefined]);
    const atConsole = await visitor.get(url.replace(/^\/portal\/[^/]+/, '/signin'));
    assert.equal(atConsole.status, 410, 'no console session comes of it');
    const binding = visitor.cookies.get('gatehouse-signin') ?? '';
    const { secret } = await continueToPortal(visitor, world.portal, finished);
    assert.doesNotMatch(secret, /planted/);
    visitor.cookies.set('gatehouse-signin', binding);
    assert.equal((await visitor.get(url)).status, 410, 'a code is used once');
    const other = visitorOf(world.server);
    other.cookies.set('gatehouse-console', secret);
    assert.equal(headingOf(await other.get('/signin')), 'Sign in', 'no session of the console');
  });

  it('a new sign-in takes the place of the session that the browser had', async () => {
    await world.makeUser('second');
    const { visitor, secret } = await world.signIn({ userName: 'mina.kim' });
    const page = await visitorOf(world.server).get(world.path('sign-in'));
    assert.equal(page.status, 200);
    const kept = new Map(visitor.cookies);
    visitor.cookies.delete(`gatehouse-portal-${world.portal}`);
    const finished = await enterPortal(visitor, world.portal, { userName: 'second' });
    visitor.cookies.set(
      `gatehouse-portal-${world.portal}`,
      kept.get(`gatehouse-portal-${world.portal}`) ?? '',
    );
    const { secret: next } = await continueToPortal(visitor, world.portal, finished);
    assert.equal(await liveSession(secret), undefined);
    assert.equal((await liveSession(next))?.user.userName, 'second');
  });

  it('R220: signing out ends the session and shows the portal’s sign-in page', async () => {
    const { visitor, secret } = await world.signIn({ userName: 'mina.kim' });
    const refused = await visitor.post(world.path('sign-out'), { csrf: 'x' });
    assert.equal(refused.status, 403);
    assert.ok(await liveSession(secret));
    const other = visitorOf(world.server);
    const token = /name="csrf" value="([^"]+)"/.exec((await other.get('/signin/iam')).html)?.[1];
    assert.equal((await visitor.post(world.path('sign-out'), { csrf: token })).status, 403);
    const own = /name="csrf" value="([^"]+)"/.exec((await visitor.get('/signin/iam')).html)?.[1];
    const out = await visitor.follow(await visitor.post(world.path('sign-out'), { csrf: own }));
    assert.equal(headingOf(out), 'Sign in');
    assert.ok(out.html.includes('You are signed out of the access portal.'));
    assert.equal(await liveSession(secret), undefined);
  });

  it('an expired flow leads back to the portal', async () => {
    const visitor = visitorOf(world.server);
    const page = await enterUserName(visitor, world.portal, { username: 'mina.kim' });
    now += 16 * MINUTE;
    const fields = { csrf: /name="csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? '' };
    const late = await visitor.post('/signin/step', { ...fields, flow: 'x', step: 'password' });
    assert.equal(late.status, 410);
    assert.match(
      late.html,
      new RegExp(`href="${world.path('sign-in')}">Back to the access portal`),
    );
    now = Date.now();
  });

  it('a user who is disabled, or whose password is another one meanwhile, does not finish', async () => {
    const user = await world.makeUser('leaver', { oneTime: true });
    const visitor = visitorOf(world.server);
    const page = await visitor.follow(
      await enterPortal(visitor, world.portal, { userName: 'leaver' }),
    );
    assert.equal(headingOf(page), 'Set a new password');
    await world.change((work) =>
      work.write(
        work.read
          .updateTable('directory_users')
          .set({ status: 'DISABLED' })
          .where('user_id', '=', user.user_id),
      ),
    );
    const step = /name="flow" value="([^"]+)"/.exec(page.html)?.[1];
    assert.equal((await visitor.get(`/signin/step?flow=${step}`)).status, 410);
  });

  it('every try is an attempt that is found by the id on the page, with its checks', async () => {
    const visitor = visitorOf(world.server);
    const wrong = { userName: 'mina.kim', password: `${WORKFORCE_PASSWORD}x` };
    const page = await visitor.follow(await enterPortal(visitor, world.portal, wrong));
    const attempt = await attemptOf(world.server, textById(page, 'request'));
    assert.deepEqual([attempt.Kind, attempt.Code], ['workforce-sign-in', 'SIGN-103']);
    assert.equal(attempt.Failure.Message, 'the password of the user `mina.kim` is another one');
    const outcomes = outcomesOf(attempt);
    assert.equal(outcomes.get('workforceUserIsKnown'), 'passed');
    assert.equal(outcomes.get('workforcePasswordMatches'), 'failed');
    assert.equal(outcomes.get('oneTimePasswordIsValid'), 'passed');
  });

  it('R128: the history has each step under one workflow id', async () => {
    const user = await world.makeUser('told');
    const visitor = visitorOf(world.server);
    const wrong = { userName: 'told', password: 'Wrong-password-1' };
    const page = await visitor.follow(await enterPortal(visitor, world.portal, wrong));
    const again = /name="flow" value="([^"]+)"/.exec(page.html)?.[1];
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.html)?.[1];
    const form = { csrf, flow: again, step: 'password', password: WORKFORCE_PASSWORD };
    const finished = await visitor.post('/signin/step', form);
    await continueToPortal(visitor, world.portal, finished);
    const { Events = [] } = await world.clients.cloudtrail.lookupEvents({
      LookupAttributes: [{ AttributeKey: 'Username', AttributeValue: 'told' }],
    });
    const records = Events.map(({ CloudTrailEvent }) => JSON.parse(CloudTrailEvent ?? ''));
    const told = records.map(({ eventName, serviceEventDetails, additionalEventData }) => [
      eventName,
      serviceEventDetails[eventName],
      additionalEventData.CredentialType,
    ]);
    assert.deepEqual(told.toReversed().toSorted(), [
      ['Authenticate', 'Success', undefined],
      ['CredentialChallenge', 'Success', 'PASSWORD'],
      ['CredentialChallenge', 'Success', 'PASSWORD'],
      ['CredentialVerification', 'Failure', 'PASSWORD'],
      ['CredentialVerification', 'Success', 'PASSWORD'],
      ['UserAuthentication', 'Success', 'PASSWORD'],
    ]);
    const ids = records.map(({ additionalEventData }) => additionalEventData.AuthWorkflowID);
    assert.equal(new Set(ids.filter((id) => id !== undefined)).size, 1);
    const done = records.find(({ eventName }) => eventName === 'UserAuthentication');
    assert.equal(done.eventType, 'AwsServiceEvent');
    assert.equal(done.eventSource, 'signin.amazonaws.com');
    assert.equal(done.responseElements, null);
    assert.equal(done.userIdentity.type, 'IdentityCenterUser');
    assert.equal(done.userIdentity.onBehalfOf.userId, user.user_id);
    assert.match(done.additionalEventData.LoginTo, new RegExp(`${world.path('start')}$`));
    assert.equal(done.additionalEventData.IdentityStoreId, world.portal);
  });
});

/** Visits a page under a name that leads to the server. */
async function visitByHost(url: string, host: string, path: string, method = 'GET') {
  const { port } = new URL(url);
  const settings = { host: '127.0.0.1', port, path, method, headers: { host } };
  return await new Promise<{ status: number | undefined; location: string | undefined }>(
    (resolve, reject) => {
      request(settings, (answer) => {
        answer.resume();
        resolve({ status: answer.statusCode, location: answer.headers.location });
      })
        .on('error', reject)
        .end();
    },
  );
}
