import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { privatePostgres, type TestPostgres } from '../../tools/postgres.ts';
import { needs, storesUnderTest } from '../../tools/programs.ts';
import { assertRefused, type Clients, credentialsOf } from '../support/clients.ts';
import { type MadeUser, makeUser } from '../support/entities.ts';
import { until } from '../support/until.ts';
import { type Cluster, startCluster } from './cluster.ts';

const UNAVAILABLE = 'The request has failed due to a temporary failure of the server.';

const needed = storesUnderTest().includes('postgres') ? needs('postgres') : { skip: 'SQLite only' };

describe('nodes without their database refuse rather than trust stale state', needed, () => {
  let postgres: TestPostgres | undefined;
  let database: ChildProcess;
  let cluster: Cluster;
  let user: MadeUser;
  let asUser: Clients;

  before(async () => {
    postgres = await privatePostgres();
    assert.ok(postgres?.server);
    database = postgres.server;
    cluster = await startCluster(await postgres.createDatabase());
    user = await makeUser(cluster.clients(0), 'cached');
    asUser = cluster.clients(1, user.credentials);
    // From here on the other node holds the key, the user and its policies.
    await asUser.sts.getCallerIdentity({});
  });

  after(async () => {
    await cluster?.stop();
    await end(database);
    await postgres?.stop();
  });

  async function assertUnavailable(): Promise<void> {
    const calls = [
      asUser.sts.getCallerIdentity({}),
      cluster.clients(1).sts.getSessionToken({}),
      cluster.clients(1).iam.createUser({ UserName: 'lost' }),
      cluster.clients(0).iam.listUsers({}),
    ];
    await Promise.all(
      calls.map((call) => assertRefused(call, 'ServiceUnavailable', 503, UNAVAILABLE)),
    );
  }

  it('STORE-006: while it is stopped, and serve again by themselves when it is back', async () => {
    await end(database);
    await assertUnavailable();
    const { url = '' } = cluster.nodes[1] ?? {};
    assert.equal((await fetch(`${url}/readyz`)).status, 503);
    assert.equal((await fetch(`${url}/healthz`)).status, 200, 'the process itself is well');

    database = restarted(database);
    await untilServed(() => cluster.clients(0).sts.getCallerIdentity({}));
    const { AccessKeyId } = { AccessKeyId: user.credentials.accessKeyId };
    await cluster.clients(0).iam.deleteAccessKey({ UserName: user.name, AccessKeyId });
    await untilServed(() => cluster.clients(1).sts.getCallerIdentity({}));
    await assertRefused(
      asUser.sts.getCallerIdentity({}),
      'InvalidClientTokenId',
      403,
      'The security token included in the request is invalid.',
    );
    const { Users = [] } = await cluster.clients(1).iam.listUsers({});
    assert.ok(Users.every(({ UserName }) => UserName !== 'lost'));
    const answer = await cluster.clients(0).sts.getSessionToken({});
    await cluster.clients(1, credentialsOf(answer)).sts.getCallerIdentity({});
  });

  it('STORE-006: while it hangs', async () => {
    const { credentials } = await makeUser(cluster.clients(0), 'hanging');
    asUser = cluster.clients(1, credentials);
    await asUser.sts.getCallerIdentity({});
    signal(database, 'STOP');
    try {
      await assertUnavailable();
    } finally {
      signal(database, 'CONT');
    }
    await untilServed(() => asUser.sts.getCallerIdentity({}));
  });
});

/** Ends the database at once, without a checkpoint. */
async function end(database: ChildProcess): Promise<void> {
  if (database.exitCode !== null || database.signalCode !== null) return;
  const ended = once(database, 'exit');
  database.kill('SIGQUIT');
  await ended;
}

/** Starts the database again as it was started. */
function restarted({ spawnfile, spawnargs }: ChildProcess): ChildProcess {
  return spawn(spawnfile, spawnargs.slice(1), { cwd: '/', stdio: 'ignore' });
}

/** Sends a signal to every process of the database. */
function signal({ pid = 0 }: ChildProcess, name: 'STOP' | 'CONT'): void {
  const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' });
  for (const child of [...children.trim().split(/\s+/).map(Number), pid]) {
    try {
      process.kill(child, `SIG${name}`);
    } catch {
      // A process of the database that has just ended.
    }
  }
}

async function untilServed(call: () => Promise<unknown>): Promise<void> {
  await until(
    'calls are served again',
    async () =>
      await call().then(
        () => true,
        () => false,
      ),
  );
}
