/** Switching to a role in the console, and back. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Clients, clientsOf, credentialsOf } from '../support/clients.ts';
import { arnIn, openConsole, originOf, visitorWith } from '../support/console.ts';
import { allow, makeRole, makeUser, trusts } from '../support/entities.ts';
import {
  type Page,
  plainText,
  textById,
  type Visitor,
  visitorOf,
} from '../support/page-visitor.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const HOUR = 3_600_000;
const OWN = { 'sec-fetch-site': 'same-origin' };
const REFUSED =
  'Invalid information in one or more fields. Check your information or contact your administrator.';

let server: TestServer;
let admin: Clients;
let origin: string;
let aliceArn: string;
let userId: string;
let ahead = 0;

before(async () => {
  server = await startTestServer({}, { clock: () => Date.now() + ahead });
  admin = clientsOf(server);
  origin = originOf(server);
  const alice = await makeUser(admin, 'alice', { policy: allow('sts:AssumeRole') });
  aliceArn = alice.arn;
  userId = (await admin.iam.getUser({ UserName: 'alice' })).User?.UserId ?? '';
  await makeRole(admin, 'auditor', trusts(aliceArn), { maxSeconds: 43_200 });
  await makeRole(admin, 'brief', trusts(aliceArn), { maxSeconds: 3600 });
  const other = await makeUser(admin, 'other');
  await makeRole(admin, 'stranger', trusts(other.arn));
  const condition = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
  await makeRole(admin, 'guarded', { ...trusts(aliceArn), Condition: condition });
});

after(async () => {
  await server?.stop();
});

const signedIn = async (more: { mfaAuthenticatedAt?: number } = {}): Promise<Visitor> =>
  visitorWith(server, await server.openSession({ kind: 'user', userId, userName: 'alice' }, more));

const roleArn = (role: string) => `arn:aws:sts::${server.account}:assumed-role/${role}/alice`;

async function tokenOf(browser: Visitor): Promise<string> {
  return (await openConsole(browser, origin)).token;
}

async function switchTo(
  browser: Visitor,
  roleName: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Page> {
  const csrf = await tokenOf(browser);
  return await browser.post(
    '/switchrole',
    { account: server.account, roleName, csrf, ...more },
    OWN,
  );
}

async function sessionIn(browser: Visitor) {
  const { call } = await openConsole(browser, origin);
  return (await call('gatehouse', 'GetCurrentSession')).body.Session;
}

async function eventsOf(name: string) {
  const { Events = [] } = await admin.cloudtrail.lookupEvents({
    LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: name }],
  });
  return Events.map(({ CloudTrailEvent = '' }) => JSON.parse(CloudTrailEvent));
}

describe('switching to a role', () => {
  it('moves the browser to a session of the role, under another cookie', async () => {
    const browser = await signedIn();
    const before = browser.cookies.get('gatehouse-console') ?? '';
    const page = await switchTo(browser, 'auditor', { displayName: 'Audit', color: 'B7CA9D' });
    assert.deepEqual([page.status, page.location], [303, '/console/home'], page.html);
    assert.notEqual(browser.cookies.get('gatehouse-console'), before);
    assert.equal(await arnIn(browser, origin), roleArn('auditor'));
    assert.equal(await arnIn(visitorWith(server, before), origin), undefined);
    const { Switched, Kind, RoleName } = await sessionIn(browser);
    assert.deepEqual([Kind, RoleName], ['assumed-role', 'auditor']);
    assert.deepEqual(Switched, {
      Account: server.account,
      Arn: aliceArn,
      DisplayName: 'Audit',
      Color: 'B7CA9D',
    });
    const [event] = await eventsOf('SwitchRole');
    assert.equal(event.eventType, 'AwsConsoleSignIn');
    assert.equal(event.userIdentity.arn, roleArn('auditor'));
    assert.deepEqual(event.responseElements, { SwitchRole: 'Success' });
    assert.deepEqual(event.additionalEventData, {
      SwitchFrom: aliceArn,
      RedirectTo: `${origin}/console/home`,
    });
  });

  it('takes an alias, an id with hyphens, a path, and leads where the link says', async () => {
    await admin.iam.createAccountAlias({ AccountAlias: 'switch-corp' });
    await admin.iam.createRole({
      RoleName: 'deep',
      Path: '/teams/a/',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [trusts(aliceArn)],
      }),
    });
    const { account } = server;
    const hyphens = `${account.slice(0, 4)}-${account.slice(4, 8)}-${account.slice(8)}`;
    for (const [given, roleName, role] of [
      ['switch-corp', 'auditor', 'auditor'],
      [hyphens, 'auditor', 'auditor'],
      [account, 'teams/a/deep', 'deep'],
      [account, '/teams/a/deep', 'deep'],
    ] as const) {
      const browser = await signedIn();
      const destination = '/console/iam/users';
      const page = await switchTo(browser, roleName, { account: given, destination });
      assert.equal(page.location, destination, given);
      assert.equal(await arnIn(browser, origin), roleArn(role));
    }
    const browser = await signedIn();
    const away = await switchTo(browser, 'auditor', { destination: 'https://evil.example/' });
    assert.equal(away.location, '/console/home');
  });

  it('lasts as long as the role allows or the session has left', async () => {
    const browser = await signedIn();
    await switchTo(browser, 'brief');
    const now = (Date.now() + ahead) / 1000;
    assert.ok(Math.abs((await sessionIn(browser)).ExpiresAt - now - 3600) < 60);
    const late = await signedIn();
    try {
      ahead = 10 * HOUR;
      await switchTo(late, 'auditor');
      const left = (await sessionIn(late)).ExpiresAt - (Date.now() + ahead) / 1000;
      assert.ok(Math.abs(left - 7200) < 60, String(left));
    } finally {
      ahead = 0;
    }
  });

  it('shows the factor of the sign-in to trust policies that demand one', async () => {
    const without = await signedIn();
    assert.equal(textById(await switchTo(without, 'guarded'), 'answer'), REFUSED);
    const browser = await signedIn({ mfaAuthenticatedAt: Date.now() - 60_000 });
    assert.equal((await switchTo(browser, 'guarded')).status, 303);
    assert.equal(typeof (await sessionIn(browser)).MfaAuthenticatedAt, 'number');
    const events = await eventsOf('SwitchRole');
    const event = events.find(({ userIdentity }) => userIdentity.arn === roleArn('guarded'));
    assert.equal(event.userIdentity.sessionContext.attributes.mfaAuthenticated, 'true');
  });

  it('CONS-009: is refused in the same words whatever keeps from it', async () => {
    for (const [roleName, account] of [
      ['missing', server.account],
      ['stranger', server.account],
      ['auditor', '999988887777'],
      ['auditor', 'no-such-alias'],
      ['AUDITOR', server.account],
      ['x'.repeat(65), server.account],
      ['bad name', server.account],
      ['', server.account],
    ] as const) {
      const browser = await signedIn();
      const page = await switchTo(browser, roleName, { account });
      assert.deepEqual([roleName, page.status, textById(page, 'answer')], [roleName, 403, REFUSED]);
      assert.equal(await arnIn(browser, origin), aliceArn);
    }
    const event = (await eventsOf('SwitchRole')).find(({ errorCode }) => errorCode !== undefined);
    assert.equal(event.errorMessage, REFUSED);
    assert.deepEqual(event.responseElements, { SwitchRole: 'Failure' });
  });

  it('CONS-008: is not for root users', async () => {
    const browser = visitorWith(server, await server.openSession({ kind: 'root' }));
    const page = await switchTo(browser, 'auditor');
    assert.equal(page.status, 403);
    assert.equal(textById(page, 'answer'), 'Roles may not be assumed by root accounts.');
  });

  it('from a role goes on from whoever signed in, and leaves the first role', async () => {
    const browser = await signedIn();
    await switchTo(browser, 'auditor');
    const first = browser.cookies.get('gatehouse-console') ?? '';
    assert.equal((await switchTo(browser, 'brief')).status, 303);
    assert.equal(await arnIn(browser, origin), roleArn('brief'));
    assert.equal((await sessionIn(browser)).Switched.Arn, aliceArn);
    assert.equal(await arnIn(visitorWith(server, first), origin), undefined);
    await switchTo(browser, 'brief');
    const [event] = await eventsOf('RenewRole');
    assert.equal(event.userIdentity.arn, roleArn('brief'));
  });

  it('goes back to the session of before, under a new cookie', async () => {
    const browser = await signedIn();
    await switchTo(browser, 'auditor');
    const role = browser.cookies.get('gatehouse-console') ?? '';
    const csrf = await tokenOf(browser);
    const back = await browser.post('/switchrole/exit', { csrf }, OWN);
    assert.deepEqual([back.status, back.location], [303, '/console/home']);
    assert.equal(await arnIn(browser, origin), aliceArn);
    assert.equal(await arnIn(visitorWith(server, role), origin), undefined);
    const [event] = await eventsOf('ExitRole');
    assert.equal(event.userIdentity.arn, roleArn('auditor'));
    assert.deepEqual(event.additionalEventData, {
      SwitchFrom: roleArn('auditor'),
      RedirectTo: `${origin}/console/home`,
    });
    const again = await browser.post('/switchrole/exit', { csrf: await tokenOf(browser) }, OWN);
    assert.equal(again.status, 303);
    assert.equal(await arnIn(browser, origin), aliceArn);
  });

  it('ends when the session ends that it came from, by whoever ends it', async () => {
    const browser = await signedIn();
    await switchTo(browser, 'auditor');
    const root = visitorWith(server, await server.openSession({ kind: 'root' }));
    const { call } = await openConsole(root, origin);
    const { status } = await call('gatehouse', 'EndSessions', { UserName: 'alice' });
    assert.equal(status, 200);
    assert.equal(await arnIn(browser, origin), undefined);
  });

  it('ends with both sessions at signing out', async () => {
    const browser = await signedIn();
    const { SessionId } = await sessionIn(browser);
    await switchTo(browser, 'auditor');
    const root = visitorWith(server, await server.openSession({ kind: 'root' }));
    const { call } = await openConsole(root, origin);
    const live = async () => {
      const { body } = await call('gatehouse', 'ListSessions', { UserName: 'alice' });
      return body.Sessions.some((each: { SessionId: string }) => each.SessionId === SessionId);
    };
    assert.equal(await live(), true);
    await browser.post('/signin/out', {}, OWN);
    assert.equal(await live(), false);
    assert.equal(await arnIn(browser, origin), undefined);
  });
});

describe('the page of switching', () => {
  const link = '/switchrole?account=111122223333&roleName=Admin&displayName=A%3Cb%3E&color=99BCE3';

  it('is filled by a link and does nothing by itself, in both languages', async () => {
    const browser = await signedIn();
    const page = await browser.get(link);
    assert.equal(page.status, 200);
    assert.match(page.html, /name="account" value="111122223333"/);
    assert.match(page.html, /name="displayName" value="A&lt;b&gt;"/);
    assert.match(page.html, /value="99BCE3" checked/);
    assert.equal(await arnIn(browser, origin), aliceArn);
    const korean = await browser.get(`${link}&lang=ko`);
    assert.match(plainText(korean.html), /역할 전환/);
    assert.match(korean.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
  });

  it('leads strangers to signing in, and back', async () => {
    const { location = '' } = await visitorOf(server).get(link);
    assert.equal(location, `/signin?${new URLSearchParams({ destination: link })}`);
  });

  it('takes no form of another site, of another session or without its token', async () => {
    const browser = await signedIn();
    const csrf = await tokenOf(browser);
    const other = await tokenOf(await signedIn());
    const fields = { account: server.account, roleName: 'auditor' };
    for (const [sent, headers] of [
      [{ ...fields, csrf }, { 'sec-fetch-site': 'cross-site' }],
      [{ ...fields, csrf }, { origin: 'https://evil.example' }],
      [{ ...fields, csrf: other }, OWN],
      [fields, OWN],
    ] as const) {
      assert.equal((await browser.post('/switchrole', sent, headers)).status, 403);
      assert.equal((await browser.post('/switchrole/exit', sent, headers)).status, 403);
    }
    assert.equal(await arnIn(browser, origin), aliceArn);
  });

  it('refuses sessions of federated users, who can assume no role', async () => {
    const { sts } = clientsOf(server);
    const federated = credentialsOf(await sts.getFederationToken({ Name: 'fred' }));
    const { accessKeyId, secretAccessKey, sessionToken } = federated;
    const session = { sessionId: accessKeyId, sessionKey: secretAccessKey, sessionToken };
    const browser = visitorOf(server);
    const asked = { Action: 'getSigninToken', Session: JSON.stringify(session) };
    const { SigninToken } = JSON.parse((await browser.post('/federation', asked)).html);
    const login = { Action: 'login', Destination: '/console', SigninToken };
    await browser.follow(await browser.post('/federation', login));
    assert.equal(textById(await switchTo(browser, 'auditor'), 'answer'), REFUSED);
  });
});
