/** The life of a browser's session: its code, its cookie, its end. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { arnIn } from '../support/console.ts';
import { deleteRole, makeRole } from '../support/entities.ts';
import {
  headingOf,
  type Page,
  textById,
  type Visitor,
  visitorOf,
} from '../support/page-visitor.ts';
import { call, jsonDraft, send, stsDraft } from '../support/requests.ts';
import { type ResponseContent, withAttribute } from '../support/saml/content.ts';
import { AWS_ATTRIBUTE } from '../support/saml/names.ts';
import {
  openSamlWorld,
  PUBLIC_URL,
  type SamlTry,
  type SamlWorld,
  trustsProvider,
} from '../support/saml-world.ts';

const MINUTE = 60_000;
const LATE = 'This sign-in is no longer valid';
const FOREIGN = 'The form came from another site';

let world: SamlWorld;
/** How far the server's clock is ahead of the machine's, or of the moment at which it stopped. */
let ahead = 0;
let stopped: number | undefined;

before(async () => {
  world = await openSamlWorld(
    { GATEHOUSE_TRUSTED_PROXIES: '127.0.0.1' },
    { clock: () => (stopped ?? Date.now()) + ahead },
  );
  await makeRole(world.admin, 'second', trustsProvider(world.providerArn));
});

after(async () => {
  await world?.server.stop();
});

const visitor = (headers?: Readonly<Record<string, string>>) => visitorOf(world.server, headers);

/** Posts a response and answers the page, which leads on with a code. */
async function post(browser: Visitor, of: SamlTry = {}): Promise<Page> {
  const page = await browser.post('/saml', { SAMLResponse: world.respond(of) });
  assert.equal(page.status, 303, page.html);
  return page;
}

async function signIn(browser: Visitor = visitor(), of: SamlTry = {}): Promise<Visitor> {
  await browser.follow(await post(browser, of));
  return browser;
}

const arnOf = async (browser: Visitor) => await arnIn(browser, PUBLIC_URL);

/** Whether a cookie opens the console, or leads to the sign-in page. */
async function opens(cookie: string, browser = visitor()): Promise<boolean> {
  const page = await browser.get('/console', { cookie });
  if (page.status !== 303) return true;
  assert.equal(page.location, '/signin?destination=%2Fconsole');
  return false;
}

const as = (name: string): SamlTry => ({
  change: (content: ResponseContent) => withAttribute(content, AWS_ATTRIBUTE.roleSessionName, name),
});

describe('the code of a finished sign-in', () => {
  it('is of use once', async () => {
    const browser = visitor();
    const { location = '' } = await post(browser);
    const cookies = new Map(browser.cookies);
    assert.equal((await browser.get(location)).status, 303);
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    const again = await browser.get(location);
    assert.deepEqual([again.status, headingOf(again)], [410, LATE]);
    assert.ok(await arnOf(browser));
  });

  it('is of use once, also for two requests at the same moment', async () => {
    const browser = visitor();
    const { location = '' } = await post(browser);
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const pages = await Promise.all(
      Array.from({ length: 6 }, () => visitor().get(location, { cookie })),
    );
    const statuses = pages.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [303, 410, 410, 410, 410, 410]);
  });

  it('is of no use in another browser', async () => {
    const browser = visitor();
    const { location = '' } = await post(browser);
    const thief = visitor();
    assert.equal((await thief.get(location)).status, 410);
    await post(thief);
    assert.equal((await thief.get(location)).status, 410);
    assert.equal(await arnOf(thief), undefined);
    assert.equal((await browser.get(location)).status, 303);
  });

  it('waits a minute', async () => {
    stopped = Date.now();
    const browser = visitor();
    const { location = '' } = await post(browser);
    const late = visitor();
    const { location: lateLocation = '' } = await post(late);
    try {
      ahead += MINUTE - 2000;
      assert.equal((await browser.get(location)).status, 303);
      ahead += 2000;
      assert.deepEqual(headingOf(await late.get(lateLocation)), LATE);
    } finally {
      ahead = 0;
      stopped = undefined;
    }
  });

  it('is none in other forms', async () => {
    const browser = visitor();
    await post(browser);
    for (const query of ['', '?code=', '?code=x', `?code=${'x'.repeat(43)}`, '?code[]=x']) {
      assert.equal((await browser.get(`/signin/continue${query}`)).status, 410, query);
    }
  });

  it('is refused once its role is gone', async () => {
    await makeRole(world.admin, 'brief', trustsProvider(world.providerArn));
    const browser = visitor();
    const { location = '' } = await post(browser, { role: world.roleArn('brief') });
    await deleteRole(world.admin.iam, 'brief');
    assert.equal((await browser.get(location)).status, 410);
  });
});

describe("a sign-in over somebody else's session", () => {
  it('asks first, and keeps the session until the answer', async () => {
    const browser = await signIn();
    const mine = await arnOf(browser);
    const { location = '' } = await post(browser, as('mallory'));
    const question = await browser.get(location);
    assert.equal(question.status, 200);
    assert.equal(headingOf(question), 'Sign in as somebody else?');
    assert.equal(textById(question, 'now'), mine);
    assert.match(textById(question, 'next') ?? '', /\/mallory$/);
    assert.equal(await arnOf(browser), mine);
    const code = /name="code" value="([\w-]{43})"/.exec(question.html)?.[1];
    const old = browser.cookies.get('gatehouse-console') ?? '';
    const answered = await browser.post(
      '/signin/continue',
      { code },
      { 'sec-fetch-site': 'same-origin' },
    );
    assert.equal(answered.status, 303);
    assert.match((await arnOf(browser)) ?? '', /\/mallory$/);
    assert.equal(await opens(`gatehouse-console=${old}`), false);
  });

  it('cannot be answered by another site', async () => {
    const browser = await signIn();
    const { location = '' } = await post(browser, as('mallory'));
    const code = new URL(location, PUBLIC_URL).searchParams.get('code') ?? '';
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ]) {
      const page = await browser.post('/signin/continue', { code }, headers);
      assert.deepEqual([page.status, headingOf(page)], [403, FOREIGN]);
    }
    assert.match((await arnOf(browser)) ?? '', /alice@example\.test$/);
    const own = await browser.post('/signin/continue', { code }, { origin: PUBLIC_URL });
    assert.equal(own.status, 303);
  });

  it('of the same identity does not ask; the old secret ends', async () => {
    const browser = await signIn();
    const old = browser.cookies.get('gatehouse-console') ?? '';
    await signIn(browser);
    assert.notEqual(browser.cookies.get('gatehouse-console'), old);
    assert.ok(await arnOf(browser));
    assert.equal(await opens(`gatehouse-console=${old}`), false);
  });
});

describe('the cookies of a session', () => {
  it('over https are bound to the host, and are no use without it', async () => {
    const https = { 'x-forwarded-proto': 'https' };
    const browser = visitor(https);
    const page = await post(browser);
    assert.deepEqual(
      page.headers.getSetCookie().map((cookie) => cookie.replace(/=[\w-]{43}/, '=SECRET')),
      ['__Host-gatehouse-signin=SECRET; Max-Age=120; Path=/; HttpOnly; Secure; SameSite=Lax'],
    );
    const begun = await browser.get(page.location ?? '');
    const [session = '', code] = begun.headers.getSetCookie();
    assert.match(
      session,
      /^__Host-gatehouse-console=[\w-]{43}; Max-Age=3(600|5\d\d); Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    assert.match(code ?? '', /^__Host-gatehouse-signin=; Max-Age=0; /);
    assert.ok(await arnOf(browser));
    const secret = browser.cookies.get('__Host-gatehouse-console');
    assert.equal(await opens(`gatehouse-console=${secret}`, visitor(https)), false);
  });

  it('over http have plain names', async () => {
    const browser = visitor();
    const begun = await browser.get((await post(browser)).location ?? '');
    const [session = ''] = begun.headers.getSetCookie();
    assert.match(
      session,
      /^gatehouse-console=[\w-]{43}; Max-Age=3(600|5\d\d); Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });

  it('hold no value that was ever in an address', async () => {
    const browser = visitor();
    const { location = '' } = await post(browser);
    await browser.get(location);
    const code = new URL(location, PUBLIC_URL).searchParams.get('code') ?? '';
    assert.ok(![...browser.cookies.values()].includes(code));
    assert.equal(await opens(`gatehouse-console=${code}`), false);
  });

  it('are worth nothing at the endpoints of AWS', async () => {
    const browser = await signIn();
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const draft = stsDraft('GetCallerIdentity');
    const answer = await send(world.server.url, {
      ...draft,
      headers: { ...draft.headers, cookie },
    });
    assert.equal(answer.status, 403);
    assert.match(answer.body, /<Code>MissingAuthenticationToken<\/Code>/);
  });
});

describe('a session ends', () => {
  it('by its own button, and by no other site', async () => {
    const browser = await signIn();
    const foreign = await browser.post('/signin/out', {}, { 'sec-fetch-site': 'cross-site' });
    assert.deepEqual([foreign.status, headingOf(foreign)], [403, FOREIGN]);
    assert.ok(await arnOf(browser));
    const cookies = new Map(browser.cookies);
    const out = await browser.post('/signin/out', {}, { 'sec-fetch-site': 'same-origin' });
    assert.equal(headingOf(out), 'You are signed out');
    assert.doesNotMatch(out.html, /Sign in again/, 'the way back is at the provider');
    assert.equal(browser.cookies.has('gatehouse-console'), false);
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    assert.equal(await arnOf(browser), undefined);
  });

  it('with the role that it is of', async () => {
    const of = { role: world.roleArn('passing') };
    await makeRole(world.admin, 'passing', trustsProvider(world.providerArn));
    const browser = await signIn(visitor(), of);
    assert.ok(await arnOf(browser));
    await deleteRole(world.admin.iam, 'passing');
    assert.equal(await arnOf(browser), undefined);
    await makeRole(world.admin, 'passing', trustsProvider(world.providerArn));
    assert.equal(await arnOf(browser), undefined);
  });

  it('when its time is over: SessionDuration of the response, or an hour', async () => {
    const change = (content: ResponseContent) =>
      withAttribute(content, AWS_ATTRIBUTE.sessionDuration, '7200');
    const usual = await signIn();
    const longer = await signIn(visitor(), { change });
    try {
      ahead = 59 * MINUTE;
      assert.ok(await arnOf(usual));
      ahead = 61 * MINUTE;
      assert.equal(await arnOf(usual), undefined);
      assert.ok(await arnOf(longer));
      ahead = 121 * MINUTE;
      assert.equal(await arnOf(longer), undefined);
    } finally {
      ahead = 0;
    }
  });
});

describe('the event history', () => {
  it('has AssumeRoleWithSAML, then ConsoleLogin with the provider', async () => {
    const browser = visitor({ 'user-agent': 'Test Browser' });
    const posted = await post(browser, as('bob'));
    const begun = await browser.get(posted.location ?? '');
    const draft = jsonDraft(
      'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents',
      JSON.stringify({ MaxResults: 50 }),
    );
    const signing = { service: 'cloudtrail' };
    const { body } = await call(world.server.url, draft, world.server.administrator, signing);
    const events: { EventName: string; CloudTrailEvent: string }[] = JSON.parse(body).Events;
    const recordOf = (name: string, { headers }: Page) =>
      events
        .filter(({ EventName }) => EventName === name)
        .map(({ CloudTrailEvent }) => JSON.parse(CloudTrailEvent))
        .find(({ requestID }) => requestID === headers.get('x-request-id'));
    const assumed = recordOf('AssumeRoleWithSAML', posted);
    assert.equal(assumed.requestParameters.roleSessionName, 'bob');
    const record = recordOf('ConsoleLogin', begun);
    assert.equal(record.userIdentity.accessKeyId, assumed.responseElements.credentials.accessKeyId);
    const { userIdentity } = record;
    assert.equal(userIdentity.type, 'AssumedRole');
    assert.equal(userIdentity.arn, `arn:aws:sts::${world.server.account}:assumed-role/sso/bob`);
    assert.equal(userIdentity.sessionContext.sessionIssuer.userName, 'sso');
    assert.equal(record.eventType, 'AwsConsoleSignIn');
    assert.equal(record.eventSource, 'signin.amazonaws.com');
    assert.equal(record.awsRegion, 'us-east-1');
    assert.equal(record.userAgent, 'Test Browser');
    assert.equal(record.requestParameters, null);
    assert.deepEqual(record.responseElements, { ConsoleLogin: 'Success' });
    assert.deepEqual(record.additionalEventData, {
      LoginTo: `${PUBLIC_URL}/console/home`,
      MobileVersion: 'No',
      MFAUsed: 'No',
      SamlProviderArn: world.providerArn,
    });
    assert.doesNotMatch(body, /gatehouse-console|SAMLResponse/);
  });
});
