/**
 * Secrets that somebody kept of a session, tried again after it was signed out of, after the password
 * was changed and after all sessions were ended: each has worked before, and none works any more.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { attemptOf } from '../support/attempts.ts';
import {
  beginLogin,
  consentedCode,
  exchange,
  refresh,
  signedIn,
  type TokenResponse,
  tokensOf,
} from '../support/aws-login.ts';
import { clientsOf, credentialsOf, refusalOf } from '../support/clients.ts';
import { arnIn, type ConsoleAnswer, openConsole, originOf } from '../support/console.ts';
import { allow, makeRole, policyOf } from '../support/entities.ts';
import { linkIn, mailboxOf, type SentMail } from '../support/outbox.ts';
import {
  headingOf,
  type Page,
  textById,
  type Visitor,
  visitorOf,
} from '../support/page-visitor.ts';
import { formTo, workOf } from '../support/security-check.ts';
import type { Credentials, TestServer } from '../support/server.ts';
import { enterIam, enterRoot } from '../support/sign-in.ts';
import { openSignInWorld, ROOT, type SignInWorld } from '../support/sign-in-world.ts';

/** What came of using a secret: status, code (of a page: its heading), text. */
type Told = readonly [status: number, code: string, text: string];

/** Uses a secret once more that was seen to work. */
type Replay = () => Promise<Told>;

let world: SignInWorld;
let server: TestServer;
let origin = '';
let helperArn = '';
/** A link that has set the root user's password already. */
let usedLink = '';
const mailbox = mailboxOf(() => server, ROOT.email);

before(async () => {
  world = await openSignInWorld({ GATEHOUSE_ADDRESS_RATE: '1000' });
  server = world.server;
  origin = originOf(server);
  const trust = { Effect: 'Allow', Principal: { AWS: server.account }, Action: 'sts:AssumeRole' };
  helperArn = (await makeRole(world.clients, 'helper', trust)).arn;
  usedLink = await requestLink();
  await resetBy(usedLink);
});
after(() => world?.stop());

/** Somebody with a password. */
interface Person {
  /** Up to the code that begins the session. */
  readonly enter: (browser: Visitor) => Promise<Page>;
  /** Changes the password from within a session. */
  readonly changePassword: (browser: Visitor) => Promise<void>;
}

async function makePerson(name: string): Promise<Person> {
  const fields = await world.makeUser(name);
  const PolicyDocument = policyOf(allow('*'));
  await world.clients.iam.putUserPolicy({ UserName: name, PolicyName: 'all', PolicyDocument });
  const NewPassword = `Other-${name}-2`;
  return {
    enter: (browser) => enterIam(browser, fields),
    changePassword: async (browser) => {
      const change = { OldPassword: fields.password, NewPassword };
      assertDone(await call(browser, 'iam', 'ChangePassword', change));
    },
  };
}

let rootPassword: string = ROOT.password;

const root: Person = {
  enter: (browser) => enterRoot(browser, { email: ROOT.email, password: rootPassword }),
  changePassword: async (browser) => {
    const NewPassword = `${rootPassword}!`;
    const change = { OldPassword: rootPassword, NewPassword };
    assertDone(await call(browser, 'gatehouse', 'ChangeRootPassword', change));
    rootPassword = NewPassword;
  },
};

/** A session, and how its browser was when the code of its sign-in had not been used yet. */
interface Opened {
  readonly person: Person;
  readonly browser: Visitor;
  readonly beginning: { readonly location: string; readonly cookies: string };
}

async function open(person: Person): Promise<Opened> {
  const browser = visitorOf(server);
  const { location = '' } = await person.enter(browser);
  const beginning = { location, cookies: cookieOf(browser) };
  assert.equal((await browser.get(location)).location, '/console/home');
  return { person, browser, beginning };
}

const cookieOf = ({ cookies }: Visitor): string =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

async function call(browser: Visitor, service: string, operation: string, input: object = {}) {
  const page = await openConsole(browser, origin);
  return await page.call(service, operation, input);
}

function assertDone({ status, body }: ConsoleAnswer): void {
  assert.equal(status, 200, JSON.stringify(body));
}

/** What each secret is: taken from a session, seen to work, and kept. */
const SECRETS = {
  cookie: keepCookie,
  refreshToken: async ({ browser }) => {
    const run = beginLogin(origin);
    const first = await signedIn(server.url, browser, run);
    const { refreshToken } = tokensOf(await refresh(server.url, run, first.refreshToken));
    return async () => toldToken(await refresh(server.url, run, refreshToken));
  },
  authorizationCode: async ({ browser }) => {
    await signedIn(server.url, browser, beginLogin(origin));
    const run = beginLogin(origin);
    const code = await consentedCode(browser, run);
    return async () => toldToken(await exchange(server.url, run, code));
  },
  loginCredentials: async ({ browser }) => {
    const { accessToken } = await signedIn(server.url, browser, beginLogin(origin));
    return await keepCredentials(accessToken);
  },
  signInCode: async ({ person, browser, beginning }) => {
    const twin = visitorOf(server);
    const { location = '' } = await person.enter(twin);
    assert.equal((await twin.get(location)).location, '/console/home', 'the same again');
    assert.ok(await arnIn(browser, origin), 'the code began this session');
    return async () => {
      const cookie = beginning.cookies;
      const page = await visitorOf(server).get(beginning.location, { cookie });
      return [page.status, headingOf(page), ''];
    };
  },
  pendingCode: async ({ person }) => {
    const [twin, kept] = [visitorOf(server), visitorOf(server)];
    const { location: used = '' } = await person.enter(twin);
    assert.equal((await twin.get(used)).location, '/console/home');
    const { location = '' } = await person.enter(kept);
    return async () => {
      const page = await kept.get(location);
      return [page.status, headingOf(page), ''];
    };
  },
  roleCredentials: async ({ browser }) => await keepCredentials(await assumeIn(browser)),
  signInToken: async ({ browser }) => {
    const credentials = await assumeIn(browser);
    const token = await signInToken(credentials);
    assert.equal(
      (await visitByToken(visitorOf(server), token)).status,
      303,
      'it can be used twice',
    );
    return async () => {
      const page = await visitByToken(visitorOf(server), token);
      return [page.status, textById(page, 'code') ?? '', textById(page, 'answer') ?? ''];
    };
  },
  sessionOfToken: async ({ browser }): Promise<Replay> => {
    const derived = visitorOf(server);
    const token = await signInToken(await assumeIn(browser));
    await derived.get((await visitByToken(derived, token)).location ?? '');
    return await keepCookie({ browser: derived });
  },
  resetLink: async () => {
    const link = await requestLink();
    assert.equal((await visitorOf(server).get(link)).status, 200);
    return async () => await openLink(link);
  },
  usedLink: async () => async () => await openLink(usedLink),
} as const satisfies Record<string, (opened: Opened) => Promise<Replay>>;

type Secret = keyof typeof SECRETS;

async function keepCookie({ browser }: Pick<Opened, 'browser'>): Promise<Replay> {
  const thief = visitorOf(server);
  for (const [name, value] of browser.cookies) thief.cookies.set(name, value);
  const page = await openConsole(thief, origin);
  assertDone(await page.call('sts', 'GetCallerIdentity'));
  return async () => {
    const cookie = cookieOf(thief);
    const asked = await visitorOf(server).get('/console', { cookie });
    assert.deepEqual([asked.status, asked.location], [303, '/signin?destination=%2Fconsole']);
    const { status, body } = await page.call('sts', 'GetCallerIdentity', {}, { cookie });
    return [status, body.__type, body.message];
  };
}

function toldToken({ status, body }: TokenResponse): Told {
  return [status, String(body.error), String(body.message)];
}

async function keepCredentials(credentials: Credentials): Promise<Replay> {
  const { sts } = clientsOf(server, credentials);
  await sts.getCallerIdentity({});
  return async () => {
    const { status, code, message } = await refusalOf(sts.getCallerIdentity({}));
    return [status, code, message];
  };
}

/** Credentials of a role, from the console. */
async function assumeIn(browser: Visitor): Promise<Credentials> {
  const asked = { RoleArn: helperArn, RoleSessionName: 'ann', DurationSeconds: 900 };
  const answer = await call(browser, 'sts', 'AssumeRole', asked);
  assertDone(answer);
  return credentialsOf(answer.body);
}

/** What a broker is given for credentials. */
async function signInToken(credentials: Credentials): Promise<string> {
  const { accessKeyId: sessionId, secretAccessKey: sessionKey, sessionToken } = credentials;
  const Session = JSON.stringify({ sessionId, sessionKey, sessionToken });
  const query = new URLSearchParams({ Action: 'getSigninToken', Session });
  const page = await visitorOf(server).get(`/federation?${query}`);
  assert.equal(page.status, 200, page.html);
  return JSON.parse(page.html).SigninToken;
}

async function visitByToken(browser: Visitor, SigninToken: string): Promise<Page> {
  const query = { Action: 'login', Destination: '/console/home', SigninToken };
  return await browser.get(`/federation?${new URLSearchParams(query)}`);
}

/** Has a link mailed to the root user, as somebody does who has forgotten the password. */
async function requestLink(): Promise<string> {
  const visitor = visitorOf(server);
  const form = formTo(await visitor.get('/signin/forgot/root'), '/signin/forgot/root');
  const check = await visitor.post(form.action, { ...form.fields, email: ROOT.email });
  const work = workOf(check);
  await visitor.post(work.action, work.fields);
  return linkIn(await mailWith('/signin/reset'), '/signin/reset');
}

/** The next mail that has such a link; notices of changes come to the same mailbox. */
async function mailWith(path: string): Promise<SentMail> {
  const mail = await mailbox.next();
  return mail.text.includes(path) ? mail : await mailWith(path);
}

async function resetBy(link: string): Promise<void> {
  const visitor = visitorOf(server);
  const form = formTo(await visitor.get(link), '/signin/reset');
  const password = `${rootPassword}?`;
  const page = await visitor.post(form.action, { ...form.fields, password, again: password });
  assert.equal(headingOf(page), 'The password was reset');
  rootPassword = password;
}

async function openLink(link: string): Promise<Told> {
  const page = await visitorOf(server).get(link);
  const { Code } = await attemptOf(server, textById(page, 'request'));
  return [page.status, Code, headingOf(page)];
}

const INVALID = 'The security token included in the request is invalid.';
const EXPIRED: Told = [401, 'TOKEN_EXPIRED', 'The refresh token is invalid or has expired.'];
const ENDED: Told = [401, 'ExpiredToken', 'The security token included in the request is expired'];
const LATE: Told = [410, 'This sign-in is no longer valid', ''];
const USELESS: Told = [410, 'REC-002', 'This link cannot be used'];

const REFUSALS: Readonly<Record<Secret, Told>> = {
  cookie: ENDED,
  refreshToken: EXPIRED,
  authorizationCode: EXPIRED,
  loginCredentials: [403, 'InvalidClientTokenId', INVALID],
  signInCode: LATE,
  pendingCode: LATE,
  roleCredentials: [403, 'InvalidClientTokenId', INVALID],
  signInToken: [400, 'InvalidClientTokenId', INVALID],
  sessionOfToken: ENDED,
  resetLink: USELESS,
  usedLink: USELESS,
};

/** Command lines are told of a changed password, so that people know why they are asked again. */
const CHANGED: Told = [
  403,
  'USER_CREDENTIALS_CHANGED',
  'The credentials of the user were changed. Sign in again.',
];
const AFTER_CHANGE = { ...REFUSALS, refreshToken: CHANGED, authorizationCode: CHANGED };

const OF_SESSION = [
  'cookie',
  'refreshToken',
  'authorizationCode',
  'loginCredentials',
  'signInCode',
] as const;
/** Root users assume no roles. */
const OF_USER = [...OF_SESSION, 'roleCredentials', 'signInToken', 'sessionOfToken'] as const;

/** Takes the secrets of a session, lets the event happen, and tries each of them again. */
async function assertRefused(
  opened: Opened,
  secrets: readonly Secret[],
  event: () => Promise<unknown>,
  refusals = REFUSALS,
): Promise<void> {
  const kept: (readonly [Secret, Replay])[] = [];
  for (const secret of secrets) kept.push([secret, await SECRETS[secret](opened)]);
  await event();
  for (const [secret, replay] of kept) {
    assert.deepEqual([secret, await replay()], [secret, refusals[secret]]);
  }
}

const signOut = async ({ browser }: Opened) => {
  const page = await browser.post('/signin/out', {}, { origin });
  assert.equal(headingOf(page), 'You are signed out');
};

/** Ends all sessions but the one that asks for it, whose own secrets go on. */
const endAll = async ({ browser }: Opened) => {
  const answer = await call(browser, 'gatehouse', 'EndSessions', { KeepCurrent: true });
  assertDone(answer);
  assert.ok(answer.body.Ended > 0);
};

describe('kept secrets of an IAM user are refused', () => {
  it('R219: after signing out; a sign-in that waits elsewhere is not of the session', async () => {
    const person = await makePerson('leaver');
    const [opened, elsewhere] = [await open(person), visitorOf(server)];
    const { location = '' } = await person.enter(elsewhere);
    await assertRefused(opened, OF_USER, () => signOut(opened));
    assert.equal((await elsewhere.get(location)).location, '/console/home');
  });

  it('after a change of the password, but for the session that changed it', async () => {
    const person = await makePerson('changer');
    const [opened, other] = [await open(person), await open(person)];
    const secrets = [...OF_USER, 'pendingCode'] as const;
    await assertRefused(opened, secrets, () => person.changePassword(other.browser), AFTER_CHANGE);
    assert.ok(await arnIn(other.browser, origin));
  });

  it('after all sessions were ended, but for the session that ended them', async () => {
    const person = await makePerson('ender');
    const [opened, other] = [await open(person), await open(person)];
    await assertRefused(opened, [...OF_USER, 'pendingCode'], () => endAll(other));
    assert.ok(await arnIn(other.browser, origin));
  });
});

describe('kept secrets of a root user are refused', () => {
  it('R219: after signing out', async () => {
    const opened = await open(root);
    await assertRefused(opened, [...OF_SESSION, 'usedLink'], () => signOut(opened));
  });

  it('after a change of the password, links that were mailed for it among them', async () => {
    const [opened, other] = [await open(root), await open(root)];
    const secrets = [...OF_SESSION, 'pendingCode', 'resetLink', 'usedLink'] as const;
    await assertRefused(opened, secrets, () => root.changePassword(other.browser), AFTER_CHANGE);
    assert.ok(await arnIn(other.browser, origin));
  });

  it('R234: after a reset of the password by a link', async () => {
    const opened = await open(root);
    const link = await requestLink();
    const secrets = [...OF_SESSION, 'pendingCode', 'resetLink', 'usedLink'] as const;
    await assertRefused(opened, secrets, () => resetBy(link), AFTER_CHANGE);
    assert.deepEqual(await openLink(link), USELESS);
  });

  it('after all sessions were ended, but for the session that ended them', async () => {
    const [opened, other] = [await open(root), await open(root)];
    await assertRefused(opened, [...OF_SESSION, 'pendingCode', 'usedLink'], () => endAll(other));
    assert.ok(await arnIn(other.browser, origin));
  });
});
