/** R117, LIMIT-001: rates of what the pages of the console and of the portal call. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, afterEach, before, describe, it } from 'node:test';
import { clientsOf } from '../support/clients.ts';
import { type ConsoleAnswer, openConsole, originOf, visitorWith } from '../support/console.ts';
import { allow, makeRole, makeUser, trusts } from '../support/entities.ts';
import { WORKFORCE_PASSWORD } from '../support/instance.ts';
import { visitorOf } from '../support/page-visitor.ts';
import {
  makePortal,
  openPortal,
  type PortalPage,
  type PortalWorld,
  portalVisitor,
} from '../support/portal-world.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

/** Of one principal: what its full bucket holds. */
const BUCKET = 16;
const LOOKUPS = 4;
const FAILURES = 4;
const OWN = { 'sec-fetch-site': 'same-origin' };

let server: TestServer;
let portal: PortalWorld;
/** The server's clock: buckets fill only when a test says so. */
let now = Math.floor(Date.now() / 1000) * 1000;

before(async () => {
  server = await startTestServer(
    {
      GATEHOUSE_PRINCIPAL_RATE: String(BUCKET / 2),
      GATEHOUSE_LOOKUP_RATE: String(LOOKUPS / 2),
      GATEHOUSE_ADDRESS_RATE: String(FAILURES / 2),
    },
    { clock: () => now },
  );
  portal = await makePortal(server);
});

after(async () => await server?.stop());

/** Every bucket is full again after two seconds. */
afterEach(() => {
  now += 2000;
});

type Asking = () => Promise<ConsoleAnswer>;

/** Asserts that so many are answered, the next is not, and one is again once a bucket fills. */
async function assertLimited(count: number, type: string, ask: Asking): Promise<void> {
  for (let index = 0; index < count; index += 1) assert.equal((await ask()).status, 200);
  const { status, body } = await ask();
  assert.deepEqual([status, body.__type, body.message], [400, type, 'Rate exceeded']);
  now += 1000;
  assert.equal((await ask()).status, 200);
}

describe('calls of a page of the console', () => {
  const openAs = async (name: string, policy: Parameters<typeof allow>[0]) => {
    const user = await makeUser(clientsOf(server), name, { policy: allow(policy) });
    const { User } = await clientsOf(server).iam.getUser({ UserName: name });
    const who = { kind: 'user', userId: User?.UserId ?? '', userName: name } as const;
    const visitor = visitorWith(server, await server.openSession(who));
    now += 2000;
    return { arn: user.arn, visitor, page: await openConsole(visitor, originOf(server)) };
  };

  it('draw on the rate of whoever signed in', async () => {
    const { page } = await openAs('ann', 'sts:*');
    await assertLimited(BUCKET, 'Throttling', () => page.call('sts', 'GetCallerIdentity'));
  });

  it('that search the event history draw on the rate of the account', async () => {
    const { page } = await openAs('ben', 'cloudtrail:*');
    await assertLimited(LOOKUPS, 'ThrottlingException', () =>
      page.call('cloudtrail', 'LookupEvents'),
    );
    assert.equal((await page.call('sts', 'GetCallerIdentity')).status, 200, 'nothing else does');
  });

  it('that switch to a role draw on the rate of whoever signed in', async () => {
    const { arn, visitor, page } = await openAs('cora', 'sts:*');
    await makeRole(clientsOf(server), 'auditor', trusts(arn));
    now += 2000;
    const fields = { account: server.account, roleName: 'auditor', csrf: page.token };
    const toRole = () => visitor.post('/switchrole', fields, OWN);
    for (let count = 0; count < BUCKET; count += 1) await page.call('sts', 'GetCallerIdentity');
    const refused = await toRole();
    assert.equal(refused.status, 429);
    assert.match(refused.html, /Rate exceeded/);
    now += 1000;
    assert.equal((await toRole()).status, 303);
  });
});

describe('calls of a page of the portal', () => {
  const open = async (): Promise<PortalPage> =>
    await openPortal(portal, portalVisitor(portal, await portal.signIn()));

  it('without a session cost their address a token, and then it must wait', async () => {
    const page = await open();
    const stranger = async () => {
      const path = `${portal.path}/api/GetPortal`;
      return await visitorOf(server).send(path, { method: 'POST', body: '{}' });
    };
    for (let count = 0; count < FAILURES; count += 1) {
      const { status, html } = await stranger();
      assert.deepEqual([status, JSON.parse(html).__type], [401, 'ExpiredToken']);
    }
    assert.equal((await stranger()).status, 429);
    const own = await page.call('GetPortal');
    assert.deepEqual([own.status, own.body.message], [429, 'Rate exceeded']);
    now += 1000;
    assert.equal((await page.call('GetPortal')).status, 200);
  });

  it('that guess a password wait as those who sign in do, with the right one too', async () => {
    const page = await open();
    const change = (OldPassword: string) =>
      page.call('ChangePassword', { OldPassword, NewPassword: 'Another-password-2027' });
    for (let count = 0; count < 5; count += 1) {
      const { status, body } = await change('Not-the-password-1');
      assert.deepEqual([status, body.message], [403, 'The present password is not correct']);
    }
    const right = await change(WORKFORCE_PASSWORD);
    assert.deepEqual([right.status, right.body.__type], [429, 'Throttling']);
    now += 2000;
    assert.equal((await change(WORKFORCE_PASSWORD)).status, 200);
  });

  it('PORT-001: whose body is held back does not outlive the end of its session', async () => {
    const page = await open();
    const { visitor, token } = page;
    const cookie = [...visitor.cookies].map((pair) => pair.join('=')).join('; ');
    const sent = async (between: () => Promise<unknown>) => {
      const { hostname, port } = new URL(server.url);
      const headers = {
        cookie,
        origin: portal.origin,
        'content-type': 'application/json',
        'x-gatehouse-csrf': token,
        'content-length': '2',
      };
      return await new Promise<number | undefined>((resolve, reject) => {
        const path = `${portal.path}/api/GetPortal`;
        const asking = request({ hostname, port, method: 'POST', path, headers });
        asking.on('response', (answer) => resolve(answer.resume().statusCode));
        asking.on('error', reject);
        asking.write('{');
        between().then(() => asking.end('}'), reject);
      });
    };
    const signOut = () => visitor.post(`${portal.path}/sign-out`, { csrf: token }, OWN);
    assert.equal(await sent(async () => undefined), 200, 'slow alone is not wrong');
    assert.equal(await sent(signOut), 401);
  });
});
