/** Command lines of a workforce on two nodes: what is ended on one is ended on the other at once. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { assignmentsEntity, workforceUserEntity } from '../../src/domain/entities.ts';
import { endGrantsOf } from '../../src/domain/identity-center/sso/grants.ts';
import { endSessionsOf } from '../../src/domain/sessions/browser-sessions.ts';
import { type TestPostgres, testPostgres } from '../../tools/postgres.ts';
import { needs, storesUnderTest } from '../../tools/programs.ts';
import { clientsOf } from '../support/clients.ts';
import { makePortal, type PortalWorld, portalVisitor } from '../support/portal-world.ts';
import { type Credentials, startTestServer, type TestServer } from '../support/server.ts';
import {
  portalCall,
  type Registered,
  refresh,
  roleCredentials,
  signedInDevice,
} from '../support/sso-client.ts';

const needed = storesUnderTest().includes('postgres') ? needs('postgres') : { skip: 'SQLite only' };

/** What a command line has after it signed in. */
interface Held {
  readonly client: Registered;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly credentials: Credentials;
}

describe('aws sso login on two nodes on PostgreSQL', needed, () => {
  let postgres: TestPostgres | undefined;
  let nodes: TestServer[] = [];
  let world: PortalWorld;

  before(async () => {
    postgres = await testPostgres();
    assert.ok(postgres);
    const settings = {
      GATEHOUSE_DATABASE_URL: await postgres.createDatabase(),
      GATEHOUSE_MASTER_KEY: randomBytes(32).toString('base64'),
      GATEHOUSE_PUBLIC_URL: 'https://gatehouse.test',
      GATEHOUSE_SESSION_CREDENTIALS: 'end',
      GATEHOUSE_BOOTSTRAP_ACCOUNT_ID: '111122223333',
    };
    nodes = [await startTestServer(settings), await startTestServer(settings)];
    world = await makePortal(node(0));
  });
  after(async () => {
    for (const each of nodes) await each.stop();
    await postgres?.stop();
  });

  function node(at: number): TestServer {
    return nodes[at] ?? assert.fail('no such node');
  }

  async function signedIn(): Promise<Held> {
    const visitor = portalVisitor(world, await world.signIn());
    const tokens = await signedInDevice(world, visitor);
    const account = world.accounts[0] ?? '';
    const { body } = await roleCredentials(node(1), tokens.accessToken, account, 'Admin');
    const { expiration: _, ...credentials } = body.roleCredentials;
    return { ...tokens, credentials };
  }

  const identity = ({ credentials }: Held) =>
    clientsOf(node(1), credentials).sts.getCallerIdentity({});

  async function assertWorks(held: Held): Promise<void> {
    assert.equal((await portalCall(node(1), 'assignment/accounts', held.accessToken)).status, 200);
    assert.match((await identity(held)).Arn ?? '', /AWSReservedSSO_Admin_[0-9a-f]{16}\/maria$/);
  }

  /** Each of the three is refused on the node that was not told. */
  async function assertEnded(held: Held): Promise<void> {
    const portal = await portalCall(node(1), 'assignment/accounts', held.accessToken);
    assert.deepEqual(
      [portal.status, portal.body.message],
      [401, 'Session token not found or invalid'],
    );
    const refreshed = await refresh(node(1), held.client, held.refreshToken);
    assert.deepEqual([refreshed.status, refreshed.body.error], [400, 'invalid_grant']);
    await assert.rejects(identity(held), { name: 'InvalidClientTokenId' });
  }

  it('R062: a session that is ended on one node is ended on the other', async () => {
    const held = await signedIn();
    await assertWorks(held);
    await world.change((work) => endSessionsOf(work, world.user.user_id));
    await assertEnded(held);
  });

  it('R062: Logout ends its own session alone', async () => {
    const [held, other] = [await signedIn(), await signedIn()];
    assert.equal((await portalCall(node(0), 'logout', held.accessToken, 'POST')).status, 200);
    await assertEnded(held);
    await assertWorks(other);
  });

  it('R062: a disabled user has nothing any more, on any node', async () => {
    const held = await signedIn();
    await assertWorks(held);
    const { user_id: userId } = world.user;
    const setStatus = (status: 'ENABLED' | 'DISABLED') =>
      world.change(async (work) => {
        const users = work.read.updateTable('directory_users').set({ status });
        work.write(users.where('user_id', '=', userId));
        work.changed(workforceUserEntity(userId));
        await endSessionsOf(work, userId);
        await endGrantsOf(work, userId);
      });
    await setStatus('DISABLED');
    await assertEnded(held);
    await setStatus('ENABLED');
    await assertEnded(held);
    await assertWorks(await signedIn());
  });

  it('without an assignment there is no access, and its credentials end', async () => {
    const held = await signedIn();
    await assertWorks(held);
    const setState = (state: 'active' | 'deleting') =>
      world.change((work) => {
        const all = work.read.updateTable('account_assignments').set({ state });
        const set = world.permissionSets.get('Admin') ?? '';
        work.write(all.where('permission_set_id', '=', set), 'any');
        work.changed(assignmentsEntity(world.user.user_id));
      });
    await setState('deleting');
    const account = world.accounts[0] ?? '';
    const { status, body } = await roleCredentials(node(1), held.accessToken, account, 'Admin');
    assert.deepEqual([status, body.message], [403, 'No access']);
    await assert.rejects(identity(held), { name: 'InvalidClientTokenId' });
    await setState('active');
    await assertWorks(held);
  });

  it('one refresh token gives one next token, whichever nodes are asked at the same moment', async () => {
    const held = await signedIn();
    const tries = [0, 1, 0, 1].map((at) => refresh(node(at), held.client, held.refreshToken));
    const answers = await Promise.all(tries);
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
    assert.equal(new Set(answers.map(({ body }) => body.refreshToken)).size, 1);
  });
});
