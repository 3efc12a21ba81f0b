/** R173: custom identity brokers at /federation: credentials, a sign-in token, a console session. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { attemptOf } from '../support/attempts.ts';
import { type Clients, clientsOf, credentialsOf } from '../support/clients.ts';
import { arnIn, openConsole } from '../support/console.ts';
import {
  allow,
  deleteRole,
  type MadeUser,
  makeRole,
  makeUser,
  trusts,
} from '../support/entities.ts';
import {
  headingOf,
  type Page,
  textById,
  type Visitor,
  visitorOf,
} from '../support/page-visitor.ts';
import { openSamlWorld, PUBLIC_URL, type SamlWorld } from '../support/saml-world.ts';
import type { Credentials } from '../support/server.ts';

const MINUTE = 60_000;
const HOME = 'https://console.aws.amazon.com/';

let world: SamlWorld;
let alice: MadeUser;
let asAlice: Clients;
/** Credentials of `broker`, a role that lasts up to two hours, and of a role that it assumed. */
let ofRole: Credentials;
let ofChain: Credentials;
let ofFederated: Credentials;
let ofSession: Credentials;
/** How far the server's clock is ahead of the machine's. */
let ahead = 0;

before(async () => {
  world = await openSamlWorld({}, { clock: () => Date.now() + ahead });
  const { admin, server } = world;
  alice = await makeUser(admin, 'alice', { policy: allow(['sts:*', 'iam:ListRoles']) });
  asAlice = clientsOf(server, alice.credentials);
  const policy = allow('sts:AssumeRole');
  const broker = await makeRole(admin, 'broker', trusts(alice.arn), { maxSeconds: 7200, policy });
  await makeRole(admin, 'chained', trusts(broker.arn), { maxSeconds: 43_200 });
  ofRole = await assumed(asAlice, 'broker');
  ofChain = await assumed(clientsOf(server, ofRole), 'chained');
  ofFederated = credentialsOf(
    await asAlice.sts.getFederationToken({
      Name: 'fred',
      DurationSeconds: 3600,
      Policy: JSON.stringify({ Version: '2012-10-17', Statement: [allow('*')] }),
    }),
  );
  ofSession = credentialsOf(await asAlice.sts.getSessionToken({}));
});

after(async () => {
  await world?.server.stop();
});

async function assumed({ sts }: Clients, role: string, seconds = 900): Promise<Credentials> {
  const RoleArn = world.roleArn(role);
  const input = { RoleArn, RoleSessionName: 'ann', DurationSeconds: seconds };
  return credentialsOf(await sts.assumeRole(input));
}

const visitor = () => visitorOf(world.server);

function sessionOf({ accessKeyId, secretAccessKey, sessionToken }: Credentials): string {
  return JSON.stringify({ sessionId: accessKeyId, sessionKey: secretAccessKey, sessionToken });
}

type Parameters = Readonly<Record<string, string>>;

async function ask(parameters: Parameters): Promise<Page> {
  return await visitor().get(`/federation?${new URLSearchParams(parameters)}`);
}

const exchange = async (Session: string, more: Parameters = {}) =>
  await ask({ Action: 'getSigninToken', Session, ...more });

async function tokenOf(credentials: Credentials, more: Parameters = {}): Promise<string> {
  const page = await exchange(sessionOf(credentials), more);
  assert.equal(page.status, 200, page.html);
  const { SigninToken, ...rest } = JSON.parse(page.html);
  assert.deepEqual(rest, {});
  return SigninToken;
}

async function signIn(credentials: Credentials, more: Parameters = {}) {
  const SigninToken = await tokenOf(credentials, more);
  const browser = visitor();
  const query = new URLSearchParams({ Action: 'login', Destination: HOME, SigninToken });
  const begun = await browser.follow(await browser.get(`/federation?${query}`));
  return { browser, begun };
}

/** Does something while the server's clock is that far ahead. */
async function at<Answer>(milliseconds: number, body: () => Promise<Answer>): Promise<Answer> {
  ahead = milliseconds;
  try {
    return await body();
  } finally {
    ahead = 0;
  }
}

async function secondsLeft(browser: Visitor): Promise<number> {
  const { call } = await openConsole(browser, PUBLIC_URL);
  const { body } = await call('gatehouse', 'GetCurrentSession');
  return body.Session.ExpiresAt - (Date.now() + ahead) / 1000;
}

function assertNear(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 120, `${actual} seconds instead of ${expected}`);
}

describe('the federation endpoint', () => {
  it('R173: turns credentials of each kind into a console session', async () => {
    const saml = credentialsOf(await world.assume());
    const arn = (rest: string) => `arn:aws:sts::${world.server.account}:${rest}`;
    for (const [credentials, expected] of [
      [ofRole, arn('assumed-role/broker/ann')],
      [ofChain, arn('assumed-role/chained/ann')],
      [saml, arn('assumed-role/sso/alice@example.test')],
      [ofFederated, arn('federated-user/fred')],
    ] as const) {
      const { browser } = await signIn(credentials);
      assert.equal(await arnIn(browser, PUBLIC_URL), expected);
    }
  });

  it('takes GET and POST, also at regional paths', async () => {
    const fields = { Action: 'getSigninToken', Session: sessionOf(ofRole), SessionType: 'json' };
    const answer = await visitor().post('/us-east-1/federation', fields);
    assert.match(answer.headers.get('content-type') ?? '', /^application\/json/);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    const { SigninToken } = JSON.parse(answer.html);
    const browser = visitor();
    const login = { Action: 'login', Destination: '/console/x', SigninToken };
    const begun = await browser.post('/federation', login);
    assert.equal(begun.status, 303);
    assert.equal((await browser.get(begun.location ?? '')).location, '/console/x');
  });

  it('gives the console what was asked for, or what the credentials have left', async () => {
    for (const [credentials, more, seconds] of [
      [ofRole, {}, 900],
      [ofRole, { SessionDuration: '900' }, 900],
      [ofRole, { SessionDuration: '7200' }, 7200],
      [ofRole, { DurationSeconds: '1800' }, 1800],
      [ofChain, { SessionDuration: '3600' }, 3600],
      [ofFederated, {}, 3600],
    ] as const) {
      const { browser } = await signIn(credentials, more);
      assertNear(await secondsLeft(browser), seconds);
    }
  });

  it('signs out, and back to the broker that the sign-in named, and to no other', async () => {
    const Issuer = 'https://broker.example.com/login';
    const signedIn = async () => {
      const SigninToken = await tokenOf(ofRole);
      const browser = visitor();
      const query = new URLSearchParams({
        Action: 'login',
        Destination: HOME,
        SigninToken,
        Issuer,
      });
      await browser.follow(await browser.get(`/federation?${query}`));
      return browser;
    };
    const logout = (redirect_uri: string) =>
      `/federation?${new URLSearchParams({ Action: 'logout', redirect_uri })}`;
    const browser = await signedIn();
    const out = await browser.get('/federation?Action=logout');
    assert.equal(headingOf(out), 'You are signed out');
    assert.match(out.html, new RegExp(`href="${Issuer}" rel="noreferrer">Sign in again</a>`));
    assert.equal(await arnIn(browser, PUBLIC_URL), undefined);
    for (const [target, location] of [
      ['https://broker.example.com/bye?x=1', 'https://broker.example.com/bye?x=1'],
      [`${PUBLIC_URL}/console`, `${PUBLIC_URL}/console`],
      [
        'https://broker.example.com/\r\nSet-Cookie: x=y',
        'https://broker.example.com/Set-Cookie:%20x=y',
      ],
      ['https://evil.example/', undefined],
      ['https://broker.example.com.evil.example/', undefined],
      ['javascript:alert(1)', undefined],
      ['nonsense', undefined],
    ] as const) {
      const page = await (await signedIn()).get(logout(target));
      assert.equal(page.location, location, target);
      assert.equal(page.status, location === undefined ? 200 : 303);
    }
    const nobody = await visitor().get(logout('https://broker.example.com/'));
    assert.equal(nobody.location, undefined);
  });

  it('names the actions that it knows', async () => {
    for (const query of ['', '?Action=', '?Action=GetSigninToken']) {
      const page = await visitor().get(`/federation${query}`);
      assert.deepEqual([page.status, headingOf(page)], [400, 'The request names no known action']);
    }
  });

  it('writes an event and an attempt of each token and of each session', async () => {
    const page = await exchange(sessionOf(ofFederated));
    const requestId = page.headers.get('x-request-id') ?? '';
    const attempt = await attemptOf(world.server, requestId);
    assert.equal(attempt.Outcome, 'succeeded');
    assert.match(attempt.Subject, /federated-user\/fred$/);
    const { Events = [] } = await world.admin.cloudtrail.lookupEvents({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'GetSigninToken' }],
    });
    const records = Events.map(({ CloudTrailEvent }) => JSON.parse(CloudTrailEvent ?? ''));
    const record = records.find(({ requestID }) => requestID === requestId);
    assert.equal(record.userIdentity.type, 'FederatedUser');
    assert.deepEqual(record.responseElements, { GetSigninToken: 'Success' });
    const all = JSON.stringify([attempt, record]);
    assert.ok(!all.includes(ofFederated.secretAccessKey));
    assert.ok(!all.includes(ofFederated.sessionToken ?? '?'));
  });
});

/** Asserts a refusal as programs read it, and that its request id leads to the attempt. */
async function assertTold(page: Page, failed: string, Code: string, Message: string) {
  const requestId = page.headers.get('x-request-id') ?? '';
  const told = JSON.parse(page.html);
  assert.deepEqual(told, { Error: { Code, Message }, RequestId: requestId });
  assert.equal(page.status, 400);
  const attempt = await attemptOf(world.server, requestId);
  assert.equal(attempt.Failure.Code, failed);
  assert.equal(attempt.Kind, 'federation-endpoint');
}

describe('getSigninToken refuses', () => {
  const INVALID = 'The security token included in the request is invalid.';

  it('FED-030: what holds no credentials', async () => {
    const text = 'The parameter Session is not valid';
    const { accessKeyId: sessionId, secretAccessKey: sessionKey } = ofRole;
    for (const Session of ['', 'x', '[]', JSON.stringify({ sessionId, sessionKey })]) {
      await assertTold(await exchange(Session), 'FED-030', 'ValidationError', text);
    }
  });

  it('FED-031: credentials that are not genuine temporary ones', async () => {
    for (const credentials of [
      { ...ofRole, secretAccessKey: ofChain.secretAccessKey },
      { ...ofRole, secretAccessKey: '' },
      { ...ofRole, accessKeyId: ofChain.accessKeyId },
      { ...ofRole, sessionToken: 'x' },
      { ...alice.credentials, sessionToken: '' },
      { ...alice.credentials, sessionToken: ofRole.sessionToken ?? '' },
    ]) {
      const page = await exchange(sessionOf(credentials));
      await assertTold(page, 'FED-031', 'InvalidClientTokenId', INVALID);
    }
  });

  it('FED-032: credentials that expired, and takes them before', async () => {
    const brief = await assumed(asAlice, 'broker');
    const text = 'The security token included in the request is expired';
    await at(14 * MINUTE, async () => await tokenOf(brief));
    const page = await at(15 * MINUTE + 1000, async () => await exchange(sessionOf(brief)));
    await assertTold(page, 'FED-032', 'ExpiredToken', text);
  });

  it('FED-033: credentials of GetSessionToken', async () => {
    const text = 'Cannot open a console session with these credentials';
    await assertTold(await exchange(sessionOf(ofSession)), 'FED-033', 'AccessDenied', text);
  });

  const lasting = async (credentials: Credentials, SessionDuration: string) =>
    await exchange(sessionOf(credentials), { SessionDuration });

  it('FED-034: a length out of range', async () => {
    const text = 'SessionDuration must be between 900 and 43200 seconds';
    for (const seconds of ['899', '43201', '0', '-900', '1e3', '900.5', '', 'hour']) {
      const page = await lasting(ofChain, seconds);
      await assertTold(page, 'FED-034', 'ValidationError', text);
    }
    await tokenOf(ofRole, { SessionDuration: '900' });
  });

  it('FED-035: a length with credentials of GetFederationToken', async () => {
    const text = 'SessionDuration cannot be used with credentials of GetFederationToken';
    const page = await lasting(ofFederated, '900');
    await assertTold(page, 'FED-035', 'ValidationError', text);
    await tokenOf(ofFederated);
  });

  it('FED-036: more than an hour for a chained role', async () => {
    const text =
      'The requested SessionDuration exceeds the 1 hour session limit for roles assumed by role chaining.';
    await assertTold(await lasting(ofChain, '3601'), 'FED-036', 'ValidationError', text);
    await tokenOf(ofChain, { SessionDuration: '3600' });
  });

  it('FED-037: more than the role allows', async () => {
    const text = 'The requested SessionDuration exceeds the MaxSessionDuration set for this role.';
    await assertTold(await lasting(ofRole, '7201'), 'FED-037', 'ValidationError', text);
    await tokenOf(ofRole, { SessionDuration: '7200' });
  });
});

describe('login refuses', () => {
  const login = async (parameters: Parameters) => await ask({ Action: 'login', ...parameters });

  async function refused(parameters: Parameters, failed: string, code: string, text: string) {
    await assertPage(await login(parameters), failed, code, text);
  }

  async function assertPage(page: Page, failed: string, code: string, text: string) {
    assert.equal(page.status, 400);
    assert.equal(headingOf(page), 'You could not be signed in');
    assert.equal(textById(page, 'answer'), text);
    assert.equal(textById(page, 'code'), code);
    const requestId = page.headers.get('x-request-id') ?? '';
    assert.equal(textById(page, 'request'), requestId);
    assert.deepEqual(page.headers.getSetCookie(), []);
    const attempt = await attemptOf(world.server, requestId);
    assert.equal(attempt.Failure.Code, failed);
  }

  it('FED-038: a token that is not of this server', async () => {
    const text = 'The parameter SigninToken is not valid';
    const token = await tokenOf(ofRole);
    for (const SigninToken of ['', 'x', token.slice(1), `${token}x`, ofRole.sessionToken ?? '']) {
      const asked = { SigninToken, Destination: HOME };
      await refused(asked, 'FED-038', 'ValidationError', text);
    }
  });

  it('FED-039: a token after 15 minutes, and takes it before', async () => {
    // Credentials that outlive the token.
    const lasting = await assumed(asAlice, 'broker', 3600);
    const SigninToken = await tokenOf(lasting, { SessionDuration: '3600' });
    const asked = { SigninToken, Destination: HOME };
    const inTime = await at(14 * MINUTE, async () => await login(asked));
    assert.equal(inTime.status, 303);
    const late = await at(15 * MINUTE, async () => await login(asked));
    await assertPage(late, 'FED-039', 'ExpiredToken', 'The sign-in token has expired');
  });

  it('FED-040: a Destination elsewhere', async () => {
    const SigninToken = await tokenOf(ofRole);
    for (const Destination of ['https://evil.example/', '//evil.example', '', 'javascript:1']) {
      const text = 'The parameter Destination is not valid';
      await refused({ SigninToken, Destination }, 'FED-040', 'ValidationError', text);
    }
    const fits = await login({ SigninToken, Destination: `${PUBLIC_URL}/console` });
    assert.equal(fits.status, 303);
  });

  it('FED-041: an Issuer that is no URL', async () => {
    const SigninToken = await tokenOf(ofRole);
    for (const Issuer of ['javascript:alert(1)', 'broker', `https://x/${'x'.repeat(2048)}`]) {
      const asked = { SigninToken, Destination: HOME, Issuer };
      await refused(asked, 'FED-041', 'ValidationError', 'The parameter Issuer is not valid');
    }
  });

  it('FED-031: a token whose role is gone meanwhile', async () => {
    await makeRole(world.admin, 'passing', trusts(alice.arn));
    const SigninToken = await tokenOf(await assumed(asAlice, 'passing'));
    await deleteRole(world.admin.iam, 'passing');
    await refused(
      { SigninToken, Destination: HOME },
      'FED-031',
      'InvalidClientTokenId',
      'The security token included in the request is invalid.',
    );
  });

  it('FED-037: a length that the role does not allow any more', async () => {
    await makeRole(world.admin, 'shrinking', trusts(alice.arn), { maxSeconds: 7200 });
    const credentials = await assumed(asAlice, 'shrinking');
    const SigninToken = await tokenOf(credentials, { SessionDuration: '7200' });
    await world.admin.iam.updateRole({ RoleName: 'shrinking', MaxSessionDuration: 3600 });
    await refused(
      { SigninToken, Destination: HOME },
      'FED-037',
      'ValidationError',
      'The requested SessionDuration exceeds the MaxSessionDuration set for this role.',
    );
  });
});
