import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { storesUnderTest } from '../../tools/programs.ts';
import { assertRefused, type Clients, clientsOf, credentialsOf } from '../support/clients.ts';
import { makeRole, makeUser, trusts } from '../support/entities.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const NO_SPACE = 'The request has failed because the server has no space left to record it.';
const SIZE = 4 * 1024 * 1024;

const skip = storesUnderTest().includes('sqlite') ? false : 'PostgreSQL only';

test('STORE-004: on a full disk changes and credentials are refused, reads go on, and all recovers', {
  skip,
}, async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-full-'));
  if (!mountSmall(folder)) {
    rmSync(folder, { recursive: true });
    return context.skip('mounting a small file system needs root');
  }
  const environment = {
    GATEHOUSE_DATA: join(folder, 'data'),
    GATEHOUSE_BOOTSTRAP_ACCOUNT_ID: '111122223333',
  };
  let server = await startTestServer(environment);
  try {
    await fillAndEmpty(server, join(folder, 'hog'));
    await server.stop();
    server = await startTestServer(environment);
    const { iam } = clientsOf(server);
    const { Users = [] } = await iam.listUsers({});
    assert.deepEqual(Users.map(({ UserName }) => UserName).sort(), [
      'alice',
      'bootstrap-admin',
      'late',
    ]);
  } finally {
    await server.stop();
    execFileSync('umount', [folder]);
    rmSync(folder, { recursive: true });
  }
});

async function fillAndEmpty(server: TestServer, hog: string): Promise<void> {
  const admin = clientsOf(server);
  const alice = await makeUser(admin, 'alice');
  const role = await makeRole(admin, 'worker', trusts(`arn:aws:iam::${server.account}:root`));
  fill(hog);
  const asAlice = clientsOf(server, alice.credentials);
  const session = { RoleArn: role.arn, RoleSessionName: 'session' };
  const refused = [
    () => admin.iam.createUser({ UserName: 'lost' }),
    () => admin.iam.createAccessKey({ UserName: 'alice' }),
    () => admin.iam.tagUser({ UserName: 'alice', Tags: [{ Key: 'filler', Value: randomUUID() }] }),
    () => admin.sts.assumeRole(session),
    () => asAlice.sts.getSessionToken({}),
  ];
  await untilAllRefused(refused.slice(2));
  for (const call of refused) await assertRefused(call(), 'ServiceUnavailable', 503, NO_SPACE);
  await assertReads(admin, alice.arn, asAlice);
  const ready = await fetch(`${server.url}/readyz`);
  assert.equal(ready.status, 503);
  assert.match(await ready.text(), /STORE-004/);

  rmSync(hog);
  await admin.iam.createUser({ UserName: 'late' });
  const answer = await admin.sts.assumeRole(session);
  await clientsOf(server, credentialsOf(answer)).sts.getCallerIdentity({});
  assert.equal((await fetch(`${server.url}/readyz`)).status, 200);
  const { Events = [] } = await admin.cloudtrail.lookupEvents({ MaxResults: 3 });
  assert.deepEqual(
    Events.map(({ EventName }) => EventName),
    ['GetCallerIdentity', 'AssumeRole', 'CreateUser'],
  );
}

/** What needs no room is answered, and tells the state as it is. */
async function assertReads(admin: Clients, arn: string, asAlice: Clients): Promise<void> {
  assert.equal((await asAlice.sts.getCallerIdentity({})).Arn, arn);
  const { Users = [] } = await admin.iam.listUsers({});
  assert.deepEqual(Users.map(({ UserName }) => UserName).sort(), ['alice', 'bootstrap-admin']);
  const { Events = [] } = await admin.cloudtrail.lookupEvents({});
  assert.ok(Events.some(({ EventName }) => EventName === 'CreateRole'));
}

/**
 * The journal has some room of its own, which calls use up first; a plan that did not fit leaves
 * room for a smaller one.
 */
async function untilAllRefused(calls: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (let refusedRounds = 0; refusedRounds < 3; refusedRounds += 1) {
    for (const call of calls) {
      await call().then(
        () => {
          refusedRounds = -1;
        },
        () => {},
      );
    }
  }
}

function mountSmall(folder: string): boolean {
  mkdirSync(folder, { recursive: true });
  try {
    const options = `size=${SIZE},mode=0700`;
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Writes until there is no room left. */
function fill(file: string): void {
  try {
    writeFileSync(file, Buffer.alloc(2 * SIZE));
  } catch {
    // No space left, as intended.
  }
}
