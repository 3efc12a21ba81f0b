/** The JSON form by which the console's pages call operations: who is let in, and what is answered. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type Clients, clientsOf } from '../support/clients.ts';
import { type ConsolePage, openConsole, originOf, visitorWith } from '../support/console.ts';
import { allow, type MadeUser, makeUser } from '../support/entities.ts';
import { send } from '../support/requests.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let admin: Clients;
let alice: MadeUser;
let origin: string;
let secret: string;
let page: ConsolePage;

before(async () => {
  server = await startTestServer({ GATEHOUSE_REGIONS: 'eu-west-1' });
  admin = clientsOf(server);
  origin = originOf(server);
  alice = await makeUser(admin, 'alice', { policy: allow('*') });
  const { User } = await admin.iam.getUser({ UserName: 'alice' });
  const userId = User?.UserId ?? '';
  secret = await server.openSession({ kind: 'user', userId, userName: 'alice' });
  page = await openConsole(visitorWith(server, secret), origin);
});

after(async () => {
  await server?.stop();
});

const who = async (headers: Readonly<Record<string, string | undefined>>) =>
  await page.call('sts', 'GetCallerIdentity', {}, headers);

const DENIED = 'AccessDenied';

describe('a call of a page', () => {
  it('is made as whoever is signed in', async () => {
    const { status, headers, body } = await who({});
    assert.equal(status, 200);
    assert.equal(body.Arn, alice.arn);
    assert.match(headers.get('content-type') ?? '', /^application\/json/);
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.match(headers.get('x-amzn-requestid') ?? '', /^[0-9a-f-]{36}$/);
    assert.equal(headers.get('access-control-allow-origin'), null);
  });

  it('CONS-001: without a live session is 401, so that the page leads to signing in', async () => {
    for (const cookie of ['x=y', 'gatehouse-console=', `gatehouse-console=${'a'.repeat(43)}`]) {
      const { status, body } = await who({ cookie });
      assert.equal(status, 401, cookie);
      assert.deepEqual(body, {
        __type: 'ExpiredToken',
        message: 'The security token included in the request is expired',
      });
    }
  });

  it('CONS-002: from any other origin than the public one, or from none, is refused', async () => {
    const message = `The request did not come from a page of ${origin}`;
    for (const other of [
      undefined,
      'null',
      'https://evil.example',
      server.url,
      origin.replace('http:', 'https:'),
      `${origin}.evil.example`,
      `${origin}/`,
    ]) {
      const { status, body } = await who({ origin: other });
      assert.deepEqual([status, body], [403, { __type: DENIED, message }], other ?? 'none');
    }
  });

  it('CONS-003: without the token of its own session is refused', async () => {
    const message = 'The request does not carry the token of its session';
    const other = await openConsole(
      visitorWith(server, await server.openSession({ kind: 'root' })),
      origin,
    );
    for (const token of [
      undefined,
      '',
      'k1.1.x',
      other.token,
      `${page.token}x`,
      page.token.slice(1),
    ]) {
      const { status, body } = await who({ 'x-gatehouse-csrf': token });
      assert.deepEqual([status, body], [403, { __type: DENIED, message }], token ?? 'none');
    }
  });

  it('CONS-004: with a body that a form could send is refused', async () => {
    for (const type of [
      undefined,
      'text/plain',
      'text/plain;charset=application/json',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/x-amz-json-1.1',
    ]) {
      const { status, body } = await who({ 'content-type': type ?? 'text/plain;charset=UTF-8' });
      assert.equal(status, 415, type);
      assert.deepEqual(body, {
        __type: 'UnsupportedMediaType',
        message: 'The body of the request must be application/json',
      });
    }
    assert.equal((await who({ 'content-type': 'application/json; charset=utf-8' })).status, 200);
  });

  it('CONS-005: is for a region of this server', async () => {
    const { status, body } = await who({ 'x-gatehouse-region': 'ap-south-1' });
    assert.deepEqual(
      [status, body],
      [
        400,
        {
          __type: 'ValidationError',
          message: 'The region ap-south-1 is not one of this server',
        },
      ],
    );
    assert.equal((await who({ 'x-gatehouse-region': 'eu-west-1' })).status, 200);
  });

  it('is a POST, is answered to no preflight, and of no form can be made', async () => {
    const path = `${server.url}/console/api/sts/GetCallerIdentity`;
    const cookie = `gatehouse-console=${secret}`;
    const got = await fetch(path, { headers: { cookie, origin } });
    assert.match(got.headers.get('content-type') ?? '', /^text\/html/);
    const preflight = await fetch(path, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://evil.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,x-gatehouse-csrf',
      },
    });
    assert.equal(preflight.status, 404);
    assert.equal(preflight.headers.get('access-control-allow-origin'), null);
    const form = await fetch(path, {
      method: 'POST',
      headers: { cookie, origin },
      body: new URLSearchParams({ csrf: page.token }),
    });
    assert.equal(form.status, 403);
  });

  it('of a stranger has no body read', async () => {
    const { hostname, port } = new URL(server.url);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asking = request({
        hostname,
        port,
        method: 'POST',
        path: '/console/api/iam/CreateUser',
        headers: { 'content-type': 'application/json', 'content-length': '9000000', origin },
      });
      asking.on('response', (answer) => {
        resolve(answer.statusCode);
        asking.destroy();
      });
      asking.on('error', reject);
      asking.write('{');
    });
    assert.equal(status, 401);
  });

  it('whose body is held back does not outlive the end of its session', async () => {
    const slow = await server.openSession({ kind: 'root' });
    const { token } = await openConsole(visitorWith(server, slow), origin);
    const sent = async (between: () => Promise<unknown>) => {
      const { hostname, port } = new URL(server.url);
      const path = '/console/api/sts/GetCallerIdentity';
      const headers = {
        cookie: `gatehouse-console=${slow}`,
        origin,
        'content-type': 'application/json',
        'x-gatehouse-csrf': token,
        'content-length': '2',
      };
      return await new Promise<number | undefined>((resolve, reject) => {
        const asking = request({ hostname, port, method: 'POST', path, headers });
        asking.on('response', (answer) => resolve(answer.resume().statusCode));
        asking.on('error', reject);
        asking.write('{');
        between()
          .then(() => pause(1200))
          .then(() => asking.end('}'), reject);
      });
    };
    const signOut = () => visitorWith(server, slow).post('/signin/out', {}, { origin });
    assert.equal(await sent(async () => undefined), 200, 'slow alone is not wrong');
    // The call is let in before its session ends.
    assert.equal(await sent(() => pause(200).then(signOut)), 401);
  });

  it('refuses a body that is too large, no JSON, or no object', async () => {
    const raw = async (body: string) =>
      await fetch(`${server.url}/console/api/sts/GetCallerIdentity`, {
        method: 'POST',
        headers: {
          cookie: `gatehouse-console=${secret}`,
          origin,
          'content-type': 'application/json',
          'x-gatehouse-csrf': page.token,
        },
        body,
      });
    assert.equal((await raw('')).status, 200);
    for (const body of ['{', 'null', '[]', '"x"', '{"a":'.repeat(70)]) {
      const answer = await raw(body);
      const told = (await answer.json()) as { __type: string };
      assert.deepEqual([answer.status, told.__type], [400, 'MalformedInput'], body.slice(0, 20));
    }
    assert.equal((await raw(`"${'x'.repeat(10_000_001)}"`)).status, 413);
  });

  it('names an operation that exists and is implemented', async () => {
    for (const [service, operation, status, type] of [
      ['iam', 'MakeUser', 400, 'InvalidAction'],
      ['nothing', 'GetUser', 400, 'InvalidAction'],
      ['constructor', 'GetUser', 400, 'InvalidAction'],
      ['sts', 'AssumeRoleWithSAML', 400, 'InvalidAction'],
      ['sts', 'constructor', 400, 'InvalidAction'],
      ['iam', 'GenerateCredentialReport', 501, 'NotImplemented'],
      ['quicksight', 'ListUsers', 501, 'NotImplementedException'],
    ] as const) {
      const answer = await page.call(service, operation);
      assert.deepEqual(
        [answer.status, answer.body.__type],
        [status, type],
        `${service} ${operation}`,
      );
    }
  });

  it('is worth nothing at the endpoints of AWS', async () => {
    const answer = await send(server.url, {
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        cookie: `gatehouse-console=${secret}`,
        origin,
        'x-gatehouse-csrf': page.token,
      },
      body: 'Action=GetCallerIdentity&Version=2011-06-15',
    });
    assert.equal(answer.status, 403);
    assert.match(answer.body, /MissingAuthenticationToken/);
  });
});

describe('answers in JSON', () => {
  it('equal those of the SDK, for every service', async () => {
    await admin.organizations.createOrganization({});
    await admin.iam.tagUser({ UserName: 'alice', Tags: [{ Key: 'team', Value: 'é한' }] });
    const sdk = clientsOf(server, alice.credentials);
    const pairs: readonly (readonly [string, string, object, Promise<object>])[] = [
      ['sts', 'GetCallerIdentity', {}, sdk.sts.getCallerIdentity({})],
      ['iam', 'GetUser', { UserName: 'alice' }, sdk.iam.getUser({ UserName: 'alice' })],
      ['iam', 'ListUsers', { MaxItems: 1 }, sdk.iam.listUsers({ MaxItems: 1 })],
      ['iam', 'GetAccountSummary', {}, sdk.iam.getAccountSummary({})],
      ['iam', 'GetAccountAuthorizationDetails', {}, sdk.iam.getAccountAuthorizationDetails({})],
      ['organizations', 'DescribeOrganization', {}, sdk.organizations.describeOrganization({})],
    ];
    for (const [service, operation, input, asked] of pairs) {
      const answer = await page.call(service, operation, input);
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      const { $metadata, ...told } = (await asked) as Record<string, unknown>;
      assert.deepEqual(sorted(answer.body), sorted(plain(told)), operation);
    }
    const looked = await page.call('cloudtrail', 'LookupEvents', { MaxResults: 1 });
    assert.equal(looked.body.Events.length, 1);
    const attempts = await page.call('gatehouse', 'ListAttempts', {});
    assert.deepEqual(attempts.body, { Attempts: [] });
  });

  it('carry times as seconds and bytes as base64, in both directions', async () => {
    const { body } = await page.call('iam', 'GetUser', { UserName: 'alice' });
    assert.equal(typeof body.User.CreateDate, 'number');
    const StartTime = Math.floor(Date.now() / 1000) - 60;
    const looked = await page.call('cloudtrail', 'LookupEvents', { StartTime, MaxResults: 1 });
    assert.equal(looked.status, 200, JSON.stringify(looked.body));
    assert.ok(looked.body.Events[0].EventTime >= StartTime);
  });

  it('tell errors by the code and status that clients of the service know', async () => {
    const missing = await page.call('iam', 'GetUser', { UserName: 'nobody' });
    assert.deepEqual(
      [missing.status, missing.body],
      [404, { __type: 'NoSuchEntity', message: 'The user with name nobody cannot be found.' }],
    );
    const wrong = await page.call('iam', 'CreateUser', { UserName: '' });
    assert.deepEqual([wrong.status, wrong.body.__type], [400, 'ValidationError']);
  });

  it('tell a refusal with the message that administrators can have decoded', async () => {
    await makeUser(admin, 'bob');
    const { User } = await admin.iam.getUser({ UserName: 'bob' });
    const who = { kind: 'user', userId: User?.UserId ?? '', userName: 'bob' } as const;
    const visitor = visitorWith(server, await server.openSession(who));
    const { call } = await openConsole(visitor, origin);
    const { status, headers, body } = await call('iam', 'ListUsers');
    assert.deepEqual([status, body.__type], [403, 'AccessDenied']);
    const EncodedMessage = headers.get('x-gatehouse-authorization-message') ?? '';
    const decoded = await page.call('sts', 'DecodeAuthorizationMessage', { EncodedMessage });
    assert.equal(JSON.parse(decoded.body.DecodedMessage).allowed, false);
  });
});

describe('the event of a call of a page', () => {
  it('says that the console made it, and is like any other besides', async () => {
    const made = await page.call(
      'iam',
      'CreateUser',
      { UserName: 'carol' },
      { 'user-agent': 'Test Browser', 'x-gatehouse-region': 'eu-west-1' },
    );
    assert.equal(made.status, 200);
    const record = await recordOf('CreateUser', made.headers.get('x-amzn-requestid'));
    assert.equal(record.eventType, 'AwsApiCall');
    assert.equal(record.sessionCredentialFromConsole, 'true');
    assert.equal(record.userAgent, 'Test Browser');
    assert.equal(record.sourceIPAddress, '127.0.0.1');
    assert.equal(record.userIdentity.type, 'IAMUser');
    assert.equal(record.userIdentity.userName, 'alice');
    assert.match(record.userIdentity.accessKeyId, /^ASIA/);
    assert.equal(record.userIdentity.sessionContext.attributes.mfaAuthenticated, 'false');
    assert.equal(record.requestParameters.userName, 'carol');
    const signed = await clientsOf(server, alice.credentials).iam.createUser({ UserName: 'dan' });
    const other = await recordOf('CreateUser', signed.$metadata.requestId);
    assert.equal(other.sessionCredentialFromConsole, undefined);
  });

  async function recordOf(name: string, requestId: string | null | undefined) {
    const { Events = [] } = await admin.cloudtrail.lookupEvents({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: name }],
    });
    const records = Events.map(({ CloudTrailEvent = '' }) => JSON.parse(CloudTrailEvent));
    return records.find(({ requestID }) => requestID === requestId) ?? assert.fail(name);
  }
});

/** An output of the SDK as JSON has it. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(entries.map(([name, part]) => [name, plain(part)]));
}

/** XML tells whole seconds and leaves out empty lists; JSON tells both as they are. */
function sorted(value: unknown): unknown {
  if (typeof value === 'number') return Math.floor(value);
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([, part]) => !(Array.isArray(part) && part.length === 0))
    .map(([name, part]) => [name, sorted(part)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
