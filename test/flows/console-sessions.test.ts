/** Sessions of the console: the list of signed-in devices, and what ends when one is ended. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Clients, clientsOf, credentialsOf, refusalOf } from '../support/clients.ts';
import { arnIn, openConsole, originOf, visitorWith } from '../support/console.ts';
import { allow, type MadeUser, makeRole, makeUser, trusts } from '../support/entities.ts';
import type { Visitor } from '../support/page-visitor.ts';
import { call as signedCall, stsDraft } from '../support/requests.ts';
import { type Credentials, startTestServer, type TestServer } from '../support/server.ts';

const HOUR = 3_600_000;
const ENDED = 'InvalidClientTokenId';

let server: TestServer;
let admin: Clients;
let alice: MadeUser & { readonly userId: string };
let origin: string;
let ahead = 0;

before(async () => {
  server = await startTestServer({}, { clock: () => Date.now() + ahead });
  admin = clientsOf(server);
  origin = originOf(server);
  alice = await person('alice', allow('sts:AssumeRole'));
  await makeRole(admin, 'helper', trusts(alice.arn), { policy: allow('sts:AssumeRole') });
  const helper = `arn:aws:iam::${server.account}:role/helper`;
  await makeRole(admin, 'further', trusts(helper));
});

after(async () => {
  await server?.stop();
});

async function person(name: string, policy?: object) {
  const made = await makeUser(admin, name, policy ? { policy } : {});
  const { User } = await admin.iam.getUser({ UserName: name });
  return { ...made, userId: User?.UserId ?? '' };
}

const signedIn = async ({ userId, name }: { userId: string; name: string }): Promise<Visitor> =>
  visitorWith(server, await server.openSession({ kind: 'user', userId, userName: name }));

async function call(visitor: Visitor, service: string, operation: string, input: object = {}) {
  const page = await openConsole(visitor, origin);
  return await page.call(service, operation, input);
}

async function assumeIn(visitor: Visitor, role: string): Promise<Credentials> {
  const RoleArn = `arn:aws:iam::${server.account}:role/${role}`;
  const { status, body } = await call(visitor, 'sts', 'AssumeRole', {
    RoleArn,
    RoleSessionName: 'ann',
  });
  assert.equal(status, 200, JSON.stringify(body));
  return keysOf(body);
}

/** The credentials in an answer of the JSON form. */
function keysOf({ Credentials }: { Credentials: Record<string, string> }): Credentials {
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials;
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

const works = async (credentials: Credentials) =>
  await clientsOf(server, credentials).sts.getCallerIdentity({});

const codeOf = async (credentials: Credentials) => (await refusalOf(works(credentials))).code;

describe('credentials that came from a console session', () => {
  it('end with it at once, and so does what they assumed in turn', async () => {
    const browser = await signedIn(alice);
    const helper = await assumeIn(browser, 'helper');
    const further = credentialsOf(
      await clientsOf(server, helper).sts.assumeRole({
        RoleArn: `arn:aws:iam::${server.account}:role/further`,
        RoleSessionName: 'ann',
      }),
    );
    await works(helper);
    await works(further);
    const out = await browser.post('/signin/out', {}, { 'sec-fetch-site': 'same-origin' });
    assert.equal(out.status, 200);
    assert.equal(await codeOf(helper), ENDED);
    assert.equal(await codeOf(further), ENDED);
    await works(alice.credentials);
  });

  it('outlive it when it merely runs out, until their own time is over', async () => {
    const browser = await signedIn(alice);
    try {
      ahead = 11.5 * HOUR;
      const helper = await assumeIn(browser, 'helper');
      ahead = 12.2 * HOUR;
      assert.equal(await arnIn(browser, origin), undefined);
      assert.equal((await browser.get('/console')).location, '/signin?destination=%2Fconsole');
      const draft = stsDraft('GetCallerIdentity');
      const answer = await signedCall(server.url, draft, helper, { at: Date.now() + ahead });
      assert.equal(answer.status, 200, answer.body);
    } finally {
      ahead = 0;
    }
  });

  it('go on where the installation says so', async () => {
    const lenient = await startTestServer({ GATEHOUSE_SESSION_CREDENTIALS: 'keep' });
    try {
      const clients = clientsOf(lenient);
      const carol = await makeUser(clients, 'carol', { policy: allow('sts:AssumeRole') });
      const role = await makeRole(clients, 'helper', trusts(carol.arn));
      const { User } = await clients.iam.getUser({ UserName: 'carol' });
      const who = { kind: 'user', userId: User?.UserId ?? '', userName: 'carol' } as const;
      const browser = visitorWith(lenient, await lenient.openSession(who));
      const page = await openConsole(browser, originOf(lenient));
      const asked = { RoleArn: role.arn, RoleSessionName: 'ann' };
      const credentials = keysOf((await page.call('sts', 'AssumeRole', asked)).body);
      await browser.post('/signin/out', {}, { 'sec-fetch-site': 'same-origin' });
      assert.equal(await arnIn(browser, originOf(lenient)), undefined);
      await clientsOf(lenient, credentials).sts.getCallerIdentity({});
    } finally {
      await lenient.stop();
    }
  });
});

describe('a console session of a user or of root', () => {
  it('lasts twelve hours', async () => {
    const browser = await signedIn(alice);
    try {
      ahead = 12 * HOUR - 60_000;
      assert.equal(await arnIn(browser, origin), alice.arn);
      ahead = 12 * HOUR;
      assert.equal(await arnIn(browser, origin), undefined);
    } finally {
      ahead = 0;
    }
  });

  it('calls IAM without MFA, and STS but for other sessions', async () => {
    const browser = visitorWith(server, await server.openSession({ kind: 'root' }));
    assert.equal((await call(browser, 'iam', 'ListUsers')).status, 200);
    assert.equal(
      (await call(browser, 'sts', 'GetAccessKeyInfo', { AccessKeyId: `ASIA${'A'.repeat(16)}` }))
        .body.__type,
      'ValidationError',
    );
    for (const [operation, input] of [
      ['GetSessionToken', {}],
      ['GetFederationToken', { Name: 'fred' }],
    ] as const) {
      const { status, body } = await call(browser, 'sts', operation, input);
      assert.equal(status, 403);
      assert.deepEqual(body, {
        __type: 'AccessDenied',
        message: `Cannot call ${operation} with session credentials`,
      });
    }
  });

  it('ends with the user', async () => {
    const gone = await person('gone');
    const browser = await signedIn(gone);
    assert.equal(await arnIn(browser, origin), gone.arn);
    await admin.iam
      .listAccessKeys({ UserName: 'gone' })
      .then(async ({ AccessKeyMetadata = [] }) => {
        for (const { AccessKeyId } of AccessKeyMetadata)
          await admin.iam.deleteAccessKey({ UserName: 'gone', AccessKeyId });
      });
    await admin.iam.deleteUser({ UserName: 'gone' });
    assert.equal(await arnIn(browser, origin), undefined);
  });
});

describe('gatehouse:GetCurrentSession', () => {
  it('tells who one is, until when, and what of the installation', async () => {
    const browser = await signedIn(alice);
    const { body } = await call(browser, 'gatehouse', 'GetCurrentSession');
    const { IssuedAt, ExpiresAt, SessionId, AccountName, UserId, ...rest } = body.Session;
    assert.equal(ExpiresAt - Math.floor(IssuedAt), 43_200);
    assert.match(SessionId, new RegExp(`^${server.account}-[0-9a-f-]{36}$`));
    assert.equal(UserId, alice.userId);
    assert.equal(typeof AccountName, 'string');
    assert.deepEqual(rest, {
      Account: server.account,
      Arn: alice.arn,
      Kind: 'user',
      UserName: 'alice',
      Region: 'us-east-1',
      Regions: [{ RegionName: 'us-east-1' }],
      PublicUrl: origin,
    });
  });

  it('tells the root user its e-mail address, and when a password was changed', async () => {
    const root = visitorWith(server, await server.openSession({ kind: 'root' }));
    const { Session } = (await call(root, 'gatehouse', 'GetCurrentSession')).body;
    assert.deepEqual([Session.Kind, typeof Session.Email], ['root', 'string']);
    const typist = await person('typist');
    await admin.iam.createLoginProfile({ UserName: 'typist', Password: 'a Password of 2026' });
    await admin.iam.updateAccountPasswordPolicy({ MaxPasswordAge: 90 });
    const { body } = await call(await signedIn(typist), 'gatehouse', 'GetCurrentSession');
    const { PasswordLastChanged, PasswordExpiresAt, Email } = body.Session;
    assert.equal(PasswordExpiresAt - PasswordLastChanged, 90 * 86_400);
    assert.equal(Email, undefined);
  });
});

describe('signed-in devices', () => {
  it('are listed for their owner, newest first, with the one that asks', async () => {
    const bob = await person('bob');
    const first = await signedIn(bob);
    const second = await signedIn(bob);
    const { Sessions } = (await call(second, 'gatehouse', 'ListSessions')).body;
    assert.deepEqual(
      Sessions.map(({ Arn, Kind, SourceAddress }: Record<string, string>) => [
        Arn,
        Kind,
        SourceAddress,
      ]),
      [
        [bob.arn, 'user', '127.0.0.1'],
        [bob.arn, 'user', '127.0.0.1'],
      ],
    );
    assert.equal(Sessions.filter(({ Current }: { Current: boolean }) => Current).length, 1);
    const other = Sessions.find(({ Current }: { Current: boolean }) => !Current);
    const ended = await call(second, 'gatehouse', 'EndSession', { SessionId: other.SessionId });
    assert.equal(ended.status, 200);
    assert.equal(await arnIn(first, origin), undefined);
    assert.equal(await arnIn(second, origin), bob.arn);
  });

  it('can all be ended, with or without the one that asks', async () => {
    const eve = await person('eve');
    const browsers = [await signedIn(eve), await signedIn(eve), await signedIn(eve)] as const;
    const others = await call(browsers[0], 'gatehouse', 'EndSessions', { KeepCurrent: true });
    assert.deepEqual(others.body, { Ended: 2 });
    assert.equal(await arnIn(browsers[0], origin), eve.arn);
    assert.equal(await arnIn(browsers[1], origin), undefined);
    assert.deepEqual((await call(browsers[0], 'gatehouse', 'EndSessions')).body, { Ended: 1 });
    assert.equal(await arnIn(browsers[0], origin), undefined);
  });

  it("of others are theirs to see and end who are allowed to; one's own always", async () => {
    const mallory = await person('mallory', {
      Effect: 'Deny',
      Action: 'gatehouse:*',
      Resource: '*',
    });
    const victim = await signedIn(alice);
    const browser = await signedIn(mallory);
    assert.equal((await call(browser, 'gatehouse', 'ListSessions')).status, 200);
    for (const operation of ['ListSessions', 'EndSessions'] as const) {
      const { status, body } = await call(browser, 'gatehouse', operation, { UserName: 'alice' });
      assert.deepEqual([status, body.__type], [400, 'AccessDeniedException']);
    }
    const { Session } = (await call(victim, 'gatehouse', 'GetCurrentSession')).body;
    const stolen = await call(browser, 'gatehouse', 'EndSession', { SessionId: Session.SessionId });
    assert.deepEqual(
      [stolen.status, stolen.body],
      [
        400,
        {
          __type: 'ResourceNotFoundException',
          message: `The session ${Session.SessionId} does not exist or has ended`,
        },
      ],
      'CONS-006',
    );
    const administrator = visitorWith(server, await server.openSession({ kind: 'root' }));
    const seen = await call(administrator, 'gatehouse', 'ListSessions', { UserName: 'alice' });
    assert.ok(seen.body.Sessions.length > 0);
    const one = { SessionId: Session.SessionId, UserName: 'alice' };
    assert.equal((await call(administrator, 'gatehouse', 'EndSession', one)).status, 200);
    assert.equal(await arnIn(victim, origin), undefined);
    const both = { UserName: 'alice', RoleName: 'helper' };
    const told = await call(administrator, 'gatehouse', 'ListSessions', both);
    assert.deepEqual(
      [told.status, told.body],
      [400, { __type: 'ValidationException', message: 'Specify either UserName or RoleName' }],
      'CONS-007',
    );
  });
});

describe('a session of a user whose password an administrator takes in hand', () => {
  it('R239: ends when the password is set or removed, and not when only a change is demanded', async () => {
    const carol = await person('carol');
    const { iam } = admin;
    const UserName = 'carol';
    await iam.createLoginProfile({ UserName, Password: 'First-password-1' });
    const first = await signedIn(carol);
    await iam.updateLoginProfile({ UserName, PasswordResetRequired: true });
    assert.ok(await arnIn(first, origin));
    await iam.updateLoginProfile({ UserName, Password: 'Second-password-2' });
    assert.equal(await arnIn(first, origin), undefined);
    const second = await signedIn(carol);
    assert.ok(await arnIn(second, origin));
    await iam.deleteLoginProfile({ UserName });
    assert.equal(await arnIn(second, origin), undefined);
  });
});
